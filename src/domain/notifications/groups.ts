// Notifications in groups: a page has each group once, at its newest notification on that page.
import { sql, type SqlBool } from 'kysely'
import type { Reader, Tx } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import { missing } from '#domain/refusals.ts'
import { aloneKey } from './group-key.ts'
import { browse, type Wanted } from './queries.ts'
import { GROUPED_TYPES } from './types.ts'

/** What entities show of a group. `page…` and `latestAt` (epoch ms) are there for groups of a page. */
export interface Group {
  groupKey: string
  type: string
  notificationsCount: number
  mostRecentId: number
  pageMinId?: number
  pageMaxId?: number
  latestAt?: number
  /** Newest first, at most eight. */
  sampleAccountIds: number[]
  statusId: number | null
}

interface Head { id: number; type: string; group_key: string; from_account_id: number; status_id: number | null; created_at: number }
interface Range { from: number; to: number }

const SAMPLE = 8
/** How many rows a second look at a page goes through at once. */
const DEPTH = 4_000
const EVERYTHING: Range = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** The types that may be grouped, of those an app asks for; all of them unless it asks. */
const groupedTypes = (asked: readonly string[] | undefined): readonly string[] =>
  asked && asked.length > 0 ? GROUPED_TYPES.filter((type) => asked.includes(type)) : GROUPED_TYPES

const isShared = (head: Head, types: readonly string[]) => types.includes(head.type) && !head.group_key.startsWith('ungrouped-')
const keyOf = (head: Head, types: readonly string[]) => isShared(head, types) ? head.group_key : aloneKey(head.id)

/** Lists of texts in few lengths, as idList does for ids. */
function padded(keys: readonly string[]): string[] {
  const last = keys.at(-1) ?? ''
  let length = 1
  while (length < keys.length) length *= 2
  return [...keys, ...Array<string>(length - keys.length).fill(last)]
}

const COLUMNS = ['n.id', 'n.type', 'n.group_key', 'n.from_account_id', 'n.status_id', 'n.created_at'] as const

function browseOthers(db: Reader, accountId: number, wanted: Wanted, types: readonly string[], seen: ReadonlySet<string>) {
  const query = browse(db, accountId, wanted).select(COLUMNS)
  return seen.size === 0 ? query : query.where((eb) => eb.not(eb.and([eb('n.type', 'in', padded(types)), eb('n.group_key', 'in', padded([...seen]))])))
}

interface Pass { heads: Head[]; rows: number; last: number | undefined }

async function firstPass(db: Reader, accountId: number, wanted: Wanted, page: Page): Promise<Pass> {
  const heads: Head[] = await pageQuery(browse(db, accountId, wanted).select(COLUMNS), 'n.id', page).execute()
  return { heads, rows: heads.length, last: heads.at(-1)?.id }
}

/** What the first pass did not fill, as far as {@link DEPTH} rows reach: each group once, however often it goes on. */
async function deepPass(db: Reader, accountId: number, wanted: Wanted, types: readonly string[], seen: ReadonlySet<string>, page: Page): Promise<Pass> {
  const [direction, end] = page.minId === undefined ? [sql`desc`, sql`min`] : [sql`asc`, sql`max`]
  const rows = pageQuery(browseOthers(db, accountId, wanted, types, seen), 'n.id', { ...page, limit: DEPTH }).as('n')
  const key = sql`case when n.type in (${sql.join(padded(types))}) and n.group_key not like 'ungrouped-%' then n.group_key else cast(n.id as text) end`
  const placed = db.selectFrom(rows).selectAll('n').select([
    sql<number>`row_number() over (partition by ${key} order by n.id ${direction})`.as('place'),
    sql<number>`count(*) over ()`.as('depth'), sql<number>`${end}(n.id) over ()`.as('reach'),
  ]).as('p')
  const heads = await db.selectFrom(placed).selectAll().where('place', '=', 1).orderBy('id', page.minId === undefined ? 'desc' : 'asc').limit(page.limit).execute()
  const [first] = heads
  return { heads, rows: Number(first?.depth ?? 0), last: first && Number(first.reach) }
}

/** The newest (or, upwards, the oldest) notification of each group of a page; every pass leaves out the groups it has. */
async function headsOf(db: Reader, accountId: number, wanted: Wanted, types: readonly string[], page: Page): Promise<Head[]> {
  const heads: Head[] = []
  const seen = new Set<string>()
  let pass = await firstPass(db, accountId, wanted, page)
  for (let asked = page.limit; ; asked = DEPTH) {
    for (const row of pass.heads) {
      const shared = isShared(row, types)
      if (heads.length === page.limit || (shared && seen.has(row.group_key))) continue
      if (shared) seen.add(row.group_key)
      heads.push(row)
    }
    if (heads.length === page.limit || pass.rows < asked || pass.last === undefined) return inOrder(heads, page)
    pass = await deepPass(db, accountId, wanted, types, seen, page.minId === undefined ? { ...page, maxId: pass.last } : { ...page, minId: pass.last })
  }
}

/** From where to where a page reaches; an incomplete one ends where the app knows it does. */
function rangeOf(heads: readonly Head[], page: Page): Range {
  const range = { from: heads.at(-1)?.id ?? 0, to: heads[0]?.id ?? 0 }
  if (heads.length >= page.limit) return range
  if (page.minId !== undefined) return { ...range, to: page.maxId === undefined ? EVERYTHING.to : page.maxId - 1 }
  return { ...range, from: page.sinceId === undefined ? 0 : page.sinceId + 1 }
}

interface Member { group_key: string; id: number; from_account_id: number; created_at: number; place: number; total: number; oldest: number | null }

/** The eight newest notifications of each group up to the range's end, with how many there are; one statement. */
async function membersOf(db: Reader, accountId: number, keys: readonly string[], range: Range): Promise<Map<string, Member[]>> {
  const members = new Map<string, Member[]>()
  if (keys.length === 0) return members
  const { rows } = await sql<Member>`
    select * from (
      select group_key, id, from_account_id, created_at, row_number() over (partition by group_key order by id desc) as place,
        count(*) over (partition by group_key) as total,
        min(case when id >= ${range.from} then id else null end) over (partition by group_key) as oldest
      from notifications where account_id = ${accountId} and group_key in (${sql.join(padded(keys))}) and id <= ${range.to}
    ) g where place <= ${SAMPLE} order by group_key, place`.execute(db as never)
  for (const row of rows) members.set(row.group_key, [...members.get(row.group_key) ?? [], row])
  return members
}

function groupOf(head: Head, members: readonly Member[], paged: boolean): Group {
  const [newest] = members
  if (!newest) {
    const place = paged ? { pageMinId: head.id, pageMaxId: head.id, latestAt: head.created_at } : {}
    return { groupKey: aloneKey(head.id), type: head.type, notificationsCount: 1, mostRecentId: head.id, ...place,
      sampleAccountIds: [head.from_account_id], statusId: head.status_id }
  }
  const place = paged ? { pageMinId: Number(newest.oldest ?? newest.id), pageMaxId: newest.id, latestAt: newest.created_at } : {}
  return { groupKey: newest.group_key, type: head.type, notificationsCount: Number(newest.total), mostRecentId: newest.id, ...place,
    sampleAccountIds: members.map((one) => one.from_account_id), statusId: head.status_id }
}

/** A page of groups; `keys` are the notifications that pages go by. */
export async function groupsPage(
  db: Reader, accountId: number, wanted: Wanted & { groupedTypes?: readonly string[] | undefined }, page: Page,
): Promise<{ groups: Group[]; keys: number[] }> {
  const types = groupedTypes(wanted.groupedTypes)
  const heads = await headsOf(db, accountId, wanted, types, page)
  const shared = heads.filter((head) => isShared(head, types)).map((head) => keyOf(head, types))
  const members = await membersOf(db, accountId, shared, rangeOf(heads, page))
  return { groups: heads.map((head) => groupOf(head, members.get(keyOf(head, types)) ?? [], true)), keys: heads.map((head) => head.id) }
}

/** How many groups have something after `afterId`, counted up to `limit`. */
export async function unreadGroups(
  db: Reader, accountId: number, wanted: Wanted & { groupedTypes?: readonly string[] | undefined }, { afterId, limit }: { afterId: number; limit: number },
): Promise<number> {
  const types = padded(groupedTypes(wanted.groupedTypes))
  const rows = await browse(db, accountId, wanted).where('n.id', '>', afterId)
    .select(sql<string>`case when n.type in (${sql.join(types)}) then n.group_key else 'ungrouped-' || n.id end`.as('key'))
    .distinct().limit(limit).execute()
  return rows.length
}

const idOf = (groupKey: string): number | null => {
  const id = /^ungrouped-(\d{1,16})$/.exec(groupKey)?.[1]
  return id === undefined ? null : Number(id)
}

/** What a group's key stands for, as a condition. */
const inGroup = (groupKey: string) => {
  const id = idOf(groupKey)
  return id === null ? sql<SqlBool>`n.group_key = ${groupKey}` : sql<SqlBool>`n.id = ${id}`
}

/** One group as it is now; refuses one that is not there. */
export async function groupByKey(db: Reader, accountId: number, groupKey: string): Promise<Group> {
  const head: Head | undefined = await browse(db, accountId, { includeFiltered: true }).where(inGroup(groupKey))
    .select(['n.id', 'n.type', 'n.group_key', 'n.from_account_id', 'n.status_id', 'n.created_at']).orderBy('n.id', 'desc').limit(1).executeTakeFirst()
  if (!head) throw missing()
  const shared = isShared(head, GROUPED_TYPES) && idOf(groupKey) === null
  const members = await membersOf(db, accountId, shared ? [head.group_key] : [], EVERYTHING)
  return groupOf(head, members.get(groupKey) ?? [], false)
}

/** A page of who is in a group, by their notifications. */
export async function groupAccounts(db: Reader, accountId: number, groupKey: string, page: Page): Promise<{ accountIds: number[]; keys: number[] }> {
  const query = browse(db, accountId, { includeFiltered: true }).where(inGroup(groupKey)).select(['n.id', 'n.from_account_id'])
  const rows = inOrder(await pageQuery(query, 'n.id', page).execute(), page)
  return { accountIds: rows.map((row) => row.from_account_id), keys: rows.map((row) => row.id) }
}

const DISMISSED_AT_ONCE = 500

/** Puts a group away, 500 notifications at a time; true when there may be more. Idempotent. */
export async function dismissGroup(tx: Tx, accountId: number, groupKey: string): Promise<boolean> {
  const gone = await tx.db.deleteFrom('notifications').where('id', 'in', tx.db.selectFrom('notifications as n').select('n.id')
    .where('n.account_id', '=', accountId).where(inGroup(groupKey)).limit(DISMISSED_AT_ONCE)).returning('id').execute()
  return gone.length === DISMISSED_AT_ONCE
}
