// Where a post goes when it is written, changed or removed: into feeds and out to the sockets. A small audience is
// served inside the transaction of the post itself, a large one by a job, a few milliseconds at a time.
import type { Context, StreamMessage, Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { insertEntries, onlyNew, ownRules } from './feed-rules.ts'
import { feedStream, publicStreams } from './streams.ts'
import { loadSubject, type Subject } from './subject.ts'
import { startOf, walkChunk, type Act, type Phase, type Place, type Walk } from './walk.ts'

const FAN_OUT = 'timelines.fan-out'
/** How many followers (or lists) are served before the post's own transaction ends. */
const AT_ONCE = 40
/** Chunks of a job begin at this size and follow the clock: a transaction is to last about 1.5 ms, so that readers hardly notice. */
const FIRST_CHUNK = 150
const CHUNK = { min: 150, max: 600, ms: 1.5 }
/** What is older arrives as history: it may be looked up but is not news. */
const NEWS_MS = 6 * 3_600_000

interface FanOut { act: Act; walk: Walk; place: Place }

const said: Record<Act, StreamMessage['event']> = { add: 'update', find: 'status.update', remove: 'delete' }

const ownEntry = prepared<{ feed_id: number }, { account: number; status: number }>(`
  ${insertEntries} from feeds r join statuses s on s.id = :status left join statuses o on o.id = s.reblog_of_id
  where r.id = :account and r.kind = 'home' ${ownRules} ${onlyNew}`)

function walkOf(subject: Subject): Walk {
  const phases: Phase[] = subject.visibility === 'direct' ? ['mentioned'] : ['home']
  if (subject.visibility !== 'direct' && subject.listed !== null) phases.push('lists')
  const tagIds = subject.tags.flatMap((tag) => tag.followed ? [tag.id] : [])
  if (tagIds.length > 0) phases.push('tags')
  return { statusId: subject.id, authorId: subject.account_id, kind: subject.reblog_of_id === null ? 'post' : 'any', phases, tagIds }
}

/** One chunk, told to the sockets of its feeds; where to go on, or null. */
async function step(tx: Tx, { act, walk, place }: FanOut, size: number): Promise<Place | null> {
  const { phase, feeds, next } = await walkChunk(tx, act, walk, place, size)
  if (feeds.length > 0) tx.publish({ event: said[act], id: walk.statusId, streams: feeds.map((id) => feedStream(phase, id)) })
  return next
}

/** Serves each audience that is small enough now; leaves the rest to a job. */
async function begin(tx: Tx, act: Act, walk: Walk): Promise<void> {
  let place: Place | null = startOf(walk)
  while (place !== null && place.after === 0) place = await step(tx, { act, walk, place }, AT_ONCE)
  if (place !== null) await tx.enqueue({ kind: FAN_OUT, payload: { act, walk, place } satisfies FanOut, key: `${FAN_OUT}:${act}:${walk.statusId}` })
}

function announce(tx: Tx, act: Act, subject: Subject): void {
  const own = subject.host === null ? [feedStream('home', subject.account_id)] : []
  const streams = [...own, ...publicStreams(subject)]
  if (streams.length > 0) tx.publish({ event: said[act], id: subject.id, streams })
}

/** Spreads a new post or boost: the author's own home first, then everybody else's. Old posts that were fetched stay out. */
export async function fanOut(tx: Tx, { statusId }: Pick<Events['status.posted'] | Events['status.reblogged'], 'statusId'>): Promise<void> {
  const subject = await loadSubject(tx.db, statusId)
  if (!subject || subject.created_at < tx.now - NEWS_MS) return
  if (subject.host === null) await ownEntry(tx.db, { account: subject.account_id, status: statusId })
  announce(tx, 'add', subject)
  await begin(tx, 'add', walkOf(subject))
}

/** Tells the sockets of everybody whose feeds have the post that it was edited, or has a card now. */
export async function fanOutEdit(tx: Tx, { statusId }: { statusId: number; accountId?: number }): Promise<void> {
  const subject = await loadSubject(tx.db, statusId)
  if (!subject) return
  announce(tx, 'find', subject)
  await begin(tx, 'find', walkOf(subject))
}

/** The same when what a post quotes may be shown now, or no more; a quote that was consented to at once came with the post. */
export async function fanOutQuote(tx: Tx, event: { statusId: number; atOnce?: boolean }): Promise<void> {
  if (!event.atOnce) await fanOutEdit(tx, event)
}

/** Takes a post or boost that is about to be deleted out of all feeds and off all screens. */
export async function fanOutRemoval(tx: Tx, { statusId }: Events['status.deleted'] | Events['status.unreblogged']): Promise<void> {
  const subject = await loadSubject(tx.db, statusId)
  if (!subject) return
  await tx.db.deleteFrom('feed_entries').where('feed_id', '=', subject.account_id).where('status_id', '=', statusId).execute()
  announce(tx, 'remove', subject)
  await begin(tx, 'remove', walkOf(subject))
}

/** The size that would have made a chunk of `size`, which took `ms`, last as long as it should. */
const nextSize = (size: number, ms: number): number =>
  Math.round(Math.min(CHUNK.max, size * 2, Math.max(CHUNK.min, size / 2, size * CHUNK.ms / Math.max(ms, 0.1))))

/** The job that goes on where the post's own transaction stopped. Repeated, it adds nothing twice. */
export const fanOutJobs = (ctx: Context) => ({
  async [FAN_OUT]({ act, walk, place }: FanOut) {
    let size = FIRST_CHUNK
    for (let at: Place | null = place; at !== null;) {
      const from: Place = at
      let ms = 0
      at = await ctx.write(async (tx) => {
        const began = performance.now()
        const next = await step(tx, { act, walk, place: from }, size)
        ms = performance.now() - began
        return next
      })
      size = nextSize(size, ms)
    }
  },
})
