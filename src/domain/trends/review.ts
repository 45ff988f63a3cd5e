// What staff said of tags, links, posts, and of whoever publishes them; what nobody reviewed follows the setting.
import type { Reader, Tx } from '#domain/context.ts'
import type { TrendKind } from './rising.ts'

export type ReviewKind = TrendKind | 'provider' | 'author'

/** A subject with those who may be reviewed in its place: a link's host, a post's author. */
export interface Named { id: number; keys: [ReviewKind, string][] }

const beside: Record<TrendKind, ReviewKind[]> = { tag: ['tag'], link: ['link', 'provider'], status: ['status', 'author'] }
const nameOf = (kind: string, key: string): string => `${kind} ${key}`

/** Every decision that matters to a kind. */
export async function reviewsOf(db: Reader, kind: TrendKind): Promise<Map<string, boolean>> {
  const rows = await db.selectFrom('trend_reviews').select(['kind', 'key', 'allowed']).where('kind', 'in', beside[kind]).execute()
  return new Map(rows.map((row) => [nameOf(row.kind, row.key), row.allowed === 1]))
}

/** The nearest decision counts: of the thing itself, then of who publishes it, then the default. */
export function verdictOn(reviews: ReadonlyMap<string, boolean>, kind: TrendKind, { id, keys }: Named, byDefault: boolean): boolean {
  for (const [one, key] of [[kind, String(id)] as const, ...keys]) {
    const said = reviews.get(nameOf(one, key))
    if (said !== undefined) return said
  }
  return byDefault
}

/** Decides whether something may trend, from now on; what trends already follows at once. Idempotent. */
export async function reviewTrend(tx: Tx, by: number | null, { kind, key, allowed }: { kind: ReviewKind; key: string; allowed: boolean }): Promise<void> {
  const row = { allowed: allowed ? 1 : 0, account_id: by, reviewed_at: tx.now }
  await tx.db.insertInto('trend_reviews').values({ kind, key, ...row }).onConflict((on) => on.columns(['kind', 'key']).doUpdateSet(row)).execute()
  let shown = tx.db.updateTable('trends').set({ allowed: row.allowed })
  if (kind === 'provider') shown = shown.where('kind', '=', 'link').where('subject_id', 'in', tx.db.selectFrom('preview_cards').select('id').where('host', '=', key))
  else if (kind === 'author') shown = shown.where('kind', '=', 'status').where('subject_id', 'in', tx.db.selectFrom('statuses').select('id').where('account_id', '=', Number(key)))
  else shown = shown.where('kind', '=', kind).where('subject_id', '=', Number(key))
  await shown.execute()
}
