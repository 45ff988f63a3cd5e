// Reactions that tell members of statuses: that name them, that they asked to hear of, that are theirs and were liked.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { notify } from './notify.ts'
import { spread } from './spread.ts'

/** What is older arrives as history, not as news; as in Mastodon, and in domain/timelines. */
const NEWS_MS = 6 * 3_600_000

interface Written { id: number; account_id: number; created_at: number; visibility: string; in_reply_to_id: number | null; in_reply_to_account_id: number | null }

const rows = prepared<Written, { status: number }>(
  'select id, account_id, created_at, visibility, in_reply_to_id, in_reply_to_account_id from statuses where id = :status')

const written = async (tx: Tx, status: number): Promise<Written | undefined> => (await rows(tx.db, { status }))[0]

const notifyNamed = (tx: Tx, from: number, statusId: number): Promise<void> => spread(tx, { type: 'mention', from, statusId, about: statusId })

/** Who is named in a new status; and, unless it answers somebody else, who asked to hear of its author's. */
export async function notifyPosted(tx: Tx, { statusId, accountId, createdAt, inReplyToId, inReplyToAccountId }: Events['status.posted']): Promise<void> {
  if (createdAt < tx.now - NEWS_MS) return
  await notifyNamed(tx, accountId, statusId)
  if (inReplyToId !== null && inReplyToAccountId !== accountId) return
  await spread(tx, { type: 'status', from: accountId, statusId, about: statusId })
}

/**
 * Who boosted a status hears of an edit, each edit in place of the one before; who is named for the first time hears of
 * the status. The sockets of the others who were named get the new words.
 */
export async function notifyEdited(tx: Tx, { statusId, accountId }: Events['status.edited']): Promise<void> {
  const status = await written(tx, statusId)
  if (!status) return
  const knew = await tx.db.selectFrom('notifications').select('account_id').where('status_id', '=', statusId)
    .where('type', '=', 'mention').where('filtered', '=', 0).execute()
  if (knew.length > 0) {
    tx.publish({ event: 'status.update', id: statusId, streams: knew.flatMap((row) => [`user:${row.account_id}`, `user:notification:${row.account_id}`]) })
  }
  if (status.created_at >= tx.now - NEWS_MS) await notifyNamed(tx, status.account_id, statusId)
  await spread(tx, { type: 'update', from: accountId, statusId, about: statusId })
}

const authorOf = (tx: Tx, statusId: number) => tx.db.selectFrom('statuses').select('account_id').where('id', '=', statusId).executeTakeFirst()

/** The author hears of a boost. */
export async function notifyReblogged(tx: Tx, { statusId, originalId, accountId }: Events['status.reblogged']): Promise<void> {
  const author = await authorOf(tx, originalId)
  if (author) await notify(tx, { type: 'reblog', recipients: [author.account_id], from: accountId, statusId: originalId, about: statusId })
}

/** The author hears of a favourite. */
export async function notifyFavourited(tx: Tx, { favouriteId, statusId, accountId }: Events['status.favourited']): Promise<void> {
  const author = await authorOf(tx, statusId)
  if (author) await notify(tx, { type: 'favourite', recipients: [author.account_id], from: accountId, statusId, about: favouriteId })
}

/** The end of a poll: its author, and every member who voted. */
export async function notifyPollEnded(tx: Tx, { pollId, statusId }: Events['poll.ended']): Promise<void> {
  const author = await authorOf(tx, statusId)
  if (!author) return
  await notify(tx, { type: 'poll', recipients: [author.account_id], from: author.account_id, statusId, about: pollId })
  await spread(tx, { type: 'poll', from: author.account_id, statusId, about: pollId })
}
