// Actors and what hangs below them, at their network ids.
import type { FastifyInstance } from 'fastify'
import { peerById } from '#domain/accounts/peers.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { accountUri, accountUrl, INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import { missing } from '#domain/refusals.ts'
import { wholeActor } from './actor.ts'
import { inContext } from './activities.ts'
import { orderedCollection, orderedPage, wholeCollection } from './collections.ts'
import { NOTE_CONTEXT, TAG_CONTEXT } from './context.ts'
import { featuredTagsUri, featuredUri, followersSynchronizationUri, followersUri, followingUri, outboxUri } from './names.ts'
import { loadNotes, renderNote } from './note.ts'
import { createOutboxPage } from './outbox-page.ts'
import { documentRoute, forEverybody, type Answer, type Asked, type DocumentContext } from './serve.ts'
import { localActor, numberOf, presentActor } from './local-things.ts'
import { featuredTagsOf, publishedFollows } from '#domain/peers/published-accounts.ts'
import { followersAt } from '#domain/peers/follower-sync.ts'
import { openPinIds } from '#domain/peers/published-statuses.ts'
import { Refusal } from '#domain/refusals.ts'
import type { AccountRow } from '#domain/accounts/queries.ts'

const FOLLOWS_PER_PAGE = 40
const MOST_FOLLOWERS = 10_000

/** The actor of this id. */
export async function actorAnswer(asked: Asked, id: number): Promise<Answer> {
  const actor = await localActor(asked, id)
  return 'gone' in actor ? actor.gone : forEverybody(asked, await wholeActor(asked.ctx, actor.found))
}

/** Query numbers come as text; anything else counts as not given. */
const bound = (value: unknown): number | undefined => typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : undefined
const isPage = (asked: Asked): boolean => asked.query['page'] === 'true'

async function outboxAnswer(asked: Asked, row: AccountRow): Promise<Answer> {
  const id = outboxUri(asked.ctx.config, row.id)
  if (!isPage(asked)) {
    const collection = orderedCollection({ id, total: row.statuses_count, first: `${id}?page=true` })
    return forEverybody(asked, inContext({ ...collection, last: `${id}?page=true&min_id=0` }), 60)
  }
  const page = await createOutboxPage(asked.ctx, row.id, { maxId: bound(asked.query['max_id']), minId: bound(asked.query['min_id']) })
  return forEverybody(asked, inContext(page, NOTE_CONTEXT), 60)
}

/** Followers and following. People who hide theirs tell only how many they are. */
async function followsAnswer(asked: Asked, row: AccountRow, side: 'followers' | 'following'): Promise<Answer> {
  const { config, db } = asked.ctx
  const id = side === 'followers' ? followersUri(config, row.id) : followingUri(config, row.id)
  const total = side === 'followers' ? row.followers_count : row.following_count
  const hidden = row.hide_collections === 1 || row.id === INSTANCE_ACCOUNT_ID
  if (!isPage(asked)) return forEverybody(asked, inContext(orderedCollection({ id, total, first: hidden ? undefined : `${id}?page=true` })), 60)
  if (hidden) throw new Refusal('action.forbidden')
  const below = bound(asked.query['max_id']) ?? Number.MAX_SAFE_INTEGER
  const rows = await publishedFollows(db, row.id, side, { below, limit: FOLLOWS_PER_PAGE })
  const last = rows.length === FOLLOWS_PER_PAGE ? rows.at(-1) : undefined
  return forEverybody(asked, inContext({
    ...orderedPage({
      id: `${id}?page=true${below === Number.MAX_SAFE_INTEGER ? '' : `&max_id=${below}`}`, partOf: id,
      items: rows.map((one) => accountUri(config, { ...one, username: '', url: null, host: null })),
      next: last && `${id}?page=true&max_id=${last.key}`,
    }), totalItems: total,
  }), 60)
}

async function featuredAnswer(asked: Asked, row: AccountRow): Promise<Answer> {
  const ids = await openPinIds(asked.ctx.db, row.id)
  const bundle = await loadNotes(asked.ctx, ids)
  const collection = wholeCollection(featuredUri(asked.ctx.config, row.id), ids.flatMap((id) => renderNote(id, bundle) ?? []))
  return forEverybody(asked, inContext(collection, NOTE_CONTEXT), 60)
}

async function featuredTagsAnswer(asked: Asked, row: AccountRow): Promise<Answer> {
  const { config, db } = asked.ctx
  const items = (await featuredTagsOf(db, row.id))
    .map(({ name }) => ({ type: 'Hashtag', href: `${accountUrl(config, row)}/tagged/${encodeURIComponent(name)}`, name: `#${name}` }))
  const { orderedItems, ...rest } = wholeCollection(featuredTagsUri(config, row.id), items)
  return forEverybody(asked, inContext({ ...rest, type: 'Collection', items: orderedItems }, TAG_CONTEXT), 60)
}

/** Those followers who live where whoever signed the request does; nobody else is told. */
async function synchronizationAnswer(asked: Asked, row: AccountRow): Promise<Answer> {
  const viewer = await asked.viewer()
  const peer = viewer === null ? null : await peerById(asked.ctx.db, viewer)
  if (!peer) throw new Refusal('peer.refused')
  const items = await followersAt(asked.ctx.db, row.id, new URL(peer.uri).origin, MOST_FOLLOWERS)
  // A list that is not whole would end follows.
  if (items.length === MOST_FOLLOWERS) throw missing()
  return { document: inContext(wholeCollection(followersSynchronizationUri(asked.ctx.config, row.id), items)), seconds: null }
}

const below: Record<string, (asked: Asked, row: AccountRow) => Promise<Answer>> = {
  'outbox': outboxAnswer,
  'followers': (asked, row) => followsAnswer(asked, row, 'followers'),
  'followers_synchronization': synchronizationAnswer,
  'following': (asked, row) => followsAnswer(asked, row, 'following'),
  'collections/featured': featuredAnswer,
  'collections/tags': featuredTagsAnswer,
}

/** Mounts actors, the server's own included: that one is always served, because everybody's keys begin with it. */
export function actorRoutes(app: FastifyInstance, ctx: DocumentContext): void {
  const people = (id: string | undefined): number => {
    const number = numberOf(id)
    if (number === INSTANCE_ACCOUNT_ID) throw missing()
    return number
  }
  const page = async ({ id }: Record<string, string>): Promise<string | null> => {
    const row = await accountRow(ctx.db, people(id))
    return row && row.host === null && row.deleted_at === null && row.pending === 0 ? accountUrl(ctx.config, row) : null
  }
  documentRoute(app, ctx, '/actor', (asked) => actorAnswer(asked, INSTANCE_ACCOUNT_ID), { open: true })
  documentRoute(app, ctx, '/ap/users/:id', (asked, { id }) => actorAnswer(asked, people(id)), { page })
  for (const [name, answer] of Object.entries(below)) {
    const present = async (asked: Asked, id: number): Promise<Answer> => {
      const actor = await presentActor(asked, id)
      return 'gone' in actor ? actor.gone : answer(asked, actor.found)
    }
    documentRoute(app, ctx, `/ap/users/:id/${name}`, (asked, { id }) => present(asked, people(id)), { page })
    if (!name.startsWith('collections/')) documentRoute(app, ctx, `/actor/${name}`, (asked) => present(asked, INSTANCE_ACCOUNT_ID), { open: true })
  }
}
