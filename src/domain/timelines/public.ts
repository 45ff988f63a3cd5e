// The timelines that anybody may read: everything public here and from elsewhere, and hashtags.
import type { Reader } from '#domain/context.ts'
import { inOrder, type Page } from '#domain/page.ts'
import { idList } from '#machinery/db/id-list.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { boundsOf, directionOf, inPage } from './keyset.ts'
import { notHidden, notHiddenHost } from './viewer.ts'
import { throughWindows } from './windows.ts'

interface PublicOptions {
  /** Only what was written here. */
  local?: boolean | undefined
  /** Only what was written elsewhere. */
  remote?: boolean | undefined
  onlyMedia?: boolean | undefined
  /** Only in these languages; null or empty: in any, and then posts that say none are shown too. */
  languages?: readonly string[] | null | undefined
}

type Run = ReturnType<typeof prepared<{ id: number }, Record<string, string | number | null>>>
const runs = new Map<string, Run>()

/** Statements are made once for each combination of options. */
function made(text: string): Run {
  const known = runs.get(text)
  if (known) return known
  const run: Run = prepared(text)
  runs.set(text, run)
  return run
}

/** Conditions on the status `s`, literal so that the partial indexes apply. */
function wanted({ local, remote, onlyMedia }: PublicOptions): string {
  return (local ? ' and s.local = 1' : '') + (remote ? ' and s.local = 0' : '') + (onlyMedia ? " and s.media_ids <> '[]'" : '')
}

// Scalar on purpose, here and below: as a join, PostgreSQL may read the whole other table in order.
const author = (viewer: number | null): string => `
  and (select 1 from accounts a where a.id = s.account_id and a.suspended_at is null and a.silenced_at is null and a.deleted_at is null
    ${viewer === null ? '' : notHiddenHost('a.host')}) = 1${viewer === null ? '' : notHidden('s.account_id')}`

/** A list of texts, always of a few lengths, as named values. */
function languageList(languages: readonly string[]): { sql: string; values: Record<string, string> } {
  const padded = idList(languages.map((_, index) => index)).map((index) => languages[index] ?? '')
  const values = Object.fromEntries(padded.map((language, index) => [`language${index}`, language]))
  return { sql: ` and s.language in (${Object.keys(values).map((name) => `:${name}`).join(', ')})`, values }
}

const isPublic = `s.visibility = 'public' and s.reblog_of_id is null
    and (s.in_reply_to_id is null or s.in_reply_to_account_id = s.account_id)`

/** Posts that a choice few of them meet may look through in one statement: a few milliseconds' worth. */
const WINDOW = 10_000
/** The same for posts of a hashtag, of which each costs more to look at. */
const TAG_WINDOW = 3000

/**
 * A page of what is public: no boosts, no replies to others, nobody suspended or silenced, nor whom the viewer hides
 * or who hides from the viewer. One statement; a choice of languages or media that few posts meet takes more, each
 * looking through a bounded number of posts, and gives up after twenty.
 */
export async function publicIds(db: Reader, viewer: number | null, options: PublicOptions, page: Page, now = Date.now()): Promise<number[]> {
  const languages = options.languages?.length ? languageList(options.languages) : { sql: '', values: {} }
  const direction = directionOf(page)
  const side = `${isPublic}${wanted({ local: options.local, remote: options.remote })}`
  const choice = `${languages.sql}${options.onlyMedia ? " and s.media_ids <> '[]'" : ''}`
  if (choice === '') {
    const rows = await made(`select s.id from statuses s where ${side}${author(viewer)}${inPage('s.id', direction)}`)(db, { viewer, now, ...boundsOf(page) })
    return inOrder(rows.map((row) => row.id), page)
  }
  const window = `select s.id from statuses s where ${side}`
  return throughWindows(db, {
    run: made(`${window} and (s.id between :low and :high)${choice}${author(viewer)}${inPage('s.id', direction)}`),
    edge: made(`${window}${inPage('s.id', direction)} offset :window`),
    size: WINDOW,
  }, { viewer, now, ...languages.values }, page)
}

interface TagOptions extends Omit<PublicOptions, 'languages'> {
  /** Posts with one of these hashtags are shown too. */
  any?: readonly number[] | undefined
  /** Only posts that have all of these as well. */
  all?: readonly number[] | undefined
  /** No posts that have one of these. */
  none?: readonly number[] | undefined
}

/** How many further hashtags of each kind are taken. */
export const TAGS_PER_MODE = 4

/**
 * A page of public posts with a hashtag, replies among them. Each hashtag is read by its own key and the few newest of
 * all are kept, so the size of the others does not matter. One statement; a choice that few posts meet takes more, as
 * for {@link publicIds}.
 */
export async function tagIds(db: Reader, viewer: number | null, tagId: number, options: TagOptions, page: Page, now = Date.now()): Promise<number[]> {
  const named = (kind: string, ids: readonly number[] = []) => ids.slice(0, TAGS_PER_MODE).map((id, index): [string, number] => [`${kind}${index}`, id])
  const [any, all, none] = [[['tag', tagId] as [string, number], ...named('any', options.any)], named('all', options.all), named('none', options.none)]
  const values = { viewer, now, ...Object.fromEntries([...any, ...all, ...none]) }
  const has = (name: string) => `(select 1 from status_tags x where x.tag_id = :${name} and x.status_id = st.status_id)`
  // The other hashtags first: asking for them costs least.
  const conditions = `${all.map(([name]) => `${has(name)} = 1 and `).join('')}${none.map(([name]) => `${has(name)} is null and `).join('')}
    (select 1 from statuses s where s.id = st.status_id and s.visibility = 'public' and s.reblog_of_id is null${wanted(options)}${author(viewer)}) = 1`
  const direction = directionOf(page)
  const newest = (order: 'asc' | 'desc', branch: (name: string) => string) => any.length === 1 ? branch('tag')
    : `select id from (${any.map(([name]) => branch(name)).join(' union ')}) u order by id ${order} limit :limit`
  const branch = (within: string, rest = '') => (name: string) =>
    `select id from (select st.status_id as id from status_tags st where st.tag_id = :${name}${within}${inPage('st.status_id', direction)}${rest}) b_${name}`
  const first = direction === 'up' ? 'asc' : 'desc'
  if (wanted(options) === '' && all.length + none.length === 0) {
    const rows = await made(newest(first, branch(` and ${conditions}`)))(db, { ...values, ...boundsOf(page) })
    return inOrder(rows.map((row) => row.id), page)
  }
  return throughWindows(db, {
    run: made(newest(first, branch(` and (st.status_id between :low and :high) and ${conditions}`))),
    edge: made(newest(first, branch('', ' offset :window'))),
    size: TAG_WINDOW,
  }, values, page)
}
