// Activities on their way out. The body is text that never changes again; who gets it is written out at once for a few
// inboxes, and by a job, chunk by chunk, for many: no post makes everybody else wait.
import type { Context, Reader, Tx } from '#domain/context.ts'
import { addDeliveries, type Outgoing } from './deliveries.ts'
import { inboxesOfEverybody, inboxesOfFollowers } from './recipients.ts'

export const SPREAD = 'outgoing.spread'
const PAGE = 1000
const CHUNK = 400

/** Who else an activity goes to: accounts whose followers are too many to be listed at once, or everybody. */
export interface Spread {
  inboxes: string[]
  followersOf: number[]
  everybody: boolean
  /** What has been written out already: inboxes go in alphabetical order. */
  after: string
}

export interface NewOutgoing {
  accountId: number
  /** Activities of the same key reach each host in the order they were queued. */
  objectKey: string
  body: string
  inboxes: readonly string[]
  followersOf: readonly number[]
  everybody: boolean
}

/** Whether an earlier activity of this key is still being written out; what comes after it has to wait its turn. */
const isSpreading = async (db: Reader, objectKey: string): Promise<boolean> =>
  await db.selectFrom('outgoing').select('id').where('object_key', '=', objectKey).where('spread', 'is not', null).limit(1).executeTakeFirst() !== undefined

/** Queues an activity for delivery, in the transaction of what it tells about. */
export async function queueOutgoing(tx: Tx, { accountId, objectKey, body, inboxes, followersOf, everybody }: NewOutgoing): Promise<void> {
  const outgoing: Outgoing = { id: tx.id(), accountId, objectKey }
  const later = followersOf.length > 0 || everybody || inboxes.length > CHUNK || await isSpreading(tx.db, objectKey)
  const spread: Spread | null = later ? { inboxes: [...inboxes], followersOf: [...followersOf], everybody, after: '' } : null
  await tx.db.insertInto('outgoing').values({
    id: outgoing.id, account_id: accountId, object_key: objectKey, body, spread: spread && JSON.stringify(spread), created_at: tx.now,
  }).execute()
  if (spread) await tx.enqueue({ kind: SPREAD, payload: { objectKey }, key: `${SPREAD}:${objectKey}` })
  else await addDeliveries(tx, outgoing, inboxes)
}

/** Lets others run between two pages: the embedded database answers without ever waiting. */
const breathe = () => new Promise<void>((resolve) => { setImmediate(resolve) })

async function everyInbox(ctx: Context, spread: Spread): Promise<string[]> {
  const found = new Set(spread.inboxes)
  const now = ctx.clock.now()
  const pages = spread.followersOf.map((id) => (after: number) => inboxesOfFollowers(ctx.db, id, { after, limit: PAGE }, now))
  if (spread.everybody) pages.push((after) => inboxesOfEverybody(ctx.db, { after, limit: PAGE }, now))
  for (const page of pages) {
    for (let after: number | null = 0; after !== null;) {
      const { inboxes, after: next } = await page(after)
      for (const inbox of inboxes) found.add(inbox)
      after = next
      await breathe()
    }
  }
  return [...found].filter((inbox) => inbox > spread.after).sort((a, b) => a < b ? -1 : 1)
}

/** Writes out the oldest waiting activity of this key; false when none waits. A crash in between repeats a chunk at most. */
async function spreadNext(ctx: Context, objectKey: string): Promise<boolean> {
  const row = await ctx.db.selectFrom('outgoing').select(['id', 'account_id', 'spread']).where('object_key', '=', objectKey)
    .where('spread', 'is not', null).orderBy('id').limit(1).executeTakeFirst()
  if (!row || row.spread === null) return false
  const spread = JSON.parse(row.spread) as Spread
  const inboxes = await everyInbox(ctx, spread)
  let held: string | null = row.spread
  for (let from = 0; held !== null; from += CHUNK) {
    const chunk = inboxes.slice(from, from + CHUNK)
    const next: string | null = from + CHUNK < inboxes.length ? JSON.stringify({ ...spread, after: chunk.at(-1) ?? '' }) : null
    const before: string = held
    const mine = await ctx.write(async (tx) => {
      // Another worker that has got further makes this one stop.
      const { numUpdatedRows } = await tx.db.updateTable('outgoing').set({ spread: next }).where('id', '=', row.id).where('spread', '=', before).executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await addDeliveries(tx, { id: row.id, accountId: row.account_id, objectKey }, chunk)
      if (next === null && inboxes.length === 0) await tx.db.deleteFrom('outgoing').where('id', '=', row.id).execute()
      return true
    })
    if (!mine) return true
    held = next
  }
  return true
}

/** The job that writes out who gets an activity. */
export const outgoingJobs = (ctx: Context) => ({
  async [SPREAD]({ objectKey }: { objectKey: string }): Promise<void> {
    while (await spreadNext(ctx, objectKey)) await breathe()
  },
})
