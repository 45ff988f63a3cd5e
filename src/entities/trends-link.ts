// A page that many people link to, with a week of it.
import { seenCardDays, seenCards } from '#domain/reading/cards.ts'
import { presentOf, type At } from './at.ts'
import { addAccountEmojis, loadAccountRows } from './load-accounts.ts'
import { loadEmojis } from './custom-emoji.ts'
import { renderCard, type PreviewCard } from './preview-card.ts'
import { DAYS, historyOf, todayOf, type TagDay } from './tag.ts'

export interface TrendsLink extends PreviewCard { history: TagDay[] }

/** Cards in the order of `ids`, as `viewer` sees them. Three or four statements. */
export async function showTrendsLinks(at: At, viewer: number | null, ids: readonly number[]): Promise<TrendsLink[]> {
  if (ids.length === 0) return []
  const today = todayOf(presentOf(at))
  const [cards, days] = await Promise.all([seenCards(at.db, { ids }), seenCardDays(at.db, { ids, since: today - DAYS + 1 })])
  const accounts = await loadAccountRows(at, [...new Set(cards.flatMap((card) => card.card_author_id ?? []))])
  const keys = new Set<string>()
  addAccountEmojis(keys, accounts)
  const bundle = { config: at.config, accounts, emojis: await loadEmojis(at.db, keys), rendered: new Map() }
  return ids.flatMap((id) => {
    const card = cards.find((one) => one.card_id === id)
    return card ? [{ ...renderCard(card, bundle, viewer), history: historyOf(days.filter((day) => day.card_id === id), today) }] : []
  })
}
