// Whether the pages that a profile links to link back to it with rel="me": in a link of the page, in its head, or in a
// Link header. Only what is asked for is believed: a page of another type, or one that is too big, proves nothing.
import { Parser } from 'htmlparser2'
import { accountRow, type AccountRow } from '#domain/accounts/queries.ts'
import { linksToCheck, noteVerified } from '#domain/accounts/verified-links.ts'
import { accountUrl } from '#domain/addresses.ts'
import { createBudget, type Budget } from './budget.ts'
import { refusedWith, unreachable } from './fetch-document.ts'
import { overBudget, type Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'

const MAX_BYTES = 1024 * 1024
const TIMEOUT_MS = 8_000
const PAGES = ['text/html', 'application/xhtml+xml']
const HEADER_LIMIT = 10_000

const saysMe = (rel: string | undefined): boolean => (rel ?? '').toLowerCase().split(/\s+/).includes('me')

/** One spelling for comparing: without fragment and closing slash; host and path in lower case, for names have no case. */
function spelled(href: string, base: string): string | null {
  const url = URL.parse(href.trim(), base)
  return url && `${url.origin}${url.pathname.replace(/\/+$/, '')}${url.search}`.toLowerCase()
}

/** Addresses that a page says are the same person's. */
function linksOf(html: string): string[] {
  const links: string[] = []
  const parser = new Parser({
    onopentag(name, { rel, href }) {
      if ((name === 'a' || name === 'link') && href !== undefined && saysMe(rel)) links.push(href)
    },
  })
  parser.end(html)
  return links
}

/** The same of a Link header (RFC 8288). */
const headerLinks = (header: string): string[] =>
  [...header.slice(0, HEADER_LIMIT).matchAll(/<([^<>]{1,2000})>((?:\s*;\s*[\w*]+=(?:"[^"]*"|[^\s",;]+))*)/g)]
    .filter(([, , parameters = '']) => saysMe(/;\s*rel=(?:"([^"]*)"|([^\s",;]+))/i.exec(parameters)?.slice(1).find(Boolean)))
    .map(([, address = '']) => address)

/** Whether the page at `link` names `profile` as the same person's. */
async function leadsBack(reach: Reach, link: string, profile: string, budget: Budget): Promise<Outcome<boolean>> {
  if (!budget.spend()) return overBudget()
  const answer = await reach.outbound.request(link, {
    maxBytes: MAX_BYTES, timeoutMs: Math.max(1, Math.min(TIMEOUT_MS, budget.msLeft)), acceptTypes: PAGES,
  })
  if (!answer.ok) return unreachable(answer)
  if (answer.status !== 200) return refusedWith(answer.status)
  const wanted = spelled(profile, profile)
  const header = answer.headers['link']
  const named = [...headerLinks(Array.isArray(header) ? header.join(', ') : header ?? ''), ...linksOf(answer.body.toString('utf8'))]
  return found(wanted !== null && named.some((href) => spelled(href, answer.url) === wanted))
}

const present = (account: AccountRow | null): account is AccountRow =>
  account !== null && account.suspended_at === null && account.deleted_at === null

/**
 * Checks the links of one account that are not known to lead back, each once, and notes those that do. Fails, as
 * temporary, when a site could not be reached; what was found at the others counts all the same.
 */
export async function checkLinks(reach: Reach, accountId: number): Promise<Outcome<number>> {
  const account = await accountRow(reach.db, accountId)
  if (!present(account)) return found(0)
  const profile = accountUrl(reach.config, account)
  const budget = createBudget({ requests: 8, ms: 40_000 })
  const verified: string[] = []
  let unreached: string | null = null
  for (const link of linksToCheck(account, reach.config)) {
    const outcome = await leadsBack(reach, link, profile, budget)
    if (outcome.ok && outcome.value) verified.push(link)
    else if (!outcome.ok && outcome.temporary) unreached = outcome.reason
  }
  if (verified.length > 0) await reach.write((tx) => noteVerified(tx, accountId, verified))
  return unreached === null ? found(verified.length) : failed(unreached, true)
}
