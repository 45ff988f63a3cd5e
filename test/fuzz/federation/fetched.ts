// Documents that this server fetches, spoiled: one kind after the other, each by the way in which it is really asked for.
import { composeCard } from '#domain/cards/compose-card.ts'
import { backfillAccount } from '#federation/resolve/backfill-account.ts'
import { createBudget } from '#federation/resolve/budget.ts'
import { readCollection } from '#federation/resolve/collection.ts'
import { fetchReplies } from '#federation/resolve/fetch-replies.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { resolveActor, resolveHandle } from '#federation/resolve/resolve-actor.ts'
import { fetchKey } from '#federation/resolve/resolve-key.ts'
import { resolveStatus } from '#federation/resolve/resolve-status.ts'
import { subscribeAddress } from '#federation/resolve/subscribe-address.ts'
import { fetchPage } from '#machinery/link-preview/fetch-page.ts'
import type { Random } from '#bench/seed/random.ts'
import type { FuzzPeer, Page } from './fuzz-peer.ts'
import { activityOf, actorOf, collectionOf, noteOf, type Cast, type Stage } from './shapes.ts'
import { spoil, written, type Bait } from './spoil.ts'

export interface Fetching { readonly reach: Reach; readonly peer: FuzzPeer; readonly stage: Stage; readonly bait: Bait; readonly cast: readonly Cast[]; readonly random: Random }

const TYPES = ['application/activity+json', 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"', 'application/json', 'text/html', '', 'application/activity+json; profile="', 'image/png']

/** Mostly as it should be served, sometimes under another type, status or address. */
function pageOf(body: string, { random, bait }: Fetching): Page {
  const odd = random.under(20)
  if (odd === 0) return { body, type: TYPES[random.under(TYPES.length)] ?? '' }
  if (odd === 1) return { body, status: [204, 301, 404, 410, 500, 418][random.under(6)] ?? 404, headers: random.chance(0.5) ? { location: bait.forbidden[random.under(bait.forbidden.length)] ?? '/' } : {} }
  return { body }
}

const budget = () => createBudget({ requests: 12, ms: 5000 })

type Kind = (fetching: Fetching, n: number, serve: (path: string, document: object, most?: number) => string) => Promise<unknown>

/** What was spoiled, as text: it may have become a thing that cannot be turned into one. */
const wordsOf = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value) ?? ''

const html = (text: string, oembed: string) => `<!doctype html><html lang="en"><head><title>${text}</title><meta property="og:title" content="${text}"><meta property="og:image" content="${text}"><meta property="og:description" content='${text}'>
<link rel="alternate" type="application/json+oembed" href="${oembed}"><script type="application/ld+json">${text}</script></head><body>${text}</body></html>`

const kinds: Readonly<Record<string, Kind>> = {
  actor: async ({ reach, stage }, n, serve) => resolveActor(reach, serve(`/users/f${n}`, actorOf(stage, { name: `f${n}`, uri: `${stage.origin}/users/f${n}` }))),
  async note({ reach, stage, cast, random }, n, serve) {
    const path = `/notes/${n}`
    const found = await resolveStatus(reach, serve(path, noteOf(stage, cast[n % cast.length] as Cast, `${stage.origin}${path}`, random)), { budget: budget(), ancestors: 3 })
    if (!found.ok) return
    serve(`${path}/replies`, collectionOf(`${stage.origin}${path}/replies`, [`${stage.origin}/notes/${n - 1}`], random))
    await fetchReplies(reach, found.value)
  },
  async act({ reach, stage, cast, random }, n, serve) {
    const path = `/acts/${n}`
    return resolveStatus(reach, serve(path, activityOf(stage, cast[n % cast.length] as Cast, `${stage.origin}${path}`, { random, earlier: [] })), { budget: budget() })
  },
  async key({ reach, stage, cast }, n, serve) {
    const { uri } = cast[n % cast.length] as Cast
    return fetchKey(reach, serve(`/keys/${n}`, { id: `${stage.origin}/keys/${n}`, type: 'Key', owner: uri, controller: uri, publicKeyPem: stage.publicKeyPem }))
  },
  async collection({ reach, stage, random }, n, serve) {
    const path = `/lists/${n}`
    const items = Array.from({ length: random.under(30) }, (_, index) => random.chance(0.5) ? `${stage.origin}/notes/${index}` : { id: `${stage.origin}/notes/${index}`, type: 'Note' })
    serve(`${path}?page=1`, collectionOf(`${stage.origin}${path}?page=1`, items, random))
    return readCollection(reach, serve(path, collectionOf(`${stage.origin}${path}`, items, random)), stage.origin, { budget: budget(), items: 20, pages: 4 })
  },
  async profile({ reach, stage, random }, n, serve) {
    const someone = { name: `b${n}`, uri: `${stage.origin}/users/b${n}` }
    const outbox = Array.from({ length: random.under(6) }, (_, index) => activityOf(stage, someone, `${someone.uri}/acts/${index}`, { random, earlier: [] }))
    serve(`/users/b${n}/outbox`, collectionOf(`${someone.uri}/outbox`, outbox, random))
    serve(`/users/b${n}/featured`, collectionOf(`${someone.uri}/featured`, [noteOf(stage, someone, `${someone.uri}/pinned`, random)], random))
    const found = await resolveActor(reach, serve(`/users/b${n}`, actorOf(stage, someone), 1))
    if (found.ok) await backfillAccount(reach, found.value)
  },
  async handle(fetching, n) {
    const { reach, peer, stage, random, bait } = fetching
    const resource = `acct:w${n}@${peer.host}`
    const descriptor = spoil({ subject: resource, aliases: [`${stage.origin}/@w${n}`], links: [
      { rel: 'self', type: 'application/activity+json', href: `${stage.origin}/users/w${n}` }, { rel: 'http://ostatus.org/schema/1.0/subscribe', template: `${stage.origin}/authorize?uri={uri}` },
    ] }, 3, { random, bait })
    peer.handles.set(resource, { ...pageOf(written(descriptor, random), fetching), ...(random.chance(0.8) ? { type: 'application/jrd+json' } : {}) })
    await subscribeAddress(reach, resource, stage.posts[0] ?? '')
    await resolveHandle(reach, `w${n}@${peer.host}`)
    peer.handles.delete(resource)
  },
  async page(fetching, n) {
    const { reach, peer, stage, random, bait } = fetching
    const spoiled = spoil({ text: 'words', html: '<iframe src="https://x.example/1"></iframe>' }, 3, { random, bait })
    peer.pages.set(`/oembed/${n}`, { type: 'application/json', body: written(spoil({ type: 'video', version: '1.0', title: 'x', html: wordsOf(spoiled['html']), width: 4, height: 3 }, 2, { random, bait }), random) })
    peer.pages.set(`/page/${n}`, { type: 'text/html', body: html(wordsOf(spoiled['text']), `${stage.origin}/oembed/${n}`) })
    const outcome = await fetchPage(reach.outbound, `${stage.origin}/page/${n}`)
    const composed = outcome.ok ? composeCard(outcome.page) : null
    const frame = composed?.details.html ?? ''
    if (frame !== '' && !/^<iframe src="https:\/\/[^"<>]+"(?: (?:width|height)="\d{1,5}")* frameborder="0" scrolling="no" allowfullscreen sandbox="[a-z -]+"><\/iframe>$/.test(frame)) throw new Error(`a card holds ${frame}`)
  },
}

const names = Object.keys(kinds)

/** Case `n`: one thing is fetched. Rejects when it throws; an outcome that says no is what is expected. */
export async function fetchSpoiled(fetching: Fetching, n: number): Promise<void> {
  const { peer, stage, random, bait } = fetching
  const serve = (path: string, document: object, most = 4): string => {
    peer.pages.set(path, pageOf(written(spoil(document as Record<string, unknown>, most, { random, bait, keep: random.chance(0.8) ? ['id'] : [] }), random), fetching))
    return `${stage.origin}${path}`
  }
  await kinds[names[n % names.length] ?? '']?.(fetching, n, serve)
}
