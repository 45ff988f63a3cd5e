// Whose page an address names, and what is said of people who are gone, elsewhere or shut out.
import type { FastifyReply } from 'fastify'
import { findByHandle, type AccountRow } from '#domain/accounts/queries.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import { missing } from '#domain/refusals.ts'
import { parseHandle } from '#domain/text/names.ts'
import { acctOf } from '#entities/account.ts'
import { showAccount } from '#entities/load-accounts.ts'
import { appFrame } from './app-frame.ts'
import { showGone } from './gone.ts'
import { sendReading, sendTo } from './reading.ts'
import type { Visit } from './visit.ts'

/** The path of a person's page here. */
export const profilePathOf = (account: { username: string; host: string | null }): string =>
  `/@${acctOf(account).split('@').map(encodeURIComponent).join('@')}`

/** Where the app asks who `acct` is. */
export const lookupPath = (acct: string): string => `/api/v1/accounts/lookup?${new URLSearchParams({ acct })}`

/** The account that `/@acct` names; one that was never there, or not let in yet, is missing. */
export async function personNamed({ ctx }: Visit, acct: string): Promise<AccountRow> {
  const handle = parseHandle(acct)
  if (!handle) throw missing()
  const ours = handle.host === ctx.config.domain || handle.host === ctx.config.webDomain
  const account = await findByHandle(ctx.db, handle.username, ours ? null : handle.host)
  if (!account || account.pending === 1) throw missing()
  return account
}

async function showSuspended(visit: Visit, account: AccountRow): Promise<FastifyReply> {
  const { ctx } = visit
  const shown = await showAccount(ctx, account.id)
  if (!shown) throw missing()
  const known = { [lookupPath(acctOf(account))]: { body: shown, next: null } }
  const html = ctx.pages.profilePage({ page: await appFrame(visit, known), account: shown, tab: 'posts', statuses: [], paging: {} })
  return sendReading(visit, html, 403)
}

/** Sends the answer. A reply itself cannot be waited for: it is done when it was sent, and then it is nothing. */
type Refused = () => FastifyReply | Promise<FastifyReply>

/**
 * The answer for people of whom nothing may be shown: 410 for the deleted, 403 (with the name) for the suspended, the
 * server's own page for its actor; null for everybody else. Asked before anything that belongs to them is looked for.
 */
export function refusedPerson(visit: Visit, account: AccountRow): Refused | null {
  if (account.id === INSTANCE_ACCOUNT_ID) return () => sendTo(visit, '/about')
  if (account.deleted_at !== null) return () => showGone(visit, 'account')
  if (account.suspended_at === null) return null
  return () => showSuspended(visit, account)
}
