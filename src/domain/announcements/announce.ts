// What the staff tell everybody: published at once or when its hour comes, over when its time is, taken back at will.
import { INSTANCE_ACCOUNT_ID, parseLocalUrl, tagUrl } from '#domain/addresses.ts'
import type { Context, StreamMessage, Tx } from '#domain/context.ts'
import { invalid, missing } from '#domain/refusals.ts'
import { findMentioned } from '#domain/statuses/find-mentioned.ts'
import { findEntities, hashtagNames } from '#domain/text/find-entities.ts'
import { formatBio } from '#domain/text/format.ts'

/** The channel that every open home stream hears. */
export const EVERYBODY = 'user:*'
const PUBLISH = 'announcements.publish'
const END = 'announcements.end'
const DAY_MS = 86_400_000
const TEXT_LIMIT = 5000

export interface NewAnnouncement {
  text: string
  /** Epoch ms; both or neither. */
  startsAt?: number | null
  endsAt?: number | null
  /** The times mean whole days. */
  allDay?: boolean
  /** Epoch ms; now unless it is still to come. */
  publishAt?: number | null
}

const tell = (tx: Tx, event: StreamMessage['event'], id: number): void => tx.publish({ event, id, streams: [EVERYBODY] })

function check({ text, startsAt = null, endsAt = null }: NewAnnouncement): void {
  if (text.trim() === '') throw invalid('Text can\'t be blank')
  if ([...text].length > TEXT_LIMIT) throw invalid(`Text is too long (maximum is ${TEXT_LIMIT} characters)`)
  if (startsAt === null && endsAt !== null) throw invalid('Starts at can\'t be blank')
  if (endsAt === null && startsAt !== null) throw invalid('Ends at can\'t be blank')
  if (startsAt !== null && endsAt !== null && endsAt < startsAt) throw invalid('Ends at must not be before it starts')
}

/** The posts of anybody's on this server or known here that a text links to, by their addresses. */
async function linkedStatuses(tx: Tx, text: string): Promise<number[]> {
  const urls = findEntities(text).flatMap((one) => one.kind === 'url' ? [one.url] : [])
  if (urls.length === 0) return []
  const local = urls.flatMap((url) => {
    const place = parseLocalUrl(tx.config, url)
    return place?.kind === 'status' ? [place.id] : []
  })
  const rows = await tx.db.selectFrom('statuses').select('id')
    .where((eb) => eb.or([eb('url', 'in', urls), eb('uri', 'in', urls), ...(local.length > 0 ? [eb('id', 'in', local)] : [])]))
    .where('visibility', 'in', ['public', 'unlisted']).limit(40).execute()
  return rows.map((row) => row.id)
}

/** When an announcement's time is over: at its end, of a whole day at midnight (UTC) after it. */
const overAt = (endsAt: number, allDay: boolean): number => allDay ? (Math.floor(endsAt / DAY_MS) + 1) * DAY_MS : endsAt

/** Writes an announcement and publishes it at once or when its time has come. Returns its id. */
export async function announce(tx: Tx, told: NewAnnouncement): Promise<number> {
  check(told)
  const { text, startsAt = null, endsAt = null, allDay = false, publishAt = null } = told
  const later = publishAt !== null && publishAt > tx.now
  const { accountIds, targets } = await findMentioned(tx, INSTANCE_ACCOUNT_ID, text)
  const id = tx.id()
  await tx.db.insertInto('announcements').values({
    id, text, content: formatBio(text, { mentions: targets, tagUrl: (name) => tagUrl(tx.config, name.toLowerCase()) }),
    mention_ids: JSON.stringify(accountIds), status_ids: JSON.stringify(await linkedStatuses(tx, text)), tags: JSON.stringify(hashtagNames(text)),
    starts_at: startsAt, ends_at: endsAt, all_day: allDay ? 1 : 0, scheduled_at: later ? publishAt : null,
    published_at: later ? null : tx.now, created_at: tx.now, updated_at: tx.now,
  }).execute()
  if (later) await tx.enqueue({ kind: PUBLISH, payload: { id }, key: `${PUBLISH}:${id}`, runAt: publishAt })
  else tell(tx, 'announcement', id)
  if (endsAt !== null) await tx.enqueue({ kind: END, payload: { id }, key: `${END}:${id}`, runAt: overAt(endsAt, allDay) })
  return id
}

/** Publishes a scheduled announcement whose hour has come. Idempotent. */
async function publishDue(tx: Tx, id: number): Promise<void> {
  const done = await tx.db.updateTable('announcements').set({ published_at: tx.now, scheduled_at: null, updated_at: tx.now })
    .where('id', '=', id).where('published_at', 'is', null).where('scheduled_at', '<=', tx.now).returning('id').executeTakeFirst()
  if (done) tell(tx, 'announcement', id)
}

/** Takes an announcement away, with what people made of it. Refuses one that is not there. */
export async function removeAnnouncement(tx: Tx, id: number): Promise<void> {
  const gone = await tx.db.deleteFrom('announcements').where('id', '=', id).returning('published_at').executeTakeFirst()
  if (!gone) throw missing()
  await tx.db.deleteFrom('announcement_reactions').where('announcement_id', '=', id).execute()
  await tx.db.deleteFrom('announcement_reads').where('announcement_id', '=', id).execute()
  if (gone.published_at !== null) tell(tx, 'announcement.delete', id)
}

/** Takes away what is over; what was removed or prolonged meanwhile is left alone. */
async function endDue(tx: Tx, id: number): Promise<void> {
  const row = await tx.db.selectFrom('announcements').select(['ends_at', 'all_day']).where('id', '=', id).executeTakeFirst()
  if (row && row.ends_at !== null && overAt(row.ends_at, row.all_day === 1) <= tx.now) await removeAnnouncement(tx, id)
}

/** The jobs that begin and end announcements. */
export const announcementJobs = (ctx: Pick<Context, 'write'>) => ({
  [PUBLISH]: ({ id }: { id: number }): Promise<void> => ctx.write((tx) => publishDue(tx, id)),
  [END]: ({ id }: { id: number }): Promise<void> => ctx.write((tx) => endDue(tx, id)),
})
