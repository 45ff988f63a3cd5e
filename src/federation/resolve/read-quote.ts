// What a document quotes, in any of the words for it, and who may quote it; and who may recommend a person.
import { packPolicy, type QuoteAudience } from '#domain/statuses/quote-policy.ts'
import { firstOf, idOf, isObject, listOf, type Json } from './plain-json.ts'

/** Words of before there was a standard: they know of no consent. */
const LEGACY = ['_misskey_quote', 'quoteUrl', 'quoteUri'] as const
const PUBLIC = new Set(['as:Public', 'Public', 'https://www.w3.org/ns/activitystreams#Public'])

export interface ReadQuote {
  /** Null when what was quoted is gone. */
  readonly uri: string | null
  readonly legacy: boolean
  /** Where its author is said to consent. */
  readonly approvalUri: string | null
}

/** Reads FEP-044f's `quote`, or else one of the older words. */
export function readQuote(document: Json): ReadQuote | null {
  const quote: unknown = firstOf(document['quote'])
  const uri = idOf(quote)
  if (uri !== null) return { uri, legacy: false, approvalUri: idOf(document['quoteAuthorization']) }
  if (isObject(quote) && quote['type'] === 'Tombstone') return { uri: null, legacy: false, approvalUri: null }
  for (const word of LEGACY) {
    const older = idOf(document[word])
    if (older !== null) return { uri: older, legacy: true, approvalUri: null }
  }
  return null
}

interface Author { uri: string; followersUrl: string | null; followingUrl: string | null }

function audiences(value: unknown, { uri, followersUrl, followingUrl }: Author): QuoteAudience[] {
  const named = new Set<QuoteAudience>()
  for (const one of listOf(value)) {
    const target = isObject(one) ? one['id'] : one
    if (typeof target !== 'string' || target === uri) continue
    named.add(PUBLIC.has(target) ? 'public' : target === followersUrl ? 'followers' : target === followingUrl ? 'following' : 'unsupported_policy')
  }
  return [...named]
}

function readPolicyFor(word: 'canQuote' | 'canFeature', document: Json, author: Author): number | null {
  const policy = document['interactionPolicy']
  const allowed = isObject(policy) ? policy[word] : null
  if (!isObject(allowed)) return null
  return packPolicy(audiences(allowed['automaticApproval'], author), audiences(allowed['manualApproval'], author))
}

/** Who may quote, as a kept policy; nobody where the document does not say. */
export const readQuotePolicy = (document: Json, author: Author): number => readPolicyFor('canQuote', document, author) ?? 0

/** Who may put an account into a collection, as a kept policy (FEP-7aa9); null where its actor does not say. */
export const readFeaturePolicy = (document: Json, author: Author): number | null => readPolicyFor('canFeature', document, author)
