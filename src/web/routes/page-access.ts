// Who a page is for is part of its line in the table of pages, and is checked here before its handler runs. Visitors who
// may not see a page are sent to sign in and back, applicants to the page that says how they stand.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { heldPermissions, may, type Permission } from '#domain/access/roles.ts'
import { Refusal } from '#domain/refusals.ts'
import { serverWords as w } from '../words/en/server.ts'
import { safePath, withReturn } from './return-to.ts'
import { sendOn } from './send-page.ts'
import { waitingRoom } from './entering.ts'
import type { Visit } from './visit.ts'
import type { WebContext } from './web-context.ts'

/**
 * `anyone`; `signed-in`: also an applicant; `member`: confirmed and let in; `staff`: a member whose role permits anything
 * of looking after the community; a permission: a member whose role has it.
 */
export type Audience = 'anyone' | 'signed-in' | 'member' | 'staff' | Permission

/** A visit of somebody who is signed in. */
export interface SignedVisit extends Visit {
  readonly session: NonNullable<Visit['session']>
}

type Handler<V extends Visit> = (visit: V) => Promise<FastifyReply>

export interface PageRoute {
  readonly audience: Audience
  /** The handler behind the audience's door. */
  readonly answer: Handler<Visit>
}

/** `METHOD /path` → who it is for and what answers. */
export type PageTable = Readonly<Record<string, PageRoute>>

const isSigned = (visit: Visit): visit is SignedVisit => visit.session !== null

/** Sends a visitor to sign in; from a page they come back to it. */
function askToSignIn({ request, reply }: Visit): FastifyReply {
  return sendOn(reply, withReturn('/auth/sign_in', request.method === 'GET' ? safePath(request.url) : null))
}

/** Somebody who is not a member yet: to their own page, or told in words when they have none. */
async function keepWaiting({ ctx, reply, session: { user } }: SignedVisit): Promise<FastifyReply> {
  const room = await waitingRoom(ctx, user)
  if (room === null) throw new Refusal(user.confirmed_at === null ? 'user.unconfirmed' : 'user.pending')
  return sendOn(reply, room)
}

async function checkRole({ ctx, session }: SignedVisit, audience: 'staff' | Permission): Promise<void> {
  const held = await heldPermissions(ctx.db, session.user.role_id)
  if (!(audience === 'staff' ? isStaff(held) : may(held, audience))) throw new Refusal('action.forbidden', { text: w.staffOnly })
}

const STAFF_PAGES: readonly Permission[] = ['viewDashboard', 'manageReports', 'manageUsers', 'manageSettings', 'manageRules', 'viewAuditLog']

/** Whether somebody with these permissions has any staff page to go to. */
export const isStaff = (held: number): boolean => STAFF_PAGES.some((one) => may(held, one))

/** A page for `audience`: all but `anyone` get a visit whose session is there. */
export function page(audience: 'anyone', show: Handler<Visit>): PageRoute
export function page(audience: Exclude<Audience, 'anyone'>, show: Handler<SignedVisit>): PageRoute
export function page(audience: Audience, show: Handler<never>): PageRoute {
  const handler = show as Handler<Visit>
  if (audience === 'anyone') return { audience, answer: handler }
  return {
    audience,
    async answer(visit) {
      if (!isSigned(visit)) return askToSignIn(visit)
      if (audience !== 'signed-in') {
        if (visit.session.user.confirmed_at === null || visit.session.user.approved_at === null) return keepWaiting(visit)
        if (audience !== 'member') await checkRole(visit, audience)
      }
      return handler(visit)
    },
  }
}

type Open = (ctx: WebContext, request: FastifyRequest, reply: FastifyReply) => Promise<Visit>

/** Mounts a table of pages; `open` makes a visit of each request. */
export function mountPages(app: FastifyInstance, ctx: WebContext, table: PageTable, open: Open): void {
  for (const [line, { answer }] of Object.entries(table)) {
    const [method = 'GET', url = '/'] = line.split(' ')
    app.route({ method, url, handler: async (request, reply) => answer(await open(ctx, request, reply)) })
  }
}
