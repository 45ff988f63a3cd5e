// Custom emoji: `:shortcode:` becomes its picture, in plain text and in sanitised HTML.
import type { CustomEmoji } from '../props/entities.ts'
import { webAddress } from './link.tsx'

const shortcode = /:([A-Za-z0-9_]{1,100}):/

function byShortcode(emojis: CustomEmoji[] | undefined): Map<string, CustomEmoji> | undefined {
  return emojis?.length ? new Map(emojis.map(emoji => [emoji.shortcode, emoji])) : undefined
}

/** Plain text with its custom emoji; everything else is escaped by the renderer. */
export function EmojiText(props: { text: string; emojis?: CustomEmoji[] }) {
  const known = byShortcode(props.emojis)
  if (!known) return <>{props.text}</>
  return <>{props.text.split(shortcode).map((part, i) => {
    if (i % 2 === 0) return part
    const src = webAddress(known.get(part)?.static_url)
    return src ? <img class="emoji" src={src} alt={`:${part}:`} title={`:${part}:`} width="20" height="20" /> : `:${part}:`
  })}</>
}

/** Sanitised HTML with its custom emoji put in between the tags, never inside one. */
export function emojiHtml(html: string, emojis: CustomEmoji[] | undefined): string {
  const known = byShortcode(emojis)
  if (!known) return html
  return html.split(/(<[^>]*>)/).map((part, i) => i % 2 ? part : part.replace(new RegExp(shortcode, 'g'), (whole, code: string) => {
    const src = webAddress(known.get(code)?.static_url)
    return src ? `<img class="emoji" src="${attribute(src)}" alt="${whole}" title="${whole}" width="20" height="20">` : whole
  })).join('')
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

/** HTML as plain text, for titles and descriptions in the head. */
export function plainText(html: string, length: number): string {
  const text = html.replace(/<(br|\/p)[^>]*>/g, ' ').replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim()
  const characters = [...text]
  return characters.length > length ? `${characters.slice(0, length - 1).join('').trimEnd()}…` : text
}
