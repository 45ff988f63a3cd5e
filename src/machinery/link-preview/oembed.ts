// oEmbed: where a page says that more is known of it, and what is answered there.
import type { PageHead } from './page-head.ts'

export interface OEmbed {
  type: 'link' | 'photo' | 'video' | 'rich'
  title: string
  authorName: string
  authorUrl: string
  providerName: string
  providerUrl: string
  thumbnailUrl: string
  /** Of a photo. */
  url: string
  /** Of a video or something rich: as it came, not to be shown as it is. */
  html: string
  width: number
  height: number
}

const TYPES = new Set(['link', 'photo', 'video', 'rich'])

/** The address of a page's oEmbed answer in JSON, as it is written there; null if there is none. */
export const oembedLink = ({ links }: PageHead): string | null =>
  links.find(({ rel, type }) => rel.split(/\s+/).includes('alternate') && type === 'application/json+oembed')?.href ?? null

/** A text or number as text; what is neither cannot always be made one. */
const plain = (value: unknown): string => typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Reads an answer; null for what is none. */
export function readOEmbed(json: string): OEmbed | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const told = value as Record<string, unknown>
  if (typeof told['type'] !== 'string' || !TYPES.has(told['type']) || !/^1(?:\.0)?$/.test(plain(told['version'] ?? '1.0'))) return null
  const text = (name: string): string => typeof told[name] === 'string' ? told[name] : ''
  const pixels = (name: string): number => Math.max(0, Math.min(10_000, Math.round(Number(plain(told[name]))) || 0))
  return {
    type: told['type'] as OEmbed['type'], title: text('title'), authorName: text('author_name'), authorUrl: text('author_url'),
    providerName: text('provider_name'), providerUrl: text('provider_url'), thumbnailUrl: text('thumbnail_url'), url: text('url'),
    html: text('html'), width: pixels('width'), height: pixels('height'),
  }
}
