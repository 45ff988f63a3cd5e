// Collections of people on other servers: fetched from where they live, with a proof of consent for everybody in them (FEP-7aa9).
import type { Tx } from '#domain/context.ts'
import { collectionByUri, dropRemoteCollection, dropRemoteItems, keepRemoteCollection, keepRemoteItem } from '#domain/collections/remote.ts'
import { createBudget, type Budget } from './budget.ts'
import { fetchDocument } from './fetch-document.ts'
import type { Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'
import { idOf, typesOf, type Json } from './plain-json.ts'
import { readFeaturedCollection, type NamedItem, type ReadCollection } from './read-collection.ts'
import { isOurs, resolveActor } from './resolve-actor.ts'

export const FETCH_COLLECTION = 'resolve.collection'

/** Has a collection fetched, or fetched anew, with everybody in it. */
export const askForCollection = (tx: Tx, uri: string): Promise<void> =>
  tx.enqueue({ kind: FETCH_COLLECTION, payload: { uri }, key: `${FETCH_COLLECTION} ${uri}`, priority: 5 })

interface Kept { id: number; ownerId: number; read: ReadCollection }

async function admit(reach: Reach, document: Json, budget: Budget): Promise<Outcome<Kept>> {
  const read = readFeaturedCollection(document)
  if (!read || isOurs(reach, read.said.uri)) return failed('no-collection')
  const owner = await resolveActor(reach, read.ownerUri, { budget })
  if (!owner.ok) return owner
  const known = await collectionByUri(reach.db, read.said.uri)
  if (known && known.account_id !== owner.value) return failed('collection-of-another')
  return found({ id: await reach.write((tx) => keepRemoteCollection(tx, owner.value, read.said)), ownerId: owner.value, read })
}

/** The id and the owner of a collection, known or fetched; without those in it. */
export async function resolveCollection(reach: Reach, uri: string, budget: Budget): Promise<Outcome<{ id: number; ownerId: number }>> {
  const known = await collectionByUri(reach.db, uri)
  if (known) return found({ id: known.id, ownerId: known.account_id })
  const fetched = await fetchDocument(reach, uri, budget)
  return fetched.ok ? admit(reach, fetched.value, budget) : fetched
}

/** Whether a person's own server says that they consent to this collection. */
async function consents(reach: Reach, { personUri, approvalUri }: NamedItem, collectionUri: string, budget: Budget): Promise<boolean> {
  const proof = approvalUri === null ? null : await fetchDocument(reach, approvalUri, budget)
  return proof?.ok === true && typesOf(proof.value).includes('FeatureAuthorization')
    && idOf(proof.value['interactingObject']) === collectionUri && idOf(proof.value['interactionTarget']) === personUri
}

async function keepItem(reach: Reach, collection: Kept, item: NamedItem, budget: Budget): Promise<void> {
  const person = await resolveActor(reach, item.personUri, { budget })
  if (!person.ok) return
  const { id } = collection
  // Of those who were in it before nothing is asked anew; a member of ours has said themselves whether they consent.
  const known = await reach.write((tx) => keepRemoteItem(tx, id, { uri: item.uri, accountId: person.value, approvalUri: null }))
  if (known || isOurs(reach, item.personUri) || !await consents(reach, item, collection.read.said.uri, budget)) return
  await reach.write((tx) => keepRemoteItem(tx, id, { uri: item.uri, accountId: person.value, approvalUri: item.approvalUri }))
}

/** Fetches a collection and everybody in it who consents, within 120 requests and a minute; one that is gone goes here, too. */
export async function fetchCollection(reach: Reach, uri: string): Promise<Outcome<number>> {
  const budget = createBudget({ requests: 120, ms: 60_000 })
  const fetched = await fetchDocument(reach, uri, budget)
  if (!fetched.ok) {
    const known = fetched.reason === 'http-404' || fetched.reason === 'http-410' ? await collectionByUri(reach.db, uri) : undefined
    if (known) await reach.write((tx) => dropRemoteCollection(tx, known.id))
    return fetched
  }
  const kept = await admit(reach, fetched.value, budget)
  if (!kept.ok) return kept
  for (const item of kept.value.read.items) await keepItem(reach, kept.value, item, budget)
  await reach.write((tx) => dropRemoteItems(tx, kept.value.id, kept.value.read.items.map((item) => item.uri)))
  return found(kept.value.id)
}
