// From what a page says of itself to a card: which of its words count, and what of them may be shown.
import { normaliseLanguage } from '#domain/text/language.ts'
import { stripAll } from '#domain/text/plain-text.ts'
import { escapeHtml } from '#domain/text/escape.ts'
import type { FetchedPage } from '#machinery/link-preview/fetch-page.ts'
import type { OEmbed } from '#machinery/link-preview/oembed.ts'
import { readArticle } from '#machinery/link-preview/structured-data.ts'
import type { CardDetails } from './card.ts'
import { frameFor, frameIn } from './frame.ts'

export interface Composed {
  details: CardDetails
  language: string | null
  imageUrl: string | null
  /** `user@host` of whoever the page names as its author on the network. */
  creator: string | null
}

const TITLE = 500
const DESCRIPTION = 1000
const NAME = 200

const line = (text: string | undefined, longest: number): string => stripAll(escapeHtml(text ?? '')).slice(0, longest)
const firstOf = (...texts: (string | undefined)[]): string => texts.find((text) => text !== undefined && text.trim() !== '') ?? ''

/** An absolute http(s) address, or ''. */
function address(href: string | undefined, base: string): string {
  const url = href && href.length <= 2000 ? URL.parse(href.trim(), base) : null
  return url && /^https?:$/.test(url.protocol) && url.username === '' ? url.href : ''
}

function timeOf(text: string | undefined): number | null {
  const at = text ? Date.parse(text) : Number.NaN
  return Number.isFinite(at) && at > 0 && at < 8.64e15 ? at : null
}

const pixelsOf = (text: string | undefined): number => Math.max(0, Math.min(10_000, Math.round(Number(text)) || 0))

/** `@user@host` or `user@host`, in lower case; null for anything else. */
function creatorOf(text: string | undefined): string | null {
  const [, name, host] = /^@?([\w.-]{1,64})@([\w.-]+(?::\d+)?)$/.exec(text?.trim() ?? '') ?? []
  return name && host ? `${name}@${host.toLowerCase()}` : null
}

function fromOEmbed(card: CardDetails, told: OEmbed, base: string): { details: CardDetails; imageUrl: string } | null {
  const details: CardDetails = {
    ...card, type: told.type, title: line(told.title, TITLE) || card.title, authorName: line(told.authorName, NAME) || card.authorName,
    authorUrl: address(told.authorUrl, base) || card.authorUrl, providerName: line(told.providerName, NAME) || card.providerName,
    providerUrl: address(told.providerUrl, base) || card.providerUrl, width: 0, height: 0, html: '', embedUrl: '',
  }
  const imageUrl = address(told.thumbnailUrl, base)
  if (told.type === 'link') return { details, imageUrl }
  if (told.type === 'photo') {
    const photo = address(told.url, base)
    return photo === '' ? null : { details: { ...details, embedUrl: photo, width: told.width, height: told.height }, imageUrl: photo }
  }
  // Most of what is rich needs scripts, which nobody is given; a frame is shown.
  const frame = frameIn(told.html, { width: told.width, height: told.height })
  return frame && { details: { ...details, html: frame.html, width: told.width || frame.width, height: told.height || frame.height }, imageUrl }
}

/** The card of a fetched page; null when it says too little for one. */
export function composeCard({ url: base, head, oembed }: FetchedPage): Composed | null {
  const meta = (name: string) => head.meta.get(name)
  const article = readArticle(head.structured)
  const player = address(meta('twitter:player') ?? meta('og:video:secure_url'), base)
  const size = { width: pixelsOf(meta('twitter:player:width') ?? meta('og:video:width')), height: pixelsOf(meta('twitter:player:height') ?? meta('og:video:height')) }
  const frame = meta('twitter:player') ? frameFor(player, size) : null
  const own: CardDetails = {
    type: frame ? 'video' : 'link',
    title: line(firstOf(article?.headline, meta('og:title'), meta('twitter:title'), head.title), TITLE),
    description: line(firstOf(article?.description, meta('og:description'), meta('twitter:description'), meta('description')), DESCRIPTION),
    authorName: line(firstOf(article?.authorName, meta('og:author'), meta('og:author:username'), meta('author')), NAME), authorUrl: address(article?.authorUrl, base),
    providerName: line(firstOf(article?.publisher, meta('og:site_name')), NAME), providerUrl: '',
    html: frame?.html ?? '', width: frame?.width ?? 0, height: frame?.height ?? 0, embedUrl: address(meta('twitter:player:stream'), base),
    imageDescription: line(meta('og:image:alt') ?? meta('twitter:image:alt'), DESCRIPTION), blurhash: null,
    isArticle: article?.isArticle === true || meta('og:type') === 'article',
    publishedAt: timeOf(firstOf(article?.publishedAt, meta('article:published_time'))),
  }
  const embedded = oembed && fromOEmbed(own, oembed, base)
  const details = embedded?.details ?? own
  if (details.title === '' && details.html === '') return null
  const image = embedded?.imageUrl || address(firstOf(meta('og:image:secure_url'), meta('og:image'), meta('twitter:image'), article?.imageUrl), base)
  return {
    details, imageUrl: image || null, creator: creatorOf(meta('fediverse:creator')),
    language: normaliseLanguage(firstOf(article?.language, meta('og:locale'), head.language)),
  }
}
