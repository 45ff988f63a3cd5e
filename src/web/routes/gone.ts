// 410: what was here and was deleted. Saying so, rather than 404, makes search engines and readers forget it sooner.
import type { FastifyReply } from 'fastify'
import { sendReading } from './reading.ts'
import { frame } from './send-page.ts'
import type { Visit } from './visit.ts'

/** Says that a post or an account is gone; `author` is still there. */
export async function showGone(visit: Visit, what: 'post' | 'account', author: { acct: string; display_name: string } | null = null): Promise<FastifyReply> {
  return sendReading(visit, visit.ctx.pages.gonePage({ page: await frame(visit), what, account: author }), 410)
}
