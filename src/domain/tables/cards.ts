// Pages that posts link to, and how they are shown below them.
import type { Generated } from 'kysely'

export interface CardsTables {
  preview_cards: {
    id: number
    url: string
    host: string
    /** `waiting` to be fetched, `ready`, or `none`: nothing to show. What was ready stays while it is fetched anew. */
    state: string
    /** JSON: domain/cards/card.ts, `CardDetails`; null until the page was there. */
    details: string | null
    image_url: string | null
    image_key: string | null
    image_cached_at: number | null
    /** Who wrote the page, and agrees to be named for its host. */
    author_account_id: number | null
    /** Whom the page names, whether or not they agree. */
    claimed_account_id: number | null
    language: string | null
    fetched_at: number | null
    created_at: number
  }
  /** Who spread a page on which day (days since 1970-01-01): see tag_days. */
  card_days: {
    card_id: number
    day: number
    account_id: number
    uses: Generated<number>
  }
}
