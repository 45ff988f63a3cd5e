// What the bulk loader wrote, done again by the verbs in another house: everything in the order of its ids and at its time.
import type { Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { createUser } from '#domain/access/users.ts'
import { createLocalAccount } from '#domain/accounts/create-account.ts'
import { updateProfile } from '#domain/accounts/update-profile.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { bookmark } from '#domain/interactions/bookmark.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { reblog } from '#domain/interactions/reblog.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { follow } from '#domain/relationships/follow.ts'
import type { PollDraft, StatusDraft } from '#domain/statuses/draft.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { remoteProfile } from '#test/seeds/village.ts'
import type { TestHouse } from '#test/support/house.ts'
import { END, START } from './village.ts'

/** An id there → the id here. */
type Ids = Map<number, number>

const here = (ids: Ids, id: number): number => {
  const known = ids.get(id)
  if (known === undefined) throw new Error(`${id} is not here yet`)
  return known
}

async function makeAccounts(from: TestHouse, to: TestHouse, ids: Ids): Promise<void> {
  const keys = new Map((await from.db.selectFrom('account_keys').selectAll().execute()).map((key) => [key.account_id, key]))
  for (const account of await from.db.selectFrom('accounts').selectAll().orderBy('id').execute()) {
    const { username, host, display_name: displayName, note, indexable } = account
    const { public_key: publicKey = '', private_key: privateKey = '', uri } = keys.get(account.id) ?? {}
    ids.set(account.id, await to.write(async (tx) => {
      if (host !== null) {
        return upsertRemoteAccount(tx, remoteProfile(username, host, {
          displayName, note, indexable: indexable === 1, createdAt: account.created_at, keys: [{ uri: uri ?? '', algorithm: 'rsa', publicKey }],
        }))
      }
      const id = await createLocalAccount(tx, { username, displayName, publicKey, privateKey: privateKey ?? '' })
      await createUser(tx, { accountId: id, email: `${username}@people.example`, passwordHash: null, confirmed: true, approved: true })
      await updateProfile(tx, id, { note: account.note_source, indexable: indexable === 1 })
      return id
    }))
  }
}

const pollOf = (poll: Row<'polls'> | undefined, local: number): PollDraft | null => !poll ? null : {
  options: JSON.parse(poll.options) as string[], multiple: false, hideTotals: false, expiresAt: poll.expires_at,
  ...(local === 1 ? {} : { counts: JSON.parse(poll.counts) as number[], votersCount: poll.voters_count }),
}

/** An upload of theirs that waits to be attached, as the row that preparing it leaves. */
async function upload(tx: Tx, media: Row<'media_attachments'>, accountId: number): Promise<number> {
  const id = tx.id()
  await tx.db.insertInto('media_attachments').values({ ...media, id, account_id: accountId, status_id: null }).execute()
  return id
}

async function postOne(from: TestHouse, tx: Tx, status: Row<'statuses'>, ids: Ids): Promise<number> {
  const of = async <T extends 'mentions' | 'media_attachments' | 'polls'>(table: T) =>
    from.db.selectFrom(table as 'polls').selectAll().where('status_id', '=', status.id).execute() as unknown as Promise<Row<T>[]>
  const [mentions, media, [poll]] = [await of('mentions'), await of('media_attachments'), await of('polls')]
  const tags = await from.db.selectFrom('status_tags as s').innerJoin('tags as t', 't.id', 's.tag_id').select(['t.name', 't.display_name as display']).where('s.status_id', '=', status.id).execute()
  const accountId = here(ids, status.account_id)
  const { uri, url, text, content, visibility, language } = status
  const draft: StatusDraft = {
    accountId, text, content, spoilerText: '', sensitive: false, visibility: visibility as StatusDraft['visibility'], language, uri, url, local: status.local === 1, appId: null,
    inReplyToId: status.in_reply_to_id === null ? null : here(ids, status.in_reply_to_id), inReplyToUri: null, tags, poll: pollOf(poll, status.local),
    mentions: mentions.map((one) => ({ accountId: here(ids, one.account_id), silent: false })),
    mediaIds: status.local === 1 ? await Promise.all(media.map((one) => upload(tx, one, accountId))) : [],
    remoteMedia: status.local === 1 ? [] : media.map((one) => ({
      type: 'image', contentType: one.content_type, remoteUrl: one.remote_url ?? '', description: one.description, blurhash: one.blurhash, focus: null,
      ...(JSON.parse(one.meta) as { original: { width: number; height: number } }).original,
    })),
  }
  return (await postStatus(tx, draft)).statusId
}

const writeAgain = (from: TestHouse, to: TestHouse, ids: Ids) => async (statuses: Row<'statuses'>[]): Promise<void> => {
  for (const status of statuses) {
    ids.set(status.id, await to.write((tx) => status.reblog_of_id === null ? postOne(from, tx, status, ids)
      : reblog(tx, here(ids, status.account_id), here(ids, status.reblog_of_id), { uri: status.uri })))
  }
}

/** Does it all; `clock` sets the time of the other house. */
export async function replay(from: TestHouse, to: TestHouse, clock: (at: number) => void): Promise<void> {
  const ids: Ids = new Map()
  clock(START)
  await makeAccounts(from, to, ids)
  const statuses = await from.db.selectFrom('statuses').selectAll().orderBy('id').execute()
  const again = writeAgain(from, to, ids)
  for (const status of statuses.filter((one) => one.created_at < END)) {
    clock(status.created_at)
    await again([status])
  }
  clock(END)
  for (const { account_id: account, target_account_id: target } of await from.db.selectFrom('follows').selectAll().orderBy('id').execute()) {
    await to.write(async (tx) => {
      const { state } = await follow(tx, here(ids, account), here(ids, target))
      if (state === 'requested') await acceptFollowFrom(tx, here(ids, target), here(ids, account))
    })
  }
  for (const { account_id: account, status_id: status } of await from.db.selectFrom('favourites').selectAll().orderBy('id').execute()) await to.write((tx) => favourite(tx, here(ids, account), here(ids, status)))
  for (const { account_id: account, status_id: status } of await from.db.selectFrom('bookmarks').selectAll().orderBy('id').execute()) await to.write((tx) => bookmark(tx, here(ids, account), here(ids, status)))
  await again(statuses.filter((one) => one.created_at >= END))
}
