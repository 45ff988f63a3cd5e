// Tells other servers something: finds out where, and only if there is anybody, has the activity rendered and queued,
// all in the transaction of what it tells about.
import type { Tx } from '#domain/context.ts'
import { queueOutgoing } from '#domain/peers/outgoing.ts'
import {
  inboxesNamedIn, inboxesOf, inboxesOfContacts, inboxesOfFollowers, inboxesReachedBy, localSender,
} from '#domain/peers/recipients.ts'
import type { Document } from '../documents/context.ts'

/** Accounts with more followers than this are told in a job. */
export const FOLLOWERS_AT_ONCE = 500

export interface Recipients {
  /** Accounts by id; only those on other servers count. */
  accounts?: readonly number[]
  /** Local accounts all of whose followers are told. */
  followersOf?: readonly number[]
  /** A status: everybody it has reached in some way. */
  reachedBy?: { id: number; threadId: number | null }
  /** A status: whom it mentions. */
  namedIn?: number
  /** An account: whom it lately followed or wrote to. */
  contactsOf?: number
  /** Every server we know. */
  everybody?: boolean
  /** An account whose server knows already; where followers are too many to be listed at once, it may hear all the same. */
  except?: number
}

interface Telling {
  /** The local account that says it. */
  from: number
  /** What it is about: activities about the same thing arrive in order. */
  about: string
  to: Recipients
  /** Makes the activity; null when there is nothing to say after all. */
  say: () => Promise<Document | null>
}

async function inboxesFor(tx: Tx, to: Recipients): Promise<{ inboxes: string[]; many: number[] }> {
  const { db, now } = tx
  const found: string[][] = []
  const many: number[] = []
  for (const id of to.followersOf ?? []) {
    const account = await localSender(db, id)
    if (!account) continue
    const { inboxes, after } = account.followers > FOLLOWERS_AT_ONCE ? { inboxes: [], after: 0 } : await inboxesOfFollowers(db, id, { limit: FOLLOWERS_AT_ONCE + 1 }, now)
    if (after === null) found.push(inboxes)
    else many.push(id)
  }
  if (to.accounts && to.accounts.length > 0) found.push(await inboxesOf(db, to.accounts, now))
  if (to.reachedBy) found.push(await inboxesReachedBy(db, to.reachedBy, now))
  if (to.namedIn !== undefined) found.push(await inboxesNamedIn(db, to.namedIn, now))
  if (to.contactsOf !== undefined) found.push(await inboxesOfContacts(db, to.contactsOf, now))
  const passedOver = to.except === undefined ? [] : await inboxesOf(db, [to.except], now)
  return { inboxes: [...new Set(found.flat())].filter((inbox) => !passedOver.includes(inbox)), many }
}

/** Queues what `say` makes for everybody in `to`. Makes and writes nothing when nobody on another server would hear it. */
export async function tell(tx: Tx, { from, about, to, say }: Telling): Promise<void> {
  const { inboxes, many } = await inboxesFor(tx, to)
  const everybody = to.everybody === true
  if (inboxes.length === 0 && many.length === 0 && !everybody) return
  const document = await say()
  if (document === null) return
  await queueOutgoing(tx, { accountId: from, objectKey: about, body: JSON.stringify(document), inboxes, followersOf: many, everybody })
}

/** The time of this transaction as an entity's present. */
export const atOf = (tx: Tx) => ({ db: tx.db, config: tx.config, clock: { now: () => tx.now } })
