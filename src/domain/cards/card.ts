// What is known of a page that posts link to: the words and sizes, ready to be shown.

export interface CardDetails {
  type: 'link' | 'photo' | 'video' | 'rich'
  title: string
  description: string
  authorName: string
  authorUrl: string
  providerName: string
  providerUrl: string
  /** A frame and nothing else, made by us. */
  html: string
  width: number
  height: number
  embedUrl: string
  imageDescription: string
  blurhash: string | null
  /** An article, by its own account: only these trend. */
  isArticle: boolean
  /** Epoch ms. */
  publishedAt: number | null
}

/** A page is fetched anew when somebody posts it after this long, ms. */
export const KEPT_MS = 14 * 86_400_000
/** What had nothing to show, or could not be had, is left alone for this long, ms. */
export const NOTHING_MS = 86_400_000

/** The job that fetches a page; its payload is `{ cardId }`. */
export const FETCH_CARD = 'cards.fetch'
