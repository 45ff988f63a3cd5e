// Cuts text into the tokens that both databases index, so that a search finds the same on either.
// Scripts written without spaces are cut into overlapping pairs, because no engine's own tokeniser can.

const TOKEN_LIMIT = 64
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}'
  + '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー々〆'
const WORDS = /[\p{L}\p{M}\p{N}]+/gu
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu')
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u')
const COMBINING = /[\u0300-\u036f]/g
const APOSTROPHE_IN_WORD = /(?<=\p{L})['’](?=\p{L})/gu

/** One token to look for. `prefix`: any indexed token that starts with it is a hit. */
export interface QueryToken {
  token: string
  prefix: boolean
}

/** NFKC, case folded (`ß` is `ss`, `ς` is `σ`), without the accents of Latin, Greek and Cyrillic. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, 'σ')
    .normalize('NFD')
    .replace(COMBINING, '')
    .normalize('NFC')
    .replace(APOSTROPHE_IN_WORD, '')
}

const ASCII = /^\p{ASCII}*$/u

/** The words of plain English text and the like: there is nothing to fold but case, and no script without spaces. */
const plainWords = (text: string): string[] => text.toLowerCase().replace(APOSTROPHE_IN_WORD, '').match(/[a-z0-9]+/g) ?? []

function* runsOf(text: string): Generator<{ run: string; unspaced: boolean }> {
  if (ASCII.test(text)) {
    for (const run of plainWords(text)) yield { run, unspaced: false }
    return
  }
  for (const [word] of fold(text).matchAll(WORDS)) {
    for (const [run] of word.matchAll(RUNS)) yield { run, unspaced: STARTS_UNSPACED.test(run) }
  }
}

function pairs(characters: string[]): string[] {
  return characters.slice(0, -1).map((character, index) => character + (characters[index + 1] ?? ''))
}

function cut(word: string): string {
  return word.length <= TOKEN_LIMIT ? word : word.slice(0, TOKEN_LIMIT).toWellFormed().replace(/\uFFFD$/, '')
}

/**
 * The distinct tokens of a plain text, in order of first appearance, for indexing. Tokens consist of letters, marks and
 * digits only (no spaces, no quotes) and have at most 64 UTF-16 units. A run without spaces gives every pair of
 * neighbours and its last character, so that a prefix search for one character finds it wherever it stands.
 */
export function tokenise(text: string): string[] {
  const tokens = new Set<string>()
  for (const { run, unspaced } of runsOf(text)) {
    if (!unspaced) {
      tokens.add(cut(run))
      continue
    }
    const characters = [...run]
    for (const pair of pairs(characters)) tokens.add(pair)
    tokens.add(characters.at(-1) ?? '')
  }
  return [...tokens]
}

/**
 * The tokens a text must all have to answer a query, cut the same way as `tokenise`. A lone character of a script
 * without spaces asks for a prefix, since such text is indexed in pairs.
 */
export function tokeniseQuery(query: string): QueryToken[] {
  const tokens = new Map<string, QueryToken>()
  const add = (token: string, prefix: boolean): void => {
    if (!tokens.has(token)) tokens.set(token, { token, prefix })
  }
  for (const { run, unspaced } of runsOf(query)) {
    const characters = unspaced ? [...run] : []
    if (!unspaced) add(cut(run), false)
    else if (characters.length === 1) add(run, true)
    else for (const pair of pairs(characters)) add(pair, false)
  }
  return [...tokens.values()]
}
