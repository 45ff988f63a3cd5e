// Goes through every feed that a status may be in, in chunks short enough for one transaction each: homes of followers,
// lists with the author, homes of followers of its hashtags. What is done with a chunk is one statement: add, find, remove.
import type { Tx } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { homeRules, insertEntries, listRules, onlyNew, tagRules, type Kind } from './feed-rules.ts'

export type Phase = 'home' | 'mentioned' | 'lists' | 'tags'
export type Act = 'add' | 'find' | 'remove'

/** What is walked: enough to go on after the status itself is gone. */
export interface Walk {
  statusId: number
  authorId: number
  /** Missing in work left by an earlier version. */
  kind?: Kind
  phases: Phase[]
  /** Hashtags whose followers are reached. */
  tagIds: number[]
}

/** Where a walk stands: everything up to `after` (exclusive of what follows) in the first of `phases` is done. */
export interface Place { phases: Phase[]; after: number; tagIds: number[] }

const LAST = Number.MAX_SAFE_INTEGER
const inChunk = (column: string) => `${column} > :after and ${column} <= :upto`

/** Each phase's feeds `r`, with the follow `f` (and list `l`) that leads to them. */
const sources: Record<Phase, string> = {
  home: `from (select id, account_id, show_reblogs, languages from follows where target_account_id = :author and ${inChunk('id')}) f
    join feeds r on r.id = f.account_id and r.kind = 'home'`,
  mentioned: `from mentions m0 join follows f on f.account_id = m0.account_id and f.target_account_id = :author
    join feeds r on r.id = f.account_id and r.kind = 'home'`,
  lists: `from list_accounts la join lists l on l.id = la.list_id join feeds r on r.id = l.id
    left join follows f on f.account_id = l.account_id and f.target_account_id = :author`,
  tags: `from followed_tags ft join feeds r on r.id = ft.account_id and r.kind = 'home'`,
}

const chosen: Record<Phase, string> = {
  home: '1 = 1',
  mentioned: 'm0.status_id = :status',
  lists: `la.account_id = :author and ${inChunk('la.list_id')}`,
  tags: `ft.tag_id = :tag and ${inChunk('ft.account_id')}`,
}

const rules: Record<Phase, (kind: Kind) => string> = { home: homeRules, mentioned: homeRules, lists: listRules, tags: tagRules }

const status: Record<Kind, string> = {
  post: 'join statuses s on s.id = :status',
  any: 'join statuses s on s.id = :status left join statuses o on o.id = s.reblog_of_id',
}

const statements: Record<Act, (phase: Phase, kind: Kind) => string> = {
  add: (phase, kind) => `${insertEntries} ${sources[phase]} ${status[kind]} where ${chosen[phase]} ${rules[phase](kind)} ${onlyNew}`,
  find: (phase) => `select r.id as feed_id ${sources[phase]} join feed_entries e on e.feed_id = r.id and e.status_id = :status where ${chosen[phase]}`,
  remove: (phase) => `delete from feed_entries where status_id = :status
    and feed_id in (select r.id ${sources[phase]} where ${chosen[phase]}) returning feed_id`,
}

type Params = Readonly<Record<string, number>>
const runs = new Map<string, ReturnType<typeof prepared<{ feed_id: number }, Params>>>()

function run(act: Act, phase: Phase, kind: Kind): ReturnType<typeof prepared<{ feed_id: number }, Params>> {
  const name = `${act} ${phase} ${kind}`
  const known = runs.get(name)
  if (known) return known
  const made = prepared<{ feed_id: number }, Params>(statements[act](phase, kind))
  runs.set(name, made)
  return made
}

/** The last key of a chunk of `size` that begins after `after`; no row when the rest is shorter. */
const ends: Partial<Record<Phase, ReturnType<typeof prepared<{ id: number }, Params>>>> = {
  home: prepared('select id from follows where target_account_id = :author and id > :after order by id limit 1 offset :skip'),
  lists: prepared('select list_id as id from list_accounts where account_id = :author and list_id > :after order by list_id limit 1 offset :skip'),
  tags: prepared('select account_id as id from followed_tags where tag_id = :tag and account_id > :after order by account_id limit 1 offset :skip'),
}

/** Where a walk begins. */
export const startOf = (walk: Walk): Place => ({ phases: walk.phases, after: 0, tagIds: walk.tagIds })

function nextPlace(place: Place, upto: number): Place | null {
  if (upto !== LAST) return { ...place, after: upto }
  const [phase, ...phases] = place.phases
  if (phase === 'tags' && place.tagIds.length > 1) return { phases: place.phases, after: 0, tagIds: place.tagIds.slice(1) }
  return phases.length === 0 ? null : { phases, after: 0, tagIds: place.tagIds }
}

/**
 * Does one chunk of at most `size` followers, lists or followers of a hashtag; says which feeds it was that the status
 * came into (`add`), is in (`find`) or left (`remove`), and where to go on (null: done). Repeating a chunk is harmless.
 */
export async function walkChunk(tx: Tx, act: Act, walk: Walk, place: Place, size: number): Promise<{ phase: Phase; feeds: number[]; next: Place | null }> {
  const phase = place.phases[0] ?? 'home'
  const at: Params = { author: walk.authorId, tag: place.tagIds[0] ?? 0, after: place.after, skip: size - 1 }
  const [end] = await ends[phase]?.(tx.db, at) ?? []
  const upto = end?.id ?? LAST
  const rows = await run(act, phase, walk.kind ?? 'any')(tx.db, { ...at, upto, status: walk.statusId, now: tx.now })
  return { phase, feeds: rows.map((row) => row.feed_id), next: nextPlace(place, upto) }
}
