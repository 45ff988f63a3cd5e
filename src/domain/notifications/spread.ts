// Notifications that may go to many members (whom a post names, who asked to hear of it, who boosted what is edited, who
// voted in a poll that ends): a few inside the transaction that caused them, the rest in a job, chunk by chunk.
import type { Context, Reader, Tx } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { dedupeKey, notify } from './notify.ts'

const SPREAD = 'notifications.spread'
const AT_ONCE = 20
/** A member takes a handful of statements; a transaction is to stay well under 20 ms. */
const CHUNK = 50

interface Spread { type: 'mention' | 'status' | 'update' | 'poll'; from: number; statusId: number; about: number }
interface Place { from: number; status: number; about: number; after: number; size: number; [name: string]: number }

const members = 'join users u on u.account_id'

const named = prepared<{ id: number }, Place>(`
  select m.account_id as id from mentions m ${members} = m.account_id
  where m.status_id = :status and m.silent = 0 and m.account_id > :after order by m.account_id limit :size`)

// A post counts as news for whoever would see it: direct ones for those they name, others in the follow's languages.
const readers = prepared<{ id: number }, Place>(`
  select f.account_id as id from follows f ${members} = f.account_id join statuses s on s.id = :status
  where f.target_account_id = :from and f.notify = 1 and f.account_id > :after
    and (f.languages is null or s.language is null or f.languages like '%"' || s.language || '"%')
    and (s.visibility <> 'direct' or exists (select 1 from mentions m where m.status_id = s.id and m.account_id = f.account_id))
  order by f.account_id limit :size`)

const boosters = prepared<{ id: number }, Place>(`
  select b.account_id as id from statuses b ${members} = b.account_id
  where b.reblog_of_id = :status and b.account_id > :after order by b.account_id limit :size`)

const voters = prepared<{ id: number }, Place>(`
  select distinct v.account_id as id from poll_votes v ${members} = v.account_id
  where v.poll_id = :about and v.account_id > :after order by v.account_id limit :size`)

const audience = { mention: named, status: readers, update: boosters, poll: voters }

const nextOf = async (db: Reader, { type, from, statusId, about }: Spread, after: number, size: number): Promise<number[]> =>
  (await audience[type](db, { from, status: statusId, about, after, size })).map((row) => row.id)

/** One chunk; the account to go on after, or null. */
async function step(tx: Tx, what: Spread, after: number, size: number): Promise<number | null> {
  const recipients = await nextOf(tx.db, what, after, size)
  if (recipients.length === 0) return null
  if (what.type === 'update') {
    const keys = recipients.map((id) => dedupeKey('update', id, what.about))
    await tx.db.deleteFrom('notifications').where('dedupe_key', 'in', keys).execute()
  }
  await notify(tx, { type: what.type, recipients, from: what.from, statusId: what.statusId, about: what.about })
  return recipients.length < size ? null : recipients.at(-1) ?? null
}

/** Tells the first twenty now and leaves the others to a job. */
export async function spread(tx: Tx, what: Spread): Promise<void> {
  const after = await step(tx, what, 0, AT_ONCE)
  if (after !== null) await tx.enqueue({ kind: SPREAD, payload: { what, after }, key: `${SPREAD}:${what.type}:${what.about}` })
}

/** The job that goes on where {@link spread} stopped. Repeated, it tells nobody twice. */
export const spreadJobs = (ctx: Pick<Context, 'write'>) => ({
  async [SPREAD]({ what, after }: { what: Spread; after: number }): Promise<void> {
    for (let at: number | null = after; at !== null;) {
      const from: number = at
      at = await ctx.write((tx) => step(tx, what, from, CHUNK))
    }
  },
})
