// Posts of other servers, found here or fetched: the document, its author first, what it answers, then one write each.
import { peerById } from '#domain/accounts/peers.ts'
import { Refusal } from '#domain/refusals.ts'
import { reblog, type BoostVisibility } from '#domain/interactions/reblog.ts'
import { findStatusByUri } from '#domain/statuses/find-status.ts'
import { isTombstone } from '#domain/statuses/tombstones.ts'
import { createBudget, type Budget } from './budget.ts'
import { draftStatus, keepStatus } from './draft-status.ts'
import { fetchDocument } from './fetch-document.ts'
import { once, type Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'
import { idOf, isObject, momentOf, sameOrigin, typesOf, type Json } from './plain-json.ts'
import { readAudience } from './read-audience.ts'
import { authorOf, isStatusLike, readNote, type ReadNote } from './read-note.ts'
import { isOurs, resolveActor } from './resolve-actor.ts'

/** How far up a thread is fetched. */
const ANCESTORS_LIMIT = 20

/** A post, its author, whom it mentions, and some of what it answers. */
export const statusBudget = (): Budget => createBudget({ requests: 40, ms: 30_000 })

export interface StatusAsking {
  budget?: Budget
  /** How many statuses above it may be fetched; none by default when it is itself above something. */
  ancestors?: number
}

interface Written { readonly note: ReadNote; readonly author: { id: number; host: string } }

/**
 * The id of the status behind a network id (or page), fetched with up to `ancestors` of what it answers, oldest first.
 * A boost stands for itself and brings what it boosts.
 */
export async function resolveStatus(reach: Reach, uri: string, { budget = statusBudget(), ancestors = ANCESTORS_LIMIT }: StatusAsking = {}): Promise<Outcome<number>> {
  const known = await findStatusByUri(reach, uri)
  if (known !== null) return found(known)
  if (isOurs(reach, uri)) return failed('no-such-local-status')
  if (await isTombstone(reach.db, uri)) return failed('deleted')
  return once(reach, `status ${uri}`, async () => {
    const fetched = await fetchDocument(reach, uri, budget)
    if (!fetched.ok) return fetched
    const again = idOf(fetched.value)
    const alias = again === null || again === uri ? null : await findStatusByUri(reach, again)
    return alias === null ? admitStatus(reach, fetched.value, { budget, ancestors }) : found(alias)
  })
}

/** Writes the status that a document describes whose id is proven. A Create leads to what was created. */
export async function admitStatus(reach: Reach, document: Json, { budget = statusBudget(), ancestors = 0 }: StatusAsking = {}): Promise<Outcome<number>> {
  const types = typesOf(document)
  if (types.includes('Announce')) return admitBoost(reach, document, budget)
  if (types.includes('Create')) return admitCreated(reach, document, { budget, ancestors })
  const written = await readWritten(reach, document, budget)
  if (!written.ok) return written
  const above = written.value.note.inReplyToUri === null ? [] : await fetchAbove(reach, written.value.note.inReplyToUri, budget, ancestors)
  for (const one of above.reverse()) await keep(reach, one, budget)
  return keep(reach, written.value, budget)
}

/** What a Create created: taken from inside it if it is of the Create's own origin, else fetched. */
async function admitCreated(reach: Reach, create: Json, asking: StatusAsking): Promise<Outcome<number>> {
  const inner = create['object']
  const id = idOf(inner)
  if (id === null) return failed('create-of-nothing')
  const known = await findStatusByUri(reach, id)
  if (known !== null) return found(known)
  const proven = isObject(inner) && sameOrigin(id, idOf(create) ?? '') && isStatusLike(inner)
  if (proven) return admitStatus(reach, inner, asking)
  const fetched = await fetchDocument(reach, id, asking.budget ?? statusBudget())
  if (!fetched.ok) return fetched
  return isStatusLike(fetched.value) ? admitStatus(reach, fetched.value, asking) : failed('create-of-no-status')
}

/** Reads a post and makes its author known. Its author must be of the post's own origin. */
export async function readWritten(reach: Reach, document: Json, budget: Budget): Promise<Outcome<Written>> {
  const uri = idOf(document)
  const authorUri = authorOf(document)
  if (uri === null || authorUri === null || !isStatusLike(document)) return failed(`no-status:${typesOf(document)[0] ?? ''}`)
  if (!sameOrigin(uri, authorUri)) return failed('author-on-another-origin')
  const author = await resolveActor(reach, authorUri, { budget })
  if (!author.ok) return author
  const peer = await peerById(reach.db, author.value)
  if (!peer || peer.suspended_at !== null) return failed('author-not-wanted')
  const note = readNote(document, peer.followers_url, reach.clock.now(), peer.following_url)
  return note.ok ? found({ note: note.value, author: peer }) : note
}

/** What stands above, nearest first, until something known, the top, or a limit. */
async function fetchAbove(reach: Reach, parentUri: string, budget: Budget, limit: number): Promise<Written[]> {
  const above: Written[] = []
  const seen = new Set<string>()
  for (let uri: string | null = parentUri; uri !== null && above.length < limit && !seen.has(uri);) {
    seen.add(uri)
    if (isOurs(reach, uri) || await findStatusByUri(reach, uri) !== null) break
    const fetched = await fetchDocument(reach, uri, budget)
    const written = fetched.ok ? await readWritten(reach, fetched.value, budget) : fetched
    if (!written.ok) break
    above.push(written.value)
    uri = written.value.note.inReplyToUri
  }
  return above
}

async function keep(reach: Reach, { note, author }: Written, budget: Budget): Promise<Outcome<number>> {
  if (note.votesFor !== null && note.inReplyToUri !== null) return failed('a-vote')
  const draft = await draftStatus(reach, note, author, { budget, fetched: true })
  try {
    return found((await reach.write((tx) => keepStatus(tx, draft, note, author))).statusId)
  } catch (error) {
    if (error instanceof Refusal) return failed(`status-refused:${error.code}`)
    throw error
  }
}

/** A fetched boost: its id must be of its author's origin, and what it boosts is fetched too. */
async function admitBoost(reach: Reach, document: Json, budget: Budget): Promise<Outcome<number>> {
  const uri = idOf(document)
  const actorUri = idOf(document['actor'])
  const originalUri = idOf(document['object'])
  if (uri === null || actorUri === null || originalUri === null) return failed('boost-incomplete')
  if (!sameOrigin(uri, actorUri)) return failed('author-on-another-origin')
  const actor = await resolveActor(reach, actorUri, { budget })
  if (!actor.ok) return actor
  const original = await resolveOriginal(reach, originalUri, budget)
  return original.ok ? keepBoost(reach, { document, uri, accountId: actor.value, originalId: original.value, fetched: true }) : original
}

/** What is boosted: a post, never a boost. */
export async function resolveOriginal(reach: Reach, uri: string, budget: Budget = statusBudget()): Promise<Outcome<number>> {
  const known = await findStatusByUri(reach, uri)
  if (known !== null) return found(known)
  if (isOurs(reach, uri)) return failed('no-such-local-status')
  if (await isTombstone(reach.db, uri)) return failed('deleted')
  return once(reach, `original ${uri}`, async () => {
    const fetched = await fetchDocument(reach, uri, budget)
    if (!fetched.ok) return fetched
    return isStatusLike(fetched.value) ? admitStatus(reach, fetched.value, { budget, ancestors: 0 }) : failed('boost-of-no-status')
  })
}

interface Boost { document: Json; uri: string; accountId: number; originalId: number; fetched: boolean }

/** Writes a boost; refusals (private originals, say) are outcomes. */
export async function keepBoost(reach: Reach, { document, uri, accountId, originalId, fetched }: Boost): Promise<Outcome<number>> {
  const peer = await peerById(reach.db, accountId)
  if (!peer || peer.suspended_at !== null) return failed('author-not-wanted')
  const { visibility } = readAudience(document, peer.followers_url)
  if (visibility === 'direct') return failed('boost-to-nobody')
  const createdAt = momentOf(document['published'])
  try {
    return found(await reach.write((tx) => reblog(tx, accountId, originalId, {
      uri, visibility: visibility satisfies BoostVisibility, fetched, ...(createdAt === null ? {} : { createdAt }),
    })))
  } catch (error) {
    if (error instanceof Refusal) return failed(`boost-refused:${error.code}`)
    throw error
  }
}

