// The card of a page that a post links to.
import { fileUrl, proxyUrl } from '#domain/addresses.ts'
import type { CardDetails } from '#domain/cards/card.ts'
import type { SeenCardRow } from '#domain/reading/cards.ts'
import { renderAccount, type Account, type AccountBundle } from './account.ts'
import { isoOrNull } from './at.ts'

export interface PreviewCardAuthor { name: string; url: string; account: Account | null }

export interface PreviewCard {
  url: string
  title: string
  description: string
  language: string | null
  type: CardDetails['type']
  authors: PreviewCardAuthor[]
  author_name: string
  author_url: string
  provider_name: string
  provider_url: string
  html: string
  width: number
  height: number
  image: string | null
  image_description: string
  embed_url: string
  blurhash: string | null
  published_at: string | null
  missing_attribution: boolean | null
}

function imageOf({ config }: AccountBundle, row: SeenCardRow): string | null {
  if (row.card_image_key !== null) return fileUrl(config, row.card_image_key)
  return row.card_image_url === null ? null : proxyUrl(config, 'card', row.card_id, row.card_image_url)
}

/** One card. `viewer` is told when the page names them although their profile does not allow its host to. */
export function renderCard(row: SeenCardRow, bundle: AccountBundle, viewer: number | null): PreviewCard {
  const details = JSON.parse(row.card_details) as CardDetails
  const { title, description, type, authorName, authorUrl, providerName, providerUrl, html, width, height, embedUrl, imageDescription, blurhash, publishedAt } = details
  const account = row.card_author_id === null ? null : renderAccount(row.card_author_id, bundle)
  const named = authorName !== '' || authorUrl !== '' || account !== null
  return {
    url: row.card_url, title, description, language: row.card_language, type,
    authors: named ? [{ name: authorName, url: authorUrl, account }] : [],
    author_name: authorName, author_url: authorUrl, provider_name: providerName, provider_url: providerUrl, html, width, height,
    image: imageOf(bundle, row), image_description: imageDescription, embed_url: embedUrl, blurhash, published_at: isoOrNull(publishedAt),
    missing_attribution: viewer === null ? null : row.card_author_id === null && row.card_claimed_id === viewer,
  }
}
