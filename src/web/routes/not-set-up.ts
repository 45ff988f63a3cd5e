// What a stranger reads where the server runs and nobody has set the community up. The link for that is the console's secret.
import type { FastifyReply } from 'fastify'
import { isUntouched } from '#domain/onboarding/found-community.ts'
import { frame, sendPage } from './send-page.ts'
import type { Visit } from './visit.ts'

/** Whether there is no community yet: nobody owns the server, and nobody was let in. Costs nothing once there are members. */
export const isNotSetUp = async ({ ctx }: Visit): Promise<boolean> => (await ctx.community()).members === 0 && isUntouched(ctx.db)

/** The page that says so. */
export async function showNotSetUp(visit: Visit, status = 200): Promise<FastifyReply> {
  return sendPage(visit.reply, visit.ctx.pages.notSetUpPage({ page: await frame(visit) }), { status })
}
