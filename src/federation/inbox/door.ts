// The three inboxes over HTTP: the shared one, each member's own, and the server's. They stand before the framework that
// answers everything else: its requests and replies would cost as much as a signature.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
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

const INBOX = /^\/(?:inbox|actor\/inbox|ap\/users\/([^/?]{1,500})\/inbox)\/?(?:\?|$)/

/** What the HTTP server lends: who somebody is, and how an answer reaches those whose body is still on its way. */
export interface DoorServices {
  clientOf(request: IncomingMessage): string
  linger(request: IncomingMessage, response: ServerResponse): void
}

/** Answers a request, if it is for an inbox; false if it is not. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean

const isJson = (contentType: string | undefined): boolean => /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '')

/** Before a byte of the body is read: a signature there must be, it must say it is JSON, and not too much of it. */
function turnAway({ headers }: IncomingMessage): Refusal | undefined {
  if (headers['signature'] === undefined) return new InboxRefusal('peer.refused', 'unsigned')
  if (!isJson(headers['content-type'])) return new Refusal('input.unsupported')
  return Number(headers['content-length'] ?? 0) > MAX_BYTES ? new Refusal('input.too-large') : undefined
}

/** The whole body; null when its sender left before the end. */
function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | null>()
  const parts: Buffer[] = []
  let size = 0
  request.on('data', (part: Buffer) => {
    size += part.length
    if (size <= MAX_BYTES) parts.push(part)
    else reject(new Refusal('input.too-large'))
  })
  request.once('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
  request.once('error', () => resolve(null))
  return promise
}

/** The member whose inbox this is; whoever is not here any more has none. */
async function ownerOf({ db }: Reach, text: string): Promise<number> {
  const account = /^\d{1,16}$/.test(text) ? await accountRow(db, Number(text)) : null
  if (!account || account.host !== null || account.pending === 1) throw new Refusal('record.missing')
  if (account.deleted_at !== null) throw new Refusal('record.gone')
  return account.id
}

/** Takes in what is sent to the inboxes. A refusal is one line in the log. */
export function inboxDoor(reach: Reach, { clientOf, linger }: DoorServices): Door {
  const { log, config } = reach
  const headers = ['x-content-type-options', 'nosniff', ...(config.origin.startsWith('https:') ? ['strict-transport-security', 'max-age=63072000; includeSubDomains'] : [])]
  let busy = 0

  function refuse(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const refusal = refusalOf(error)
    const status = refusal?.status ?? 500
    const line = { inbox: request.url?.replace(/\?.*/, ''), from: clientOf(request), status, reason: refusal instanceof InboxRefusal ? refusal.reason : refusal?.code }
    if (refusal) log.info(line, 'an activity was refused')
    else log.error({ ...line, err: error }, 'an activity could not be received')
    const body = JSON.stringify({ error: refusal?.message ?? refusals['server.error'].text })
    const more = status === 503 ? ['retry-after', String(RETRY_AFTER_S)] : []
    linger(request, response)
    response.writeHead(status, ['x-request-id', randomUUID(), ...headers, ...more, 'content-type', 'application/json; charset=utf-8', 'content-length', String(Buffer.byteLength(body))])
    response.end(body)
  }

  async function receive(request: IncomingMessage, response: ServerResponse, owner: string | undefined): Promise<void> {
    try {
      const body = await bodyOf(request)
      if (body === null) return
      if (busy >= AT_ONCE) throw new Refusal('server.busy')
      busy += 1
      try {
        await admit(reach, signedRequestOf(request, body), owner === undefined ? null : await ownerOf(reach, owner))
      } finally {
        busy -= 1
      }
      response.writeHead(202, ['x-request-id', randomUUID(), ...headers, 'content-length', '0'])
      response.end()
    } catch (error) {
      refuse(error, request, response)
    }
  }

  return (request, response) => {
    if (request.method !== 'POST') return false
    const place = INBOX.exec(request.url ?? '')
    if (!place) return false
    const refusal = turnAway(request)
    if (refusal) refuse(refusal, request, response)
    else void receive(request, response, place[1])
    return true
  }
}
