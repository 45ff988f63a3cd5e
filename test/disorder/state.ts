// What five servers know at the end of a day, in the names of the deeds, so that two days can be compared.
import { accountAt, idAt, type World } from './day.ts'

/** Numbers are of this day only. */
const plain = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/\d+/g, '#')

/** Answers to what was deleted meanwhile: whose post they answered is known only to who had read it, and homes go by that. */
const ORPHANS = new Set(['whisper'])

/** Numbers of rows become letters: accounts here are only told apart by who they are. */
async function lettersAt(world: World, at: string): Promise<Map<number, string>> {
  const letters = new Map<number, string>()
  for (const letter of Object.keys(world.people)) {
    const id = await accountAt(world, at, letter)
    if (id !== null) letters.set(id, letter)
  }
  return letters
}

async function namesAt(world: World, at: string): Promise<Map<number, string>> {
  const names = new Map<number, string>()
  for (const name of world.uris.keys()) {
    const id = await idAt(world, at, name)
    if (id !== null) names.set(id, name)
  }
  return names
}

const sorted = (...texts: (string | undefined)[]): string => texts.filter((text) => text !== undefined).sort().join(' ')

/** Facts by what they are about: `a: x` is the post x at a's server, and so on. */
export async function stateOf(world: World): Promise<Record<string, unknown>> {
  const state: Record<string, unknown> = {}
  for (const at of ['a', 'b', 'c', 'd', 'e']) {
    const { house } = (world.people[at] as NonNullable<World['people'][string]>).town
    const { db } = house
    const [letters, names] = [await lettersAt(world, at), await namesAt(world, at)]
    const who = (id: number | null): string => id === null ? '-' : letters.get(id) ?? 'somebody'
    const ids = [...names.keys()]
    const about = <T extends { status_id: number }>(rows: T[], id: number, tell: (row: T) => string) => sorted(...rows.filter((row) => row.status_id === id).map(tell))
    const boosts = await db.selectFrom('statuses').select(['account_id', 'reblog_of_id']).where('reblog_of_id', 'in', ids).execute()
    const favourites = await db.selectFrom('favourites').select(['account_id', 'status_id']).where('status_id', 'in', ids).execute()
    const pins = await db.selectFrom('pins').select(['account_id', 'status_id']).where('status_id', 'in', ids).execute()
    const polls = await db.selectFrom('polls').selectAll().where('status_id', 'in', ids).execute()
    const quotes = await db.selectFrom('quotes').selectAll().where('status_id', 'in', ids).execute()
    const mentions = await db.selectFrom('mentions').selectAll().where('status_id', 'in', ids).execute()
    for (const row of await db.selectFrom('statuses').selectAll().where('id', 'in', ids).execute()) {
      state[`${at}: ${names.get(row.id)}`] = {
        by: who(row.account_id), text: plain(row.content), warning: row.spoiler_text, visibility: row.visibility, edited: row.edited_at !== null,
        answers: row.in_reply_to_id === null ? '-' : names.get(row.in_reply_to_id),
        thread: row.thread_id !== null, counts: `${row.replies_count} ${row.reblogs_count} ${row.favourites_count} ${row.quotes_count}`,
        boosts: sorted(...boosts.filter((boost) => boost.reblog_of_id === row.id).map((boost) => who(boost.account_id))),
        favourites: about(favourites, row.id, (one) => who(one.account_id)), pins: about(pins, row.id, (one) => who(one.account_id)),
        mentions: about(mentions, row.id, (one) => who(one.account_id)),
        poll: about(polls, row.id, (poll) => `${poll.counts} ${poll.voters_count} ${poll.closed_at === null ? 'open' : 'closed'}`),
        quote: about(quotes, row.id, (quote) => `${quote.state} ${quote.quoted_status_id === null ? '-' : names.get(quote.quoted_status_id)}`),
      }
    }
    const people = [...letters.keys()]
    const accounts = await db.selectFrom('accounts').select(['id', 'display_name', 'deleted_at']).where('id', 'in', people).execute()
    for (const row of accounts) if (row.deleted_at === null) state[`${at}: @${who(row.id)}`] = plain(row.display_name)
    for (const table of ['follows', 'follow_requests', 'blocks'] as const) {
      const rows = await db.selectFrom(table).select(['account_id', 'target_account_id']).where('account_id', 'in', people).where('target_account_id', 'in', people).execute()
      state[`${at}: ${table}`] = sorted(...rows.map((row) => `${who(row.account_id)}→${who(row.target_account_id)}`))
    }
    const me = await accountAt(world, at, at) ?? 0
    const home = await db.selectFrom('feed_entries').innerJoin('feeds', 'feeds.id', 'feed_entries.feed_id').select(['feed_entries.status_id', 'feed_entries.reblog_of_id'])
      .where('feeds.account_id', '=', me).where('feeds.kind', '=', 'home').execute()
    state[`${at}: home`] = sorted(...new Set(home.map((entry) => names.get(entry.reblog_of_id ?? entry.status_id)).filter((name) => !ORPHANS.has(name ?? ''))))
    // Who quoted before an edit is told of it, who quoted afterwards is not.
    const told = await db.selectFrom('notifications').select(['type', 'from_account_id', 'status_id']).where('account_id', '=', me).where('type', '<>', 'quoted_update').execute()
    state[`${at}: told`] = sorted(...told.filter((one) => one.status_id === null ? 'vw'.includes(who(one.from_account_id)) : names.has(one.status_id))
      .map((one) => `${one.type}:${who(one.from_account_id)}:${one.status_id === null ? '' : names.get(one.status_id)}`)).replaceAll(' ', ', ')
  }
  return state
}
