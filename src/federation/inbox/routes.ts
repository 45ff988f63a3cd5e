// The three inboxes over HTTP: the shared one, each member's own, and the server's.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accountRow } from '#domain/accounts/queries.ts'
import { refusalOf } from '#domain/faults.ts'
import { Refusal, refusals } from '#domain/refusals.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { admit, InboxRefusal } from './admit.ts'
import { signedRequestOf } from './authenticate.ts'

const MAX_BYTES = 1024 * 1024
/** Requests judged at once; more would only wait for each other. */
const AT_ONCE = 256
const RETRY_AFTER_S = 30

const isJson = (contentType: string | undefined): boolean => /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '')

/** Before a byte of the body is read: a signature there must be, and it must say it is JSON. */
function turnAway(request: FastifyRequest): Refusal | undefined {
  if (request.headers['signature'] === undefined) return new InboxRefusal('peer.refused', 'unsigned')
  return isJson(request.headers['content-type']) ? undefined : new Refusal('input.unsupported')
}

/** The member whose inbox this is; whoever is not here any more has none. */
async function ownerOf({ db }: Reach, text: string): Promise<number> {
  const account = /^\d{1,16}$/.test(text) ? await accountRow(db, Number(text)) : null
  if (!account || account.host !== null || account.pending === 1) throw new Refusal('record.missing')
  if (account.deleted_at !== null) throw new Refusal('record.gone')
  return account.id
}

function sendRefusal({ log }: Reach, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  const status = refusal?.status ?? 500
  const line = { inbox: request.url.replace(/\?.*/, ''), from: request.ip, status, reason: refusal instanceof InboxRefusal ? refusal.reason : refusal?.code }
  if (refusal) log.info(line, 'an activity was refused')
  else log.error({ ...line, err: error }, 'an activity could not be received')
  if (status === 503) reply.header('retry-after', String(RETRY_AFTER_S))
  const text = refusal?.message ?? refusals['server.error'].text
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify({ error: text }))
}

/** The POST routes as a Fastify plugin. */
export function inboxRoutes(reach: Reach) {
  return async (app: FastifyInstance): Promise<void> => {
    let busy = 0
    app.setErrorHandler((error, request, reply) => sendRefusal(reach, error, request, reply))

    const receive = (owner: (request: FastifyRequest) => Promise<number | null>) => async (request: FastifyRequest, reply: FastifyReply) => {
      if (busy >= AT_ONCE) throw new Refusal('server.busy')
      busy += 1
      try {
        const deliveredTo = await owner(request)
        await admit(reach, signedRequestOf(request, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)), deliveredTo)
      } finally {
        busy -= 1
      }
      return reply.code(202).send()
    }
    const options = { bodyLimit: MAX_BYTES, onRequest: (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => done(turnAway(request)) }
    app.post('/inbox', options, receive(async () => null))
    app.post('/actor/inbox', options, receive(async () => null))
    app.post('/ap/users/:id/inbox', options, receive((request) => ownerOf(reach, (request.params as { id: string }).id)))
  }
}
