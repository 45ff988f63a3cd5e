// A member's lists of accounts: made, changed, deleted, and who is on them.
import { holdAccount } from '#domain/accounts/hold-account.ts'
import { sql } from 'kysely'
import { idList } from '#machinery/db/id-list.ts'
import type { Reader, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import { invalid, missing } from '#domain/refusals.ts'

/** Which replies of members a list shows: to anyone its owner follows, to other members, or none. */
export type RepliesPolicy = 'followed' | 'list' | 'none'
export const REPLIES_POLICIES: readonly RepliesPolicy[] = ['followed', 'list', 'none']

interface ListChanges {
  title?: string | undefined
  repliesPolicy?: RepliesPolicy | undefined
  /** Posts of members do not appear in home. */
  exclusive?: boolean | undefined
}

const MAX_LISTS = 50
const TITLE_LENGTH = 256

function checkTitle(title: string | undefined): string {
  const text = title?.trim() ?? ''
  if (text === '') throw invalid("Title can't be blank", { title: [{ error: 'ERR_BLANK', description: "can't be blank" }] })
  if ([...text].length > TITLE_LENGTH) throw invalid(`Title is too long (maximum is ${TITLE_LENGTH} characters)`)
  return text
}

/** The list, if it is `accountId`'s; refuses `record.missing` otherwise. */
export async function ownList(db: Reader, accountId: number, listId: number): Promise<Row<'lists'>> {
  const list = await db.selectFrom('lists').selectAll().where('id', '=', listId).where('account_id', '=', accountId).executeTakeFirst()
  if (!list) throw missing()
  return list
}

/** Ids of all lists of `accountId`, as they were made. */
export async function listIdsOf(db: Reader, accountId: number): Promise<number[]> {
  return (await db.selectFrom('lists').select('id').where('account_id', '=', accountId).orderBy('id').execute()).map((row) => row.id)
}

/** Ids of the lists of `accountId` that have `memberId`. */
export async function listIdsWith(db: Reader, accountId: number, memberId: number): Promise<number[]> {
  const rows = await db.selectFrom('lists as l').innerJoin('list_accounts as la', 'la.list_id', 'l.id').select('l.id')
    .where('l.account_id', '=', accountId).where('la.account_id', '=', memberId).orderBy('l.id').execute()
  return rows.map((row) => row.id)
}

/** Makes a list with an empty feed; returns its id. Refuses a blank title and more than fifty lists. */
export async function createList(tx: Tx, accountId: number, { title, repliesPolicy = 'list', exclusive = false }: ListChanges): Promise<number> {
  const text = checkTitle(title)
  await holdAccount(tx, accountId)
  const { count } = await tx.db.selectFrom('lists').select((eb) => eb.fn.countAll<number>().as('count')).where('account_id', '=', accountId).executeTakeFirstOrThrow()
  if (Number(count) >= MAX_LISTS) throw invalid('You have reached the maximum number of lists')
  const id = tx.id()
  await tx.db.insertInto('lists').values({
    id, account_id: accountId, title: text, replies_policy: repliesPolicy, exclusive: Number(exclusive), created_at: tx.now,
  }).execute()
  await tx.db.insertInto('feeds').values({ id, account_id: accountId, kind: 'list', active_at: tx.now }).execute()
  return id
}

/** Changes what is given of a list of `accountId`. What its feed has already stays. */
export async function updateList(tx: Tx, accountId: number, listId: number, { title, repliesPolicy, exclusive }: ListChanges): Promise<void> {
  const list = await ownList(tx.db, accountId, listId)
  await tx.db.updateTable('lists').set({
    title: title === undefined ? list.title : checkTitle(title),
    replies_policy: repliesPolicy ?? list.replies_policy,
    exclusive: exclusive === undefined ? list.exclusive : Number(exclusive),
  }).where('id', '=', listId).execute()
}

/** Deletes a list of `accountId` with its members; `list.deleted` takes its feed. */
export async function deleteList(tx: Tx, accountId: number, listId: number): Promise<void> {
  await ownList(tx.db, accountId, listId)
  await tx.record('list.deleted', { listId, accountId })
  await tx.db.deleteFrom('list_accounts').where('list_id', '=', listId).execute()
  await tx.db.deleteFrom('lists').where('id', '=', listId).execute()
}

/** Those of `ids` that the owner may put on a list: whom they follow or have asked to follow, and themselves. */
async function mayList(db: Reader, ownerId: number, ids: readonly number[]): Promise<Set<number>> {
  const list = sql.join(idList(ids))
  const { rows } = await sql<{ id: number }>`
    select target_account_id as id from follows where account_id = ${ownerId} and target_account_id in (${list})
    union select target_account_id from follow_requests where account_id = ${ownerId} and target_account_id in (${list})`.execute(db)
  return new Set([ownerId, ...rows.map((row) => row.id)])
}

/**
 * Puts accounts on a list of `accountId`, all or none. Refuses `record.missing` when one is neither followed nor asked,
 * and `input.invalid` when one is on the list already.
 */
export async function addToList(tx: Tx, accountId: number, listId: number, memberIds: readonly number[]): Promise<void> {
  await ownList(tx.db, accountId, listId)
  const ids = [...new Set(memberIds)]
  if (ids.length === 0) return
  const allowed = await mayList(tx.db, accountId, ids)
  if (!ids.every((id) => allowed.has(id))) throw missing()
  const added = await tx.db.insertInto('list_accounts').values(ids.map((id) => ({ list_id: listId, account_id: id, id: tx.id() })))
    .onConflict((conflict) => conflict.doNothing()).returning('account_id').execute()
  if (added.length < ids.length) throw invalid('Account has already been taken')
  await tx.record('list.members-added', { listId, accountId, memberIds: ids })
}

/** Takes accounts off a list of `accountId`. Idempotent. */
export async function removeFromList(tx: Tx, accountId: number, listId: number, memberIds: readonly number[]): Promise<void> {
  await ownList(tx.db, accountId, listId)
  const rows = await tx.db.selectFrom('list_accounts').select('account_id')
    .where('list_id', '=', listId).where('account_id', 'in', idList(memberIds)).execute()
  if (rows.length === 0) return
  const ids = rows.map((row) => row.account_id)
  await tx.record('list.members-removed', { listId, accountId, memberIds: ids })
  await tx.db.deleteFrom('list_accounts').where('list_id', '=', listId).where('account_id', 'in', idList(ids)).execute()
}

/** A page of a list's members; `key` is what pages go by. */
export async function listMembersPage(db: Reader, listId: number, page: Page): Promise<{ key: number; accountId: number }[]> {
  const query = db.selectFrom('list_accounts as la').innerJoin('accounts as a', 'a.id', 'la.account_id')
    .select(['la.id as key', 'la.account_id as accountId'])
    .where('la.list_id', '=', listId).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null)
  return inOrder(await pageQuery(query, 'la.id', page).execute(), page)
}

/** Everybody on a list, newest first, for callers that ask for no page; bounded by what one may follow. */
export async function allListMembers(db: Reader, listId: number): Promise<number[]> {
  const rows = await listMembersPage(db, listId, { limit: 10_000 })
  return rows.map((row) => row.accountId)
}
