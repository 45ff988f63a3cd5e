// 410: what was here and was deleted. Saying so, rather than 404, makes search engines and readers forget it sooner.
import type { FastifyReply } from 'fastify'
import { appFrame } from './app-frame.ts'
import { sendReading } from './reading.ts'
import type { Visit } from './visit.ts'

/** Says that a post or an account is gone; `author` is still there. */
export async function showGone(visit: Visit, what: 'post' | 'account', author: { acct: string; display_name: string } | null = null): Promise<FastifyReply> {
  return sendReading(visit, visit.ctx.pages.gonePage({ page: await appFrame(visit), what, account: author }), 410)
}
