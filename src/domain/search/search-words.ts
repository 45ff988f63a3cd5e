// What people may write in a search for posts besides words: `from:me`, `has:media`, `is:reply`, `language:de`,
// `before:2026-01-01`, `after:…`, `during:…`, `in:library`.

export interface StatusQuery {
  /** What is left to look for. */
  words: string
  from: string | null
  hasMedia: boolean | null
  hasPoll: boolean | null
  isReply: boolean | null
  isSensitive: boolean | null
  language: string | null
  /** Epoch ms. */
  before: number | null
  after: number | null
  /** `library`: only what the viewer wrote or marked; `public`: only what everybody may find. */
  within: 'all' | 'library' | 'public'
}

const DAY_MS = 86_400_000
const OPERATOR = /(?<!\S)(-?)(from|has|is|language|before|after|during|in):("[^"]*"|\S+)/gi

const dayOf = (text: string): number | null => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : null

function apply(query: StatusQuery, name: string, value: string, wanted: boolean): void {
  const day = dayOf(value)
  if (name === 'from') query.from = value.replace(/^@/, '')
  else if (name === 'language') query.language = value
  else if (name === 'has' && value === 'poll') query.hasPoll = wanted
  else if (name === 'has') query.hasMedia = wanted
  else if (name === 'is' && value === 'reply') query.isReply = wanted
  else if (name === 'is' && value === 'sensitive') query.isSensitive = wanted
  else if (name === 'in' && (value === 'library' || value === 'public')) query.within = value
  else if (day !== null && name === 'before') query.before = day
  else if (day !== null && name === 'after') query.after = day + DAY_MS
  else if (day !== null && name === 'during') {
    query.after = day
    query.before = day + DAY_MS
  }
}

/** Takes the operators out of a search; unknown ones stay words. */
export function readStatusQuery(text: string): StatusQuery {
  const query: StatusQuery = {
    words: '', from: null, hasMedia: null, hasPoll: null, isReply: null, isSensitive: null, language: null, before: null, after: null, within: 'all',
  }
  query.words = text.replace(OPERATOR, (_all, minus: string, name: string, value: string) => {
    apply(query, name.toLowerCase(), value.replace(/^"|"$/g, '').toLowerCase(), minus === '')
    return ' '
  }).trim()
  return query
}
