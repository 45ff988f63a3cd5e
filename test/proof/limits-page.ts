// docs/federation-limits.md: everything that another server can make long, deep, big, slow or many, and where it ends. The
// numbers are read from the source where they stand.
import { readFileSync } from 'node:fs'

type Unit = 'bytes' | 'ms' | 'characters' | ''

/** What is limited, the file (below src/) and the constant, what it counts. */
type Row = readonly [what: string, file: string, constant: string, unit: Unit]

const GROUPS: Readonly<Record<string, readonly Row[]>> = {
  'What arrives': [
    ['an activity', 'federation/inbox/door.ts', 'MAX_BYTES', 'bytes'],
    ['activities judged at once; the next is told to come later', 'federation/inbox/door.ts', 'AT_ONCE', ''],
    ['levels of a document', 'federation/resolve/plain-json.ts', 'MAX_DEPTH', ''],
    ['members of any list', 'federation/resolve/plain-json.ts', 'LIST_LIMIT', ''],
    ['an id or address', 'federation/resolve/plain-json.ts', 'URI_LIMIT', 'characters'],
    ['a signature\'s header', 'federation/signatures/draft-cavage-header.ts', 'MAX_LENGTH', 'characters'],
    ['headers it covers', 'federation/signatures/draft-cavage-header.ts', 'MAX_HEADERS', ''],
    ['signatures of one request (RFC 9421)', 'federation/signatures/rfc9421-input.ts', 'MAX_LABELS', ''],
    ['bits of an RSA key', 'federation/signatures/keys.ts', 'MAX_RSA_BITS', ''],
    ['a key, as text', 'federation/signatures/keys.ts', 'MAX_ENCODED_LENGTH', 'characters'],
    ['tries of an activity that names what cannot be reached', 'federation/inbox/process.ts', 'ATTEMPTS', ''],
  ],
  'Posts and people': [
    ['HTML of a post', 'federation/resolve/read-text.ts', 'CONTENT_LIMIT', 'characters'],
    ['any HTML, before it is parsed', 'domain/text/html-limits.ts', 'HTML_LENGTH_LIMIT', 'characters'],
    ['its nesting', 'domain/text/html-limits.ts', 'HTML_DEPTH_LIMIT', ''],
    ['a warning or summary', 'federation/resolve/read-text.ts', 'SUMMARY_LIMIT', 'characters'],
    ['a title', 'federation/resolve/read-text.ts', 'TITLE_LIMIT', 'characters'],
    ['mentions', 'federation/resolve/read-tags.ts', 'MENTIONS_LIMIT', ''],
    ['mentioned people who are not known and looked up', 'federation/resolve/draft-status.ts', 'UNKNOWN_LIMIT', ''],
    ['hashtags', 'federation/resolve/read-tags.ts', 'HASHTAGS_LIMIT', ''],
    ['custom emojis', 'federation/resolve/read-tags.ts', 'EMOJIS_LIMIT', ''],
    ['addressees', 'federation/resolve/read-audience.ts', 'ADDRESSEES_LIMIT', ''],
    ['attachments', 'federation/resolve/read-media.ts', 'MEDIA_LIMIT', ''],
    ['words of an attachment', 'federation/resolve/read-media.ts', 'DESCRIPTION_LIMIT', 'characters'],
    ['options of a poll', 'federation/resolve/read-poll.ts', 'OPTIONS_LIMIT', ''],
    ['an option', 'federation/resolve/read-poll.ts', 'OPTION_LENGTH_LIMIT', 'characters'],
    ['a display name', 'federation/resolve/read-actor.ts', 'DISPLAY_NAME_LIMIT', 'characters'],
    ['words about oneself', 'federation/resolve/read-actor.ts', 'NOTE_LIMIT', 'characters'],
    ['fields of a profile', 'federation/resolve/read-actor.ts', 'FIELDS_LIMIT', ''],
    ['a field', 'federation/resolve/read-actor.ts', 'FIELD_LIMIT', 'characters'],
    ['keys of somebody', 'federation/resolve/read-actor.ts', 'KEYS_LIMIT', ''],
    ['other names of somebody', 'federation/resolve/read-actor.ts', 'ALIASES_LIMIT', ''],
    ['links of a profile that are checked', 'domain/accounts/verified-links.ts', 'MOST_LINKS', ''],
    ['things named in one report', 'federation/inbox/flag.ts', 'OBJECTS_MAX', ''],
    ['words of a report', 'federation/inbox/flag.ts', 'COMMENT_MAX', 'characters'],
  ],
  'What is fetched': [
    ['a document', 'federation/resolve/fetch-document.ts', 'MAX_BYTES', 'bytes'],
    ['its time, to the last byte', 'federation/resolve/fetch-document.ts', 'TIMEOUT_MS', 'ms'],
    ['an address that is asked', 'machinery/http/redirects.ts', 'MAX_URL_LENGTH', 'characters'],
    ['redirects, each judged like the first', 'machinery/http/outbound.ts', 'DEFAULT_MAX_REDIRECTS', ''],
    ['headers of an answer', 'machinery/http/outbound.ts', 'MAX_HEADER_BYTES', 'bytes'],
    ['time to connect', 'machinery/http/outbound.ts', 'CONNECT_TIMEOUT_MS', 'ms'],
    ['a picture, sound or film', 'federation/resolve/fetch-media.ts', 'MAX_BYTES', 'bytes'],
    ['its time', 'federation/resolve/fetch-media.ts', 'TIMEOUT_MS', 'ms'],
    ['of these at once', 'federation/resolve/fetch-media.ts', 'AT_ONCE', ''],
    ['pixels of a picture that is opened', 'machinery/media-tools/image-types.ts', 'MAX_PIXELS', ''],
    ['a linked page', 'machinery/link-preview/fetch-page.ts', 'MAX_PAGE', 'bytes'],
    ['of which is read', 'machinery/link-preview/fetch-page.ts', 'READ_BYTES', 'bytes'],
    ['an oEmbed answer', 'machinery/link-preview/fetch-page.ts', 'MAX_OEMBED', 'bytes'],
    ['a page whose links are checked', 'federation/resolve/check-links.ts', 'MAX_BYTES', 'bytes'],
    ['posts above a post', 'federation/resolve/resolve-status.ts', 'ANCESTORS_LIMIT', ''],
    ['replies below a post', 'federation/resolve/fetch-replies.ts', 'COUNT', ''],
    ['levels of replies', 'federation/resolve/fetch-replies.ts', 'DEPTH', ''],
    ['pages of one collection of replies', 'federation/resolve/fetch-replies.ts', 'PAGES', ''],
    ['posts of a profile that is new here', 'federation/resolve/backfill-account.ts', 'POSTS', ''],
    ['jobs that fetch, at once', 'federation/resolve/jobs.ts', 'AT_ONCE', ''],
    ['how long what failed for good is not asked for again', 'federation/resolve/memory.ts', 'FINAL_MS', 'ms'],
    ['how long what could not be reached is not asked for again', 'federation/resolve/memory.ts', 'TEMPORARY_MS', 'ms'],
    ['how often a key is fetched anew for a wrong signature', 'federation/resolve/resolve-key.ts', 'REFETCH_EVERY_MS', 'ms'],
    ['how often a passed-on activity makes us ask', 'federation/inbox/forwarded.ts', 'EVERY_MS', 'ms'],
    ['a document with a Linked Data signature', 'federation/proofs/linked-data.ts', 'MAX_CHARS', 'characters'],
    ['the time for putting its graph in order', 'federation/proofs/linked-data.ts', 'PATIENCE_MS', 'ms'],
    ['objects in it', 'federation/proofs/known-form.ts', 'MAX_OBJECTS', ''],
    ['values in it', 'federation/proofs/known-form.ts', 'MAX_VALUES', ''],
    ['terms that its contexts define', 'federation/proofs/known-form.ts', 'MAX_TERMS', ''],
    ['how often one account makes us compare its followers', 'federation/inbox/synchronization.ts', 'EVERY_MS', 'ms'],
    ['pages of its list of followers', 'federation/inbox/synchronization.ts', 'MAX_PAGES', ''],
  ],
  'What is delivered': [
    ['the time of one delivery', 'federation/delivery/knock.ts', 'DELIVERY_TIMEOUT_MS', 'ms'],
    ['an answer to it', 'federation/delivery/knock.ts', 'MAX_ANSWER_BYTES', 'bytes'],
    ['how long it is tried', 'domain/peers/patience.ts', 'PATIENCE_MS', 'ms'],
    ['how far ahead a server may put us off', 'machinery/http/retry-after.ts', 'LONGEST_MS', 'ms'],
  ],
}

/** What one piece of work may ask of others: the file and a few words. */
const BUDGETS: readonly (readonly [what: string, file: string])[] = [
  ['an activity', 'federation/inbox/arrival.ts'], ['an unknown key, while its sender waits', 'federation/resolve/resolve-key.ts'], ['an account', 'federation/resolve/resolve-actor.ts'],
  ['a post with what stands above it', 'federation/resolve/resolve-status.ts'], ['missing replies', 'federation/resolve/fetch-replies.ts'], ['a profile that is new here', 'federation/resolve/backfill-account.ts'],
  ['a quote and its proof', 'federation/resolve/verify-quote.ts'], ['the links of a profile', 'federation/resolve/check-links.ts'], ['what a member searches for', 'federation/resolve/services.ts'],
  ['a visitor\'s own server', 'federation/resolve/subscribe-address.ts'],
]

const sourceOf = (file: string): string => readFileSync(`src/${file}`, 'utf8')

function constantIn(file: string, name: string): number {
  const [, words = ''] = new RegExp(`^(?:export )?const ${name} = ([\\d_* ]+);?$`, 'm').exec(sourceOf(file)) ?? []
  if (words === '') throw new Error(`test/proof/limits-page.ts: src/${file} has no number ${name} any more`)
  return words.replaceAll('_', '').split('*').reduce((product, factor) => product * Number(factor), 1)
}

function budgetIn(file: string): { requests: number; ms: number } {
  const [, requests, ms] = /createBudget\(\{ requests: (\d+), ms: ([\d_]+) \}\)/.exec(sourceOf(file)) ?? []
  if (requests === undefined || ms === undefined) throw new Error(`test/proof/limits-page.ts: src/${file} has no budget any more`)
  return { requests: Number(requests), ms: Number(ms.replaceAll('_', '')) }
}

function spelled(value: number, unit: Unit): string {
  if (unit === 'bytes') return value >= 1_048_576 ? `${value / 1_048_576} MB` : `${value / 1024} kB`
  if (unit !== 'ms') return `${value.toLocaleString('en')}${unit === '' ? '' : ` ${unit}`}`
  return value >= 86_400_000 ? `${value / 86_400_000} d` : value >= 3_600_000 ? `${value / 3_600_000} h` : value >= 60_000 ? `${value / 60_000} min` : `${value / 1000} s`
}

const link = (file: string): string => `[${file}](../src/${file})`

/** The page. Throws where a number has moved. */
export const limitsPage = (note: string): string => `# Limits\n\n${note}
Where everything ends that another server can make long, deep, big, slow or many. What is over a limit of texts and lists is cut; documents and
requests over theirs are refused. The numbers are read from the source.\n
${Object.entries(GROUPS).map(([title, rows]) => `## ${title}\n\n| what | at most | stands in |\n|---|---|---|\n${
  rows.map(([what, file, constant, unit]) => `| ${what} | ${spelled(constantIn(file, constant), unit)} | ${link(file)} |`).join('\n')}\n`).join('\n')}
## What one piece of work may ask of other servers\n\n| for | requests | within | stands in |\n|---|---|---|---|\n${
  BUDGETS.map(([what, file]) => { const { requests, ms } = budgetIn(file); return `| ${what} | ${requests} | ${spelled(ms, 'ms')} | ${link(file)} |` }).join('\n')}\n`
