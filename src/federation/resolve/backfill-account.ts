// An account nobody here knew before is shown with something on its profile: its latest posts, its pins, its numbers.
import { claimBackfill, peerById, takeCounts, type Peer } from '#domain/accounts/peers.ts'
import { accountRow, type AccountRow } from '#domain/accounts/queries.ts'
import { pin, unpin } from '#domain/interactions/pin.ts'
import { pinnedIds } from '#domain/interactions/pins-of.ts'
import { refusalOf } from '#domain/faults.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { createBudget, type Budget } from './budget.ts'
import { readCollection } from './collection.ts'
import type { Reach } from './memory.ts'
import { failed, type Outcome } from './outcome.ts'
import { idOf, isObject, sameOrigin, typesOf, type Json } from './plain-json.ts'
import { authorOf, isStatusLike } from './read-note.ts'
import { askForCollection } from './resolve-collection.ts'
import { admitStatus, resolveStatus } from './resolve-status.ts'

const POSTS = 20
const PINS = 10
const COLLECTIONS = 50
const EVERY_MS = 7 * 24 * 3_600_000

const backfillBudget = (): Budget => createBudget({ requests: 50, ms: 45_000 })

/** A post that the author's own server shows whole is believed; everything else is fetched. */
function isProven(value: unknown, peer: Peer): value is Json {
  const uri = idOf(value)
  return isObject(value) && uri !== null && sameOrigin(uri, peer.uri) && isStatusLike(value) && authorOf(value) === peer.uri
}

/** One item of an outbox or of the featured posts, as a status. */
async function keepItem(reach: Reach, item: unknown, peer: Peer, budget: Budget): Promise<Outcome<number>> {
  const isAct = isObject(item) && typesOf(item).some((type) => type === 'Create' || type === 'Announce')
  if (isAct && idOf(item['actor']) !== peer.uri) return failed('act-of-another')
  const boost = isAct && typesOf(item).includes('Announce')
  const uri = boost ? idOf(item) : isAct ? idOf(item['object']) : idOf(item)
  if (uri === null || !sameOrigin(uri, peer.uri)) return failed('item-on-another-origin')
  const known = await findStatusByUri(reach, uri)
  if (known !== null) return { ok: true, value: known }
  if (boost) return admitStatus(reach, item, { budget })
  const post = isAct ? item['object'] : item
  return isProven(post, peer) ? admitStatus(reach, post, { budget }) : resolveStatus(reach, uri, { budget, ancestors: 0 })
}

/** Oldest first, so that answers find what they answer. */
async function keepPosts(reach: Reach, items: readonly unknown[], peer: Peer, budget: Budget): Promise<void> {
  for (const item of [...items].reverse()) await keepItem(reach, item, peer, budget)
}

/** Pins here what is pinned there, and nothing else; a collection that could not be read changes nothing. */
async function keepPins(reach: Reach, peer: Peer, budget: Budget): Promise<void> {
  const { items } = await readCollection(reach, peer.featured_url, peer.uri, { budget, items: PINS, pages: 1 })
  const wanted = new Set<number>()
  for (const item of [...items].reverse()) {
    const status = await keepItem(reach, item, peer, budget)
    if (status.ok && (await statusRow(reach.db, status.value))?.account_id === peer.id) wanted.add(status.value)
  }
  if (wanted.size === 0) return
  const before = await pinnedIds(reach.db, peer.id)
  await reach.write(async (tx) => {
    for (const statusId of before) if (!wanted.has(statusId)) await unpin(tx, peer.id, statusId)
    for (const statusId of wanted) if (!before.includes(statusId)) await pin(tx, peer.id, statusId)
  })
}

async function totalOf(reach: Reach, url: string | null, peer: Peer, budget: Budget): Promise<number | null> {
  return url === null ? null : (await readCollection(reach, url, peer.uri, { budget, items: 0, pages: 0 })).total
}

/** Has the collections that somebody shows fetched, each by itself. */
async function askForCollections(reach: Reach, account: AccountRow, peer: Peer, budget: Budget): Promise<void> {
  const { items } = await readCollection(reach, account.collections_url, peer.uri, { budget, items: COLLECTIONS, pages: 2 })
  const uris = items.flatMap((item) => idOf(item) ?? []).filter((uri) => sameOrigin(uri, peer.uri))
  if (uris.length > 0) await reach.write(async (tx) => { for (const uri of uris) await askForCollection(tx, uri) })
}

async function backfill(reach: Reach, account: AccountRow, peer: Peer): Promise<void> {
  const budget = backfillBudget()
  const outbox = await readCollection(reach, account.outbox_url, peer.uri, { budget, items: POSTS, pages: 1 })
  const followers = await totalOf(reach, account.followers_url, peer, budget)
  const following = await totalOf(reach, account.following_url, peer, budget)
  await keepPins(reach, peer, budget)
  await keepPosts(reach, outbox.items, peer, budget)
  await askForCollections(reach, account, peer, budget)
  await reach.write((tx) => takeCounts(tx, peer.id, { statuses: outbox.total, followers, following }))
}

/**
 * Fetches up to twenty posts, ten pins and the numbers of a remote account, within 50 requests and 45 s; once a week at
 * most. Whatever cannot be had is left out.
 */
export async function backfillAccount(reach: Reach, accountId: number): Promise<void> {
  const peer = await peerById(reach.db, accountId)
  if (!peer || peer.suspended_at !== null || peer.deleted_at !== null) return
  if (!await reach.write((tx) => claimBackfill(tx, accountId, EVERY_MS))) return
  const account = await accountRow(reach.db, accountId)
  if (!account) return
  try {
    await backfill(reach, account, peer)
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    reach.log.info({ account: peer.uri, reason: refusal.code }, 'an account was not filled in')
  }
}
