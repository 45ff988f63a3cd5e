// A post gets the card of the page it links to: at once if the page is known, else as soon as a job has fetched it. One
// card for each address, whoever posts it.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { countLink } from './count-link.ts'
import { FETCH_CARD, KEPT_MS, NOTHING_MS } from './card.ts'
import { linkOf } from './find-link.ts'

/** What is older arrives as history; nobody waits for its card. */
const NEWS_MS = 3_600_000
/** Other servers see our posts when we see theirs: not everybody asks at once. */
const REMOTE_JITTER_MS = 60_000
const HISTORY_JITTER_MS = 30 * 60_000
/** After what members wait for. */
const PRIORITY = 3
const LATE_PRIORITY = 6

interface Linking { id: number; account_id: number; content: string; visibility: string; sensitive: number; spoiler_text: string; local: number; card_id: number | null; created_at: number }

const linking = prepared<Linking, { status: number }>(
  'select id, account_id, content, visibility, sensitive, spoiler_text, local, card_id, created_at from statuses where id = :status and reblog_of_id is null')
const pointAt = prepared<never, { status: number; card: number | null }>('update statuses set card_id = :card where id = :status')
const knownCard = prepared<{ id: number; state: string; fetched_at: number | null }, { url: string }>('select id, state, fetched_at from preview_cards where url = :url')

async function cardFor(tx: Tx, url: string): Promise<{ id: number; state: string; fetched_at: number | null }> {
  const [known] = await knownCard(tx.db, { url })
  if (known) return known
  await tx.db.insertInto('preview_cards').values({ id: tx.id(), url, host: new URL(url).hostname, state: 'waiting', created_at: tx.now })
    .onConflict((on) => on.column('url').doNothing()).execute()
  const [made] = await knownCard(tx.db, { url })
  if (!made) throw new Error('a card was not written')
  return made
}

/** Posts of our members first; of others some time in the next minute, so that a site is not asked by every server at once. */
function whenFor(tx: Tx, { local, created_at: at }: Linking): { runAt: number; priority: number } {
  if (local === 1) return { runAt: tx.now, priority: PRIORITY }
  const jitter = at < tx.now - NEWS_MS ? HISTORY_JITTER_MS : REMOTE_JITTER_MS
  return { runAt: tx.now + Math.round((0.05 + 0.95 * Math.random()) * jitter), priority: LATE_PRIORITY }
}

/** Whether it counts for what trends. */
const spreads = ({ visibility, sensitive, spoiler_text: warning }: Linking): boolean => visibility === 'public' && sensitive === 0 && warning === ''

/** On a new or edited post: its card is that of its first link now, or none. */
export async function attachCard(tx: Tx, { statusId }: Pick<Events['status.posted'], 'statusId'>): Promise<void> {
  const [status] = await linking(tx.db, { status: statusId })
  if (!status) return
  const url = await linkOf(tx.db, tx.config, status)
  const card = url === null ? null : await cardFor(tx, url)
  if ((card?.id ?? null) !== status.card_id) {
    await pointAt(tx.db, { status: statusId, card: card?.id ?? null })
    if (card && spreads(status)) await countLink(tx, card.id, status.account_id, status.created_at)
  }
  if (!card || (card.fetched_at ?? 0) > tx.now - (card.state === 'none' ? NOTHING_MS : KEPT_MS)) return
  await tx.enqueue({ kind: FETCH_CARD, payload: { cardId: card.id }, key: `${FETCH_CARD}:${card.id}`, ...whenFor(tx, status) })
}
