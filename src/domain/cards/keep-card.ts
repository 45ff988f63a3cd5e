// The one write of what was found at a page: its card, for every post that links to it, and word of it to open sockets.
import type { Reader, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { dropFiles } from '#domain/stored-files.ts'
import { prepared } from '#machinery/db/prepared.ts'
import type { CardDetails } from './card.ts'

export interface FoundCard {
  details: CardDetails
  language: string | null
  image: { url: string; key: string | null } | null
  /** Whom the page names, and whether they agree to be named for its host. */
  creator: { accountId: number; agrees: boolean } | null
}

/** Posts that are older than this are not told to sockets, nor more than so many. */
const TOLD_MS = 3_600_000
const TOLD = 20

/** A card's row, or null. */
export const cardRow = async (db: Reader, id: number): Promise<Row<'preview_cards'> | null> =>
  await db.selectFrom('preview_cards').selectAll().where('id', '=', id).executeTakeFirst() ?? null

/** Keeps what was found; the picture that was kept before goes. Tells `card.found` for the latest posts that waited for it. */
export async function keepCard(tx: Tx, cardId: number, { details, language, image, creator }: FoundCard): Promise<void> {
  const before = await cardRow(tx.db, cardId)
  if (!before) return dropFiles(tx, [image?.key ?? null])
  await tx.db.updateTable('preview_cards').set({
    state: 'ready', details: JSON.stringify(details), language, image_url: image?.url ?? null, image_key: image?.key ?? null,
    image_cached_at: image?.key ? tx.now : null, author_account_id: creator?.agrees ? creator.accountId : null,
    claimed_account_id: creator?.accountId ?? null, fetched_at: tx.now,
  }).where('id', '=', cardId).execute()
  await dropFiles(tx, [before.image_key])
  const waiting = await tx.db.selectFrom('statuses').select('id').where('card_id', '=', cardId).where('created_at', '>', tx.now - TOLD_MS)
    .orderBy('id', 'desc').limit(TOLD).execute()
  for (const { id } of waiting) await tx.record('card.found', { statusId: id, cardId })
}

/** Notes that there is nothing to show. What was there before stays, and is looked at again when it is posted again. */
export async function keepNothing(tx: Tx, cardId: number): Promise<void> {
  await tx.db.updateTable('preview_cards').set({ state: 'none', fetched_at: tx.now }).where('id', '=', cardId).execute()
}

const authority = prepared<{ id: number; attribution_domains: string }, { account: number }>(
  'select id, attribution_domains from accounts where id = :account and suspended_at is null and deleted_at is null')

/** Whether an account agrees to be named as the author of pages at `host`: it, or a domain above it, is on the account's list. */
export async function agreesToBeNamed(db: Reader, accountId: number, host: string): Promise<boolean> {
  const [row] = await authority(db, { account: accountId })
  const domains = row ? JSON.parse(row.attribution_domains) as string[] : []
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}
