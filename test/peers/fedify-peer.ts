// A small server on Fedify, another codebase altogether: its own documents, its own JSON-LD, its own signatures. One
// person lives there. It hears what it can verify, lets everybody follow, and says what the test wants said.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFederation, generateCryptoKeyPair, InProcessMessageQueue, MemoryKvStore, type Context, type InboxContext } from '@fedify/fedify'
import {
  Accept, Activity, Announce, Create, Delete, Endpoints, Follow, Like, Mention, Note, Person, PUBLIC_COLLECTION, Reject, Tombstone, Undo, Update,
  type Recipient,
} from '@fedify/fedify/vocab'

export type Spec = 'rfc9421' | 'draft-cavage-http-signatures-12'

/** What reached the inbox and was verified by Fedify. */
export interface Heard { type: string; id: string; actor: string; object: string; content: string }

export interface FedifyPeer {
  readonly origin: string
  readonly handle: string
  readonly actor: string
  readonly heard: readonly Heard[]
  readonly followers: ReadonlyMap<string, Recipient>
  /** Schemes of the signed requests that reached it and were let in, and of those it sent itself. */
  readonly schemes: { in: Set<string>; out: Set<string> }
  follow(actor: string): Promise<string>
  unfollow(actor: string): Promise<void>
  /** Posts to everybody, and to `mentions`; resolves to the id. */
  post(text: string, more?: { inReplyTo?: string; mentions?: string[] }): Promise<string>
  edit(id: string, text: string): Promise<void>
  remove(id: string): Promise<void>
  /** Likes or boosts; resolves to the activity's id. */
  like(id: string, author: string): Promise<string>
  boost(id: string, author: string): Promise<string>
  undo(activityId: string, author: string): Promise<void>
  rename(name: string): Promise<void>
  /** Looks somebody or something up, signed, as Fedify does. */
  lookUp(url: string): Promise<{ id: string; name: string } | null>
  close(): Promise<void>
}

const NAME = 'fay'

function requestOf(request: IncomingMessage, origin: string): Request {
  const headers = Object.entries(request.headers).flatMap(([name, value]) => value === undefined ? [] : [[name, String(value)] as [string, string]])
  const body = request.method === 'POST' ? { body: request as unknown as ReadableStream, duplex: 'half' } : {}
  return new Request(new URL(request.url ?? '/', origin), { method: request.method ?? 'GET', headers, ...body } as RequestInit)
}

const schemeOf = (headers: { has(name: string): boolean }): string | null =>
  headers.has('signature-input') ? 'rfc9421' : headers.has('signature') ? 'draft-cavage-http-signatures-12' : null

/** Fedify sends with the global fetch; what it signs with is seen on the way. Returns what puts it back. */
function listenToFetch(seen: (url: URL, scheme: string) => void): () => void {
  const original = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const request = input instanceof Request ? input : null
    const scheme = request?.method === 'POST' ? schemeOf(request.headers) : null
    if (request && scheme) seen(new URL(request.url), scheme)
    return original(input, init)
  }
  return () => { globalThis.fetch = original }
}

/** Starts it on `address`. It signs in the way `spec` says and lets in no other. */
export async function startFedifyPeer(spec: Spec, address = '127.0.0.4'): Promise<FedifyPeer> {
  let answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async () => {}
  const server = createServer((request, response) => { void answer(request, response) })
  await new Promise<void>((listening) => { server.listen(0, address, listening) })
  const host = `${address}:${(server.address() as AddressInfo).port}`
  const origin = `http://${host}`
  const schemes = { in: new Set<string>(), out: new Set<string>() }
  const restore = listenToFetch((_url, scheme) => schemes.out.add(scheme))

  const keys = await Promise.all([generateCryptoKeyPair('RSASSA-PKCS1-v1_5'), generateCryptoKeyPair('Ed25519')])
  const heard: Heard[] = []
  const followers = new Map<string, Recipient>()
  const notes = new Map<string, Note>()
  const done = new Map<string, Activity>()
  let displayName = 'Fay of Fedify'
  let count = 0

  const federation = createFederation<void>({
    kv: new MemoryKvStore(), queue: new InProcessMessageQueue({ pollInterval: { milliseconds: 50 } }), manuallyStartQueue: true, origin,
    allowPrivateAddress: true, firstKnock: spec,
  })

  const me = async (ctx: Context<void>): Promise<Person> => {
    const [first] = await ctx.getActorKeyPairs(NAME)
    const pairs = await ctx.getActorKeyPairs(NAME)
    return new Person({
      id: ctx.getActorUri(NAME), preferredUsername: NAME, name: displayName, summary: '<p>Lives on another codebase</p>', url: new URL(`/@${NAME}`, origin),
      inbox: ctx.getInboxUri(NAME), outbox: ctx.getOutboxUri(NAME), followers: ctx.getFollowersUri(NAME), endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
      ...first ? { publicKey: first.cryptographicKey } : {}, assertionMethods: pairs.map((pair) => pair.multikey),
    })
  }
  federation.setActorDispatcher('/users/{identifier}', (ctx, name) => name === NAME ? me(ctx) : null).setKeyPairsDispatcher((_ctx, name) => name === NAME ? keys : [])
  federation.setObjectDispatcher(Note, '/users/{identifier}/notes/{id}', (ctx, values) => notes.get(ctx.getObjectUri(Note, values).href) ?? null)
  federation.setFollowersDispatcher('/users/{identifier}/followers', () => ({ items: [...followers.values()] }))
  federation.setOutboxDispatcher('/users/{identifier}/outbox', () => ({ items: [...done.values()].filter((one) => one instanceof Create) }))
    .setCounter(() => notes.size)

  async function hear(ctx: InboxContext<void>, activity: Activity): Promise<void> {
    const object = await activity.getObject({ documentLoader: ctx.documentLoader, contextLoader: ctx.contextLoader, crossOrigin: 'trust', suppressError: true })
    const content = object instanceof Note ? String(object.content ?? '') : object instanceof Person ? String(object.name ?? '') : ''
    heard.push({ type: activity.constructor.name, id: activity.id?.href ?? '', actor: activity.actorId?.href ?? '', object: (object?.id ?? activity.objectId)?.href ?? '', content })
    if (activity instanceof Follow) await welcome(ctx, activity)
    if (activity instanceof Undo && object instanceof Follow) followers.delete(activity.actorId?.href ?? '')
  }

  async function welcome(ctx: InboxContext<void>, follow: Follow): Promise<void> {
    const follower = await follow.getActor(ctx)
    if (!follower?.id) return
    followers.set(follower.id.href, follower)
    await ctx.sendActivity({ identifier: NAME }, follower, new Accept({ id: new URL(`#accepts/${++count}`, ctx.getActorUri(NAME)), actor: ctx.getActorUri(NAME), object: follow }))
  }

  const listeners = federation.setInboxListeners('/users/{identifier}/inbox', '/inbox').setSharedKeyDispatcher(() => ({ identifier: NAME }))
  for (const type of [Accept, Announce, Create, Delete, Follow, Like, Reject, Undo, Update]) listeners.on<Activity>(type, hear)

  answer = async (request, response) => {
    const asked = requestOf(request, origin)
    const scheme = schemeOf(asked.headers)
    const result = request.method === 'POST' && scheme !== spec ? new Response(`signed with ${scheme}`, { status: 401 }) : await federation.fetch(asked, { contextData: undefined })
    if (request.method === 'POST' && result.ok && scheme) schemes.in.add(scheme)
    response.writeHead(result.status, Object.fromEntries(result.headers)).end(Buffer.from(await result.arrayBuffer()))
  }
  const stop = new AbortController()
  const queue = federation.startQueue(undefined, { signal: stop.signal })
  const ctx = federation.createContext(new URL(origin), undefined)
  const actor = ctx.getActorUri(NAME)

  const newId = (kind: string) => new URL(`#${kind}/${++count}`, actor)
  async function recipient(uri: string): Promise<Recipient> {
    const found = await ctx.lookupObject(uri, { documentLoader: await ctx.getDocumentLoader({ identifier: NAME }) })
    if (!found || !('inboxId' in found)) throw new Error(`Fedify finds nobody at ${uri}`)
    return found as unknown as Recipient
  }
  async function say(activity: Activity, extra: readonly string[] = []): Promise<string> {
    const id = activity.id?.href ?? ''
    done.set(id, activity)
    const to = new Map(followers)
    for (const uri of extra) to.set(uri, await recipient(uri))
    await ctx.sendActivity({ identifier: NAME }, [...to.values()], activity, { preferSharedInbox: true })
    return id
  }
  const everybody = { to: PUBLIC_COLLECTION, cc: ctx.getFollowersUri(NAME) }
  const act = (type: typeof Like | typeof Announce, object: string) =>
    new type({ id: newId(type.name.toLowerCase()), actor, object: new URL(object), ...type === Announce ? everybody : {} })

  return {
    origin, handle: `${NAME}@${host}`, actor: actor.href, heard, followers, schemes,
    follow: (uri) => say(new Follow({ id: newId('follows'), actor, object: new URL(uri) }), [uri]),
    async unfollow(uri) {
      const follow = [...done.values()].findLast((one) => one instanceof Follow && one.objectId?.href === uri)
      if (follow) await say(new Undo({ id: newId('undos'), actor, object: follow }), [uri])
    },
    async post(text, { inReplyTo, mentions = [] } = {}) {
      const id = ctx.getObjectUri(Note, { identifier: NAME, id: String(++count) })
      const tags = mentions.map((uri) => new Mention({ href: new URL(uri), name: `@${new URL(uri).host}` }))
      const ccs = [ctx.getFollowersUri(NAME), ...mentions.map((uri) => new URL(uri))]
      const note = new Note({
        id, attribution: actor, content: `<p>${text}</p>`, url: id, published: Temporal.Now.instant(), to: PUBLIC_COLLECTION, ccs, tags,
        ...inReplyTo === undefined ? {} : { replyTarget: new URL(inReplyTo) },
      })
      notes.set(id.href, note)
      await say(new Create({ id: new URL(`${id.href}#create`), actor, object: note, to: PUBLIC_COLLECTION, ccs }), mentions)
      return id.href
    },
    async edit(id, text) {
      const note = notes.get(id)?.clone({ content: `<p>${text}</p>`, updated: Temporal.Now.instant() })
      if (!note) throw new Error(`there is no ${id}`)
      notes.set(id, note)
      await say(new Update({ id: newId('updates'), actor, object: note, ...everybody }))
    },
    async remove(id) {
      notes.delete(id)
      await say(new Delete({ id: newId('deletes'), actor, object: new Tombstone({ id: new URL(id) }), ...everybody }))
    },
    like: (id, author) => say(act(Like, id), [author]),
    boost: (id, author) => say(act(Announce, id), [author]),
    async undo(activityId, author) {
      const activity = done.get(activityId)
      if (activity) await say(new Undo({ id: newId('undos'), actor, object: activity, ...everybody }), [author])
    },
    async rename(name) {
      displayName = name
      await say(new Update({ id: newId('updates'), actor, object: await me(ctx), ...everybody }))
    },
    async lookUp(url) {
      const found = await ctx.lookupObject(url, { documentLoader: await ctx.getDocumentLoader({ identifier: NAME }) })
      return found?.id ? { id: found.id.href, name: String(found.name ?? found.content ?? '') } : null
    },
    async close() {
      stop.abort()
      await queue.catch(() => {})
      restore()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
