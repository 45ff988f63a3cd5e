// Spoils a document where it stands: a value becomes another kind of value, a key another key, a text a bad text.
import type { Random } from '#bench/seed/random.ts'
import type { Doc } from '#test/peers/simulated-peer.ts'

export interface Bait {
  /** Addresses that nobody may ask. */
  readonly forbidden: readonly string[]
  /** Addresses that mean something: members, posts, other actors. */
  readonly known: readonly string[]
}

const RUNNING = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">x</a>', '<svg/onload=alert(1)>', '<p onclick=alert(1) style="position:fixed">x</p>', '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="java\nscript:alert(1)">x</a>', '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<p class="composer btn u-url">x</p>',
  '"><script>alert(1)</script>', "' onmouseover='alert(1)", '<form action=//x.example><input name=password>', '<style>@import "//x.example"</style>', '<a href="data:text/html,<script>alert(1)</script>">x</a>', '<b><i></b></i><p><p><a><a>',
  '<base href="//x.example">', '<!--><img src=x onerror=alert(1)>-->', '<xmp><script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;', '<template><script>alert(1)</script>', '<a href="https://x.example" onfocus=alert(1) autofocus>x',
]
const TEXTS = [
  '', ' ', '\u0000', '\ud800', '\udfff x', '\u202eevil', 'e\u0301'.repeat(300), '👩‍👩‍👧‍👦'.repeat(100), '\ufeff', 'Z̸̡̢͓a̵l̴g̵o̶', '\u2028\u2029', 'null', 'undefined', 'NaN', '[object Object]', '__proto__', '-1', '1e999', 'x'.repeat(5000),
  'admin', '../../etc/passwd', "'; drop table accounts; --", '%00', '${7*7}', '{{7*7}}', '@a@b@c', '#', ':::', 'ſ', 'İ', 'ß', '𝒜', '\r\nX-Injected: 1', '日本語', 'ar-\u0627',
]
const DATES = ['0000-00-00T00:00:00Z', '9999-12-31T23:59:59Z', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z', '2026-02-30T00:00:00Z', '1970-01-01', 'yesterday', '2026-01-01T00:00:00+99:00', '20260101', 'P1D']
const NUMBERS = [0, -0, -1, 1, 0.5, 1e21, 1e308, -1e308, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 2 ** 31, 5e-324]
const KEYS = ['id', '@id', 'type', '@type', 'as:type', 'as:actor', 'as:object', '@graph', '@context', '@value', '@list', '@reverse', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'actor', 'object', 'attributedTo', 'content', 'name', 'url', 'href', 'to', 'length', 'then', '']
const CONTEXTS: unknown[] = [{ who: 'as:actor' }, { '@vocab': 'https://www.w3.org/ns/activitystreams#', content: '@type' }, { '@import': 'https://x.example/ctx' }, { actor: { '@reverse': 'as:object' } }, [[[{}]]], 'https://x.example/context.jsonld', null]

function nested(depth: number, random: Random, { known }: Bait): unknown {
  let value: unknown = 'bottom'
  for (let level = 0; level < depth; level++) value = random.chance(0.5) ? [value] : { object: value, id: known[0] }
  return value
}

function addressLike(random: Random, { forbidden, known }: Bait): string {
  const from = random.chance(0.5) ? forbidden : known
  const uri = from[random.under(from.length)] ?? 'https://x.example/'
  return [uri, uri, uri.toUpperCase(), `${uri}#fragment`, `${uri}?q=1`, uri.replace('//', '//user:word@'), `${uri}/../x`, 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://', `https://${'a'.repeat(300)}.example/`][random.under(12)] ?? uri
}

/** Larger things are not multiplied: the limit of a body would hide everything else. */
const LARGE = 700

/** Another value in place of `original`. */
function worse(original: unknown, random: Random, bait: Bait, root: Doc): unknown {
  const old = (JSON.stringify(original)?.length ?? 0) > LARGE ? 'large' : original
  const pick = <T>(from: readonly T[]): T => from[random.under(from.length)] as T
  switch (random.under(19)) {
    case 0: return null
    case 1: return pick(NUMBERS)
    case 2: return pick(TEXTS)
    case 3: return pick(DATES)
    case 4: return random.chance(0.5)
    case 5: return [old]
    case 6: return [old, old, pick(TEXTS), null, { id: pick(bait.known) }]
    case 7: return { id: typeof old === 'string' ? old : pick(bait.known), type: pick(['Note', 'Person', 'Link', 'Create', 'Tombstone']) }
    case 8: return { '@value': old, '@language': 'en' }
    case 9: return { en: old, 'x-evil': pick(RUNNING), '': null }
    case 10: return nested(pick([3, 20, 31, 40]), random, bait)
    case 11: case 12: return addressLike(random, bait)
    case 13: case 14: return typeof old === 'string' ? old + pick(RUNNING) : pick(RUNNING)
    case 15: return Array.from({ length: pick([0, 30, 1500]) }, () => typeof old === 'object' ? old : pick(TEXTS))
    case 16: return random.chance(0.02) ? 'y'.repeat(300_000) : { ...root, object: root['id'] }
    case 17: return JSON.parse('{"toString":1,"valueOf":null,"then":"x"}') as Record<string, unknown>
    default: return { ...root, id: root['id'] }
  }
}

/** Every place in the document: an object or list and one of its keys. */
function placesOf(value: unknown, places: [Record<string, unknown>, string][] = []): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return places
  const holder = value as Record<string, unknown>
  for (const key of Object.keys(holder)) {
    places.push([holder, key])
    placesOf(holder[key], places)
  }
  return places
}

/** A copy of `document` with up to `most` things spoiled; sometimes with none. `keep` are keys at the top that stay. */
export function spoil(document: Doc, most: number, { random, bait, keep = [] }: { random: Random; bait: Bait; keep?: readonly string[] }): Doc {
  const spoiled = JSON.parse(JSON.stringify(document)) as Doc
  const root = JSON.parse(JSON.stringify(document)) as Doc
  for (let change = random.under(most + 1); change > 0; change--) {
    const places = placesOf(spoiled).filter(([holder, key]) => holder !== spoiled || !keep.includes(key))
    const [holder, key] = places[random.under(places.length)] ?? [spoiled, 'name']
    const act = random.under(10)
    if (act === 0) delete holder[key]
    else if (act === 1 && !Array.isArray(holder)) Object.defineProperty(holder, KEYS[random.under(KEYS.length)] ?? 'x', { value: JSON.parse(JSON.stringify(holder[key] ?? null)), enumerable: true, configurable: true, writable: true })
    else if (act === 2) spoiled['@context'] = CONTEXTS[random.under(CONTEXTS.length)]
    // Copied, so that nothing comes to stand within itself.
    else holder[key] = JSON.parse(JSON.stringify(worse(holder[key], random, bait, root) ?? null))
  }
  for (const name of keep) spoiled[name] = document[name]
  return spoiled
}

/** The document as bytes; now and then not quite JSON. */
export function written(document: unknown, random: Random): string {
  const text = JSON.stringify(document)
  switch (random.under(120)) {
    case 0: return text.slice(0, random.under(text.length))
    case 1: return `${text}${text}`
    case 2: return text.replace('{', '{"type":"Note","id":7,')
    case 3: return `\ufeff${text}`
    case 4: return text.replaceAll(':', '\u0000:')
    case 5: return `[${text}]`
    case 6: return JSON.stringify(text)
    case 7: return text.replaceAll('https', 'ht\\u0074ps')
    default: return text
  }
}
