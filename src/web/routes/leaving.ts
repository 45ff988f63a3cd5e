// People and posts of other servers live there. Strangers are told where, with a link; nobody is sent on unasked, so
// that no address of ours can be used to lead people astray.
import type { FastifyReply } from 'fastify'
import type { AccountRow } from '#domain/accounts/queries.ts'
import { acctOf } from '#entities/account.ts'
import { appFrame } from './app-frame.ts'
import { sendReading } from './reading.ts'
import type { Visit } from './visit.ts'

/** Names the original at `url`, an address that its own server gave. */
export async function showWayOut(visit: Visit, account: AccountRow, what: 'account' | 'post', url: string): Promise<FastifyReply> {
  const person = { acct: acctOf(account), display_name: account.display_name }
  return sendReading(visit, visit.ctx.pages.leavingPage({ page: await appFrame(visit), what, account: person, url }))
}
