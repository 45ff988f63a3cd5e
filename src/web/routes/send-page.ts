// From a visit to a sent page: the frame every page has, and its headers.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { showAccounts } from '#entities/load-accounts.ts'
import type { Notice, Page, Viewer } from '../props/page.ts'
import { readLook } from '../props/look.ts'
import { pageHeaders } from '../render.ts'
import type { Visit } from './visit.ts'

async function viewerOf({ ctx, session, csrf }: Visit): Promise<Viewer | null> {
  if (!session) return null
  const [account] = await showAccounts(ctx, [session.user.account_id])
  return account ? { acct: account.acct, display_name: account.display_name, avatar: account.avatar, csrf } : null
}

/** The reader's first language, as their browser says. */
export const languageOf = (request: FastifyRequest) => /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/i.exec(request.headers['accept-language'] ?? '')?.[1]

// Set by the app's script: it is about colours, so nothing depends on it.
const lookOf = (request: FastifyRequest) => readLook(/(?:^|;\s*)covey_look=([a-z.]{1,60})/.exec(request.headers.cookie ?? '')?.[1])

/** What every page is given. */
export async function frame(visit: Visit, notice: Notice | null = null): Promise<Page> {
  const { ctx, now, request, session } = visit
  const [community, viewer] = await Promise.all([ctx.community(), viewerOf(visit)])
  const lang = session?.user.locale ?? languageOf(request)
  return { community, viewer, stylesheets: ctx.stylesheets, now, notice, ...lang ? { lang } : {}, ...session ? { look: lookOf(request) } : {} }
}

/** Sends a page that is about one person or carries a form: never stored. `formTargets`: where its forms may lead; `script`: it runs one of ours. */
export function sendPage(reply: FastifyReply, html: string, { status = 200, formTargets = [] as string[], script = false } = {}): FastifyReply {
  return reply.code(status).headers(pageHeaders({ formTargets, script })).header('cache-control', 'no-store').send(html)
}

/** Sends the browser on, with GET. `to` is a path of this server or a checked redirect URI, sent byte for byte. */
export const sendOn = (reply: FastifyReply, to: string): FastifyReply => reply.code(303).header('location', to).header('cache-control', 'no-store').send()
