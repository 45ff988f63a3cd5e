// What the entities need of pages that posts link to, where a card stands by itself: the cards and a week of their use.
import { prepared } from '#machinery/db/prepared.ts'

interface Ids extends Readonly<Record<string, readonly number[]>> { ids: readonly number[] }

export interface SeenCardRow {
  card_id: number
  card_url: string
  card_details: string
  card_image_url: string | null
  card_image_key: string | null
  card_author_id: number | null
  card_claimed_id: number | null
  card_language: string | null
}

/** Cards by their ids, those that have something to show; in no order. */
export const seenCards = prepared<SeenCardRow, Ids>(`
  select id as card_id, url as card_url, details as card_details, image_url as card_image_url, image_key as card_image_key,
    author_account_id as card_author_id, claimed_account_id as card_claimed_id, language as card_language
  from preview_cards where id in (:ids) and details is not null`)

export interface SeenCardDay { card_id: number; day: number; uses: number; accounts: number }
interface Since extends Readonly<Record<string, number | readonly number[]>> { ids: readonly number[]; since: number }

/** How often pages were spread, and by how many, per day (days since 1970-01-01) from `since` on. */
export const seenCardDays = prepared<SeenCardDay, Since>(`
  select card_id, day, sum(uses) as uses, count(*) as accounts from card_days
  where card_id in (:ids) and day >= :since group by card_id, day`)
