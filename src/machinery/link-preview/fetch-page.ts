// Gets a page, and its oEmbed answer, through the guarded client: a few seconds, a few megabytes, HTML only.
import type { Outbound } from '../http/outbound.ts'
import type { OutboundResult } from '../http/outbound-result.ts'
import { oembedLink, readOEmbed, type OEmbed } from './oembed.ts'
import { readPageHead, type PageHead } from './page-head.ts'

export interface FetchedPage {
  /** Where it came from, after redirects. */
  url: string
  head: PageHead
  oembed: OEmbed | null
}

/** `temporary`: another try may go better. */
export type PageOutcome = { ok: true; page: FetchedPage } | { ok: false; reason: string; temporary: boolean }

const TIMEOUT_MS = 8_000
/** Pages of this size are fetched; of these, the first megabyte is read. */
const MAX_PAGE = 4 * 1_048_576
const READ_BYTES = 1_048_576
const MAX_OEMBED = 256 * 1024
const SNIFFED = 2048

function decoderFor(label: string | undefined): TextDecoder | null {
  try {
    return label ? new TextDecoder(label) : null
  } catch {
    return null
  }
}

/** The text of a page in the charset that its header, or else the page itself, names; UTF-8 otherwise. */
function decode(body: Buffer, contentType: string | undefined): string {
  const header = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1]
  const inside = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(body.subarray(0, SNIFFED).toString('latin1'))?.[1]
  const decoder = decoderFor(header) ?? decoderFor(inside) ?? new TextDecoder()
  return decoder.decode(body.subarray(0, READ_BYTES))
}

const failureOf = (answer: OutboundResult): PageOutcome => answer.ok
  ? { ok: false, reason: `status ${answer.status}`, temporary: answer.status >= 500 || answer.status === 429 }
  : { ok: false, reason: answer.reason, temporary: answer.reason === 'timeout' || answer.reason === 'unreachable' }

async function fetchOEmbed(outbound: Outbound, head: PageHead, base: string): Promise<OEmbed | null> {
  const url = URL.parse(oembedLink(head) ?? '', base)
  if (!url || oembedLink(head) === null) return null
  const answer = await outbound.request(url, { maxBytes: MAX_OEMBED, timeoutMs: TIMEOUT_MS, acceptTypes: ['application/json', 'application/json+oembed', 'text/json', 'text/javascript'] })
  return answer.ok && answer.status === 200 ? readOEmbed(answer.body.toString('utf8')) : null
}

/** Fetches the page at `url`, and what it says of itself elsewhere. Never rejects because of the other site. */
export async function fetchPage(outbound: Outbound, url: string): Promise<PageOutcome> {
  const answer = await outbound.request(url, { maxBytes: MAX_PAGE, timeoutMs: TIMEOUT_MS, acceptTypes: ['text/html', 'application/xhtml+xml'], headers: { 'accept-language': 'en, *;q=0.5' } })
  if (!answer.ok || answer.status !== 200) return failureOf(answer)
  const head = readPageHead(decode(answer.body, answer.headers['content-type']))
  return { ok: true, page: { url: answer.url, head, oembed: await fetchOEmbed(outbound, head, answer.url) } }
}
