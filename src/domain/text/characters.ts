// The character rules that mentions, hashtags and links share, written once so that they cannot drift apart.

/** Letters, marks, decimal digits and connectors such as `_`: what may continue a word in any script. */
export const WORD = '\\p{L}\\p{M}\\p{Nd}\\p{Pc}'

/** Characters that may stand inside a hashtag, though not at its end: middle dot, katakana middle dot, ZWNJ. */
export const TAG_SEPARATORS = '·・\\u200C'

/** Whitespace, controls and characters that reorder text: none may be inside a link. */
export const NEVER_IN_URL = '\\s\\p{Cc}\\p{Cs}\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF<>"`\\\\'

/** What makes a hashtag more than a number: a letter anywhere, or a separator between two other characters. */
export const TAG_MEANINGFUL = new RegExp(`\\p{Alphabetic}|(?<=.)[_${TAG_SEPARATORS}](?=.)`, 'u')

/** What a sticky pattern matches at exactly `index`, or `''`. */
export function matchAt(pattern: RegExp, text: string, index: number): string {
  pattern.lastIndex = index
  return pattern.exec(text)?.[0] ?? ''
}
