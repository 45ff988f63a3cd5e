// What an activity with a Linked Data signature may look like. The signature covers what the document means, not how it is
// written: whatever could make it mean one thing to the signature and another to a reader does not count.
import { actorTerms, noteTerms } from '../documents/context.ts'
import { isObject, listOf, type Json } from '#federation/resolve/plain-json.ts'
import { ACTIVITY_STREAMS, IDENTITY, inFull, isBundled, meaningOf, standardTerms } from './contexts.ts'

const MAX_CONTEXTS = 8
const MAX_TERMS = 150
const MAX_OBJECTS = 200
const MAX_VALUES = 3000
const CONTAINERS = new Set(['@list', '@set', '@language'])

/** The terms that are read here, beside the standard ones. */
export const ownTerms: Readonly<Record<string, unknown>> = { ...actorTerms, ...noteTerms, quoteUrl: 'as:quoteUrl' }

const read: Readonly<Record<string, unknown>> = { ...standardTerms, ...ownTerms }
const meanings = new Map(Object.entries(read).flatMap(([term, definition]) => {
  const meaning = meaningOf(definition)
  return meaning === null || meaning.startsWith('@') ? [] : [[term, inFull(meaning, ownTerms)] as const]
}))
const named = new Map([...meanings].map(([term, meaning]) => [meaning, term]))

/** Whether a definition is a plain one: a meaning, perhaps that its values are ids or of a type, perhaps a list. */
function isPlain(definition: unknown): boolean {
  const meaning = meaningOf(definition)
  if (meaning === null || meaning.startsWith('@')) return false
  if (!isObject(definition)) return true
  const { '@id': _, '@type': type, '@container': container, ...rest } = definition
  return Object.keys(rest).length === 0
    && (type === undefined || type === '@id' || typeof type === 'string' && !type.startsWith('@'))
    && (container === undefined || typeof container === 'string' && CONTAINERS.has(container))
}

/** Whether a document's own terms leave those that are read here alone, and give none of them a second name. */
function isHarmless(terms: Json): boolean {
  return Object.entries(terms).every(([term, definition]) => {
    if (term === '' || term.startsWith('@') || term.includes(':') || !isPlain(definition)) return false
    const meaning = inFull(meaningOf(definition) ?? '', terms)
    const standard = meanings.get(term)
    if (term === 'id' || term === 'type') return false
    return standard === undefined ? (named.get(meaning) ?? term) === term : standard === meaning
  })
}

function isKnownContext(context: unknown): boolean {
  const parts = listOf(context)
  const at = parts.indexOf(ACTIVITY_STREAMS)
  // The context of identities has other meanings for some terms: it may only come before the one that takes them back.
  if (at < 0 || parts.length > MAX_CONTEXTS || parts.indexOf(IDENTITY, at) > at || parts.slice(0, at).some(isObject)) return false
  const inline = parts.filter(isObject)
  const terms = Object.assign({}, ...inline) as Json
  // A later context may not change what an earlier one said: its terms are judged as if all were one.
  if (Object.keys(terms).length !== inline.reduce((sum, one) => sum + Object.keys(one).length, 0)) return false
  return parts.every((one) => typeof one === 'string' ? isBundled(one) : isObject(one))
    && Object.keys(terms).length <= MAX_TERMS && isHarmless(terms)
}

/** Whether a value says everything by plain names: no keywords, no addresses or shortened ones as names, not too much of it. */
function isPlainValue(value: unknown, left: { objects: number; values: number }): boolean {
  left.values -= 1
  if (left.values < 0) return false
  if (Array.isArray(value)) return value.every((one) => isPlainValue(one, left))
  if (!isObject(value)) return true
  left.objects -= 1
  return left.objects >= 0 && Object.entries(value).every(([name, one]) => !name.startsWith('@') && !name.includes(':') && isPlainValue(one, left))
}

/** Whether an activity is written in the one form in which a Linked Data signature on it counts. */
export function isKnownForm(activity: Json): boolean {
  const { '@context': context, signature: _, ...rest } = activity
  return isKnownContext(context) && isPlainValue(rest, { objects: MAX_OBJECTS, values: MAX_VALUES })
}
