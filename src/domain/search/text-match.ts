// A query as conditions on an index of tokens: every word must be there, the words of names by their beginning.
import { sql, type RawBuilder } from 'kysely'
import { tokeniseQuery, type QueryToken } from '#domain/text/search-tokens.ts'

const TOKENS_LIMIT = 6
// Greater than anything a token may go on with, in the byte order that both engines compare tokens by.
const LAST = '\u{10ffff}'

/** The tokens to look for, at most six; with `prefix` each may be the beginning of a longer one. */
export const queryTokens = (query: string, { prefix = false } = {}): QueryToken[] =>
  tokeniseQuery(query).slice(0, TOKENS_LIMIT).map((one) => ({ token: one.token, prefix: prefix || one.prefix }))

/** The condition that `column` holds the token. */
export function tokenIs(column: string, { token, prefix }: QueryToken): RawBuilder<boolean> {
  const ref = sql.ref(column)
  return prefix ? sql<boolean>`(${ref} >= ${token} and ${ref} < ${token + LAST})` : sql<boolean>`${ref} = ${token}`
}
