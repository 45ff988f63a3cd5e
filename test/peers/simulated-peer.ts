// Another server, small enough to see through: actors with keys, documents at addresses, WebFinger, an inbox that
// remembers, and a hand that sends signed activities exactly as told, however wrong.
import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPairSync } from 'node:crypto'
import { signCavage } from '#federation/signatures/draft-cavage.ts'
import { readPrivateKey } from '#federation/signatures/keys.ts'
import { signRfc9421 } from '#federation/signatures/rfc9421.ts'

export type Doc = Record<string, unknown>

export interface Keys { publicPem: string; privatePem: string }

export const newKeys = (): Keys => {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { publicPem: pair.publicKey, privatePem: pair.privateKey }
}

export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
export const AS2 = 'application/activity+json; charset=utf-8'

export interface PeerActor {
  name: string
  uri: string
  keyId: string
  keys: Keys
  document: Doc
  /** A public Note of theirs, served at its id; `changes` replace parts of it. */
  note(changes?: Doc): Doc & { id: string }
  /** A Create of `note`, addressed like it. */
  create(note: Doc): Doc
  /** Any activity of theirs with a fresh id; `more` replaces parts of it. */
  act(type: string, object: unknown, more?: Doc): Doc
}

export interface SendOptions {
  scheme?: 'draft-cavage' | 'rfc9421' | 'none'
  keys?: Keys
  keyId?: string
  /** Epoch ms; when it says it was signed. */
  signedAt?: number
  /** What is sent instead of what was signed. */
  body?: string | Buffer
  headers?: Record<string, string>
  /** Headers of the signed request that are not sent. */
  without?: string[]
}

export interface Served { status?: number; type?: string; body?: unknown; headers?: Record<string, string>; delayMs?: number }

export interface SimulatedPeer {
  origin: string
  host: string
  /** Every request that reached it. */
  seen: { method: string; url: string; headers: IncomingMessage['headers'] }[]
  /** Activities that reached an inbox of it. */
  received: Doc[]
  /** An actor called `name`, served with its handle; `changes` replace parts of the document. */
  actor(name: string, changes?: Doc, keys?: Keys): PeerActor
  /** Serves a document at a path or address of this peer. */
  serve(at: string, document: Doc | null, how?: Served): string
  /** Says whom a handle names. */
  finger(resource: string, answer: Doc | null): void
  /** POSTs an activity signed by `actor`; resolves to the answer. */
  send(actor: PeerActor, activity: unknown, inbox: string, options?: SendOptions): Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }>
  /** A GET signed by `actor`. */
  get(actor: PeerActor, url: string): Promise<{ status: number; text: string }>
  close(): Promise<void>
}

function readAll(stream: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject)
  })
}

export function exchange(method: string, url: URL, headers: Record<string, string>, body?: Buffer): Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(url, { method, headers: { ...headers, ...(body ? { 'content-length': String(body.length) } : {}) } }, (answer) => {
      readAll(answer).then((bytes) => resolve({ status: answer.statusCode ?? 0, text: bytes.toString('utf8'), headers: answer.headers }), reject)
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

const signers = { 'draft-cavage': signCavage, rfc9421: signRfc9421 }
const sharedKeys = newKeys()

/** Starts a peer on `address` (any in 127.0.0.0/8). */
export async function startPeer(address = '127.0.0.2'): Promise<SimulatedPeer> {
  const documents = new Map<string, Served>()
  const handles = new Map<string, Doc>()
  const seen: SimulatedPeer['seen'] = []
  const received: Doc[] = []
  let count = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    seen.push({ method: request.method ?? '', url, headers: request.headers })
    if (request.method === 'POST') {
      received.push(JSON.parse((await readAll(request)).toString('utf8')) as Doc)
      response.writeHead(202).end()
      return
    }
    const { pathname, searchParams } = new URL(url, 'http://peer')
    const descriptor = pathname === '/.well-known/webfinger' ? handles.get((searchParams.get('resource') ?? '').toLowerCase()) : undefined
    const served = descriptor ? { body: descriptor, type: 'application/jrd+json' } : documents.get(url)
    if (!served) {
      response.writeHead(404).end()
      return
    }
    if (served.delayMs) await new Promise((resolve) => { setTimeout(resolve, served.delayMs) })
    const body = Buffer.isBuffer(served.body) || typeof served.body === 'string' ? served.body : JSON.stringify(served.body ?? null)
    response.writeHead(served.status ?? 200, { 'content-type': served.type ?? AS2, ...served.headers }).end(body)
  }

  const server: Server = createServer((request, response) => { void answer(request, response) })
  await new Promise<void>((listening) => { server.listen(0, address, listening) })
  const host = `${address}:${(server.address() as AddressInfo).port}`
  const origin = `http://${host}`
  const serve: SimulatedPeer['serve'] = (at, document, how = {}) => {
    const url = new URL(at, origin)
    documents.set(url.pathname + url.search, { ...how, body: how.body ?? document })
    return url.href
  }

  function actor(name: string, changes: Doc = {}, keys: Keys = sharedKeys): PeerActor {
    const uri = `${origin}/users/${name}`
    const keyId = `${uri}#main-key`
    const document: Doc = {
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
      id: uri, type: 'Person', preferredUsername: name, name: `The ${name}`, summary: `<p>About ${name}</p>`, url: `${origin}/@${name}`,
      inbox: `${uri}/inbox`, outbox: `${uri}/outbox`, followers: `${uri}/followers`, following: `${uri}/following`, featured: `${uri}/featured`,
      endpoints: { sharedInbox: `${origin}/inbox` }, publicKey: { id: keyId, owner: uri, publicKeyPem: keys.publicPem }, ...changes,
    }
    serve(uri, document)
    handles.set(`acct:${name}@${host}`.toLowerCase(), { subject: `acct:${name}@${host}`, links: [{ rel: 'self', type: 'application/activity+json', href: uri }] })
    const act: PeerActor['act'] = (type, object, more = {}) => ({
      '@context': 'https://www.w3.org/ns/activitystreams', id: `${uri}/acts/${++count}`, type, actor: uri, object, ...more,
    })
    return {
      name, uri, keyId, keys, document, act,
      note(more = {}) {
        const id = `${uri}/notes/${++count}`
        const note = {
          id, type: 'Note', attributedTo: uri, content: `<p>Note ${count} of ${name}</p>`, url: `${origin}/@${name}/${count}`,
          published: new Date().toISOString(), to: [PUBLIC], cc: [`${uri}/followers`], tag: [], ...more,
        }
        serve(note.id, note)
        return note
      },
      create: (note) => act('Create', note, { id: `${String(note['id'])}/activity`, to: note['to'], cc: note['cc'] }),
    }
  }

  async function send(from: PeerActor, activity: unknown, inbox: string, options: SendOptions = {}) {
    const { scheme = 'draft-cavage', keys = from.keys, keyId = from.keyId, signedAt, without = [] } = options
    const url = new URL(inbox)
    const body = Buffer.isBuffer(activity) ? activity : Buffer.from(typeof activity === 'string' ? activity : JSON.stringify(activity))
    const type = { 'content-type': 'application/activity+json' }
    const headers: Record<string, string> = scheme === 'none' ? { host: url.host, ...type } : await signers[scheme](
      { method: 'POST', url, body, headers: type }, { keyId, privateKey: readPrivateKey(keys.privatePem) },
      signedAt === undefined ? {} : { now: signedAt })
    Object.assign(headers, options.headers)
    for (const name of without) delete headers[name]
    return exchange('POST', url, headers, options.body === undefined ? body : Buffer.from(options.body))
  }

  return {
    origin, host, seen, received, actor, serve, send,
    finger: (resource, descriptor) => {
      if (descriptor) handles.set(resource.toLowerCase(), descriptor)
      else handles.delete(resource.toLowerCase())
    },
    async get(from, target) {
      const url = new URL(target)
      const headers = await signCavage({ method: 'GET', url, headers: { accept: 'application/activity+json' } }, { keyId: from.keyId, privateKey: readPrivateKey(from.keys.privatePem) })
      return exchange('GET', url, headers)
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
