// Hashtags as they are stored: one folded name for looking up, one display name that keeps how it was written.
import { TAG_MEANINGFUL, TAG_SEPARATORS, WORD } from './characters.ts'

const NOT_IN_NAME = new RegExp(`[^\\p{L}\\p{M}\\p{Nd}_${TAG_SEPARATORS}]`, 'gu')
const WHOLE_NAME = new RegExp(`^[${WORD}][${WORD}${TAG_SEPARATORS}]*$`, 'u')
const LATIN_WITH_MARK = /[\u00c0-\u017f]/g
const COMBINING = /[\u0300-\u036f]/g
/** Letters that Unicode does not decompose, but that a reader without the key types plainly. */
const UNDECOMPOSED: Record<string, string> = {
  'ð': 'd', 'đ': 'd', 'ħ': 'h', 'ı': 'i', 'ĸ': 'k', 'ł': 'l', 'ŋ': 'n', 'ø': 'o', 'ŧ': 't',
}
const NAME_LIMIT = 500

/** `name` is what tags are compared by; `display` is as the author wrote it, without the `#`. */
export interface NormalisedTag {
  name: string
  display: string
}

function foldLatin(char: string): string {
  return UNDECOMPOSED[char] ?? char.normalize('NFD').replace(COMBINING, '')
}

/**
 * The name a hashtag is stored and compared under: NFKC, lower case, and Latin letters (U+00C0–U+017F) without
 * their marks, so that `#Café`, `#ＣＡＦÉ` and `#cafe` are one tag. Mastodon's `HashtagNormalizer` does the same.
 */
export function foldTag(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/i\u0307/g, 'i')
    .normalize('NFC')
    .replace(LATIN_WITH_MARK, foldLatin)
    .replace(NOT_IN_NAME, '')
}

/**
 * Normalises a hashtag from any source, with or without its `#`.
 * Null when it is no hashtag: empty, only digits, other characters inside, or over 500 code units.
 */
export function normaliseTag(tag: string): NormalisedTag | null {
  const bare = tag.trim().replace(/^[#＃]/u, '')
  if (bare.length > NAME_LIMIT || !WHOLE_NAME.test(bare) || !TAG_MEANINGFUL.test(bare)) return null
  const name = foldTag(bare)
  return name === '' ? null : { name, display: bare.normalize('NFC').replace(NOT_IN_NAME, '') }
}
