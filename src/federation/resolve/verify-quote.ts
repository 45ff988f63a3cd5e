// What a remote post quotes is looked up, and the proof that its author consents is fetched from where they live. Both
// happen behind the post: a slow server of a third one holds nobody up.
import { peerById } from '#domain/accounts/peers.ts'
import { accountUri } from '#domain/addresses.ts'
import { acceptQuote } from '#domain/quotes/accept-quote.ts'
import { linkQuoted } from '#domain/quotes/link-quoted.ts'
import { quoteOfStatus } from '#domain/quotes/queries.ts'
import { refuseQuote } from '#domain/quotes/refuse-quote.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import type { Row } from '#domain/tables.ts'
import { createBudget, type Budget } from './budget.ts'
import { fetchDocument } from './fetch-document.ts'
import type { Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'
import { idOf, sameOrigin, typesOf, type Json } from './plain-json.ts'
import { resolveOriginal } from './resolve-status.ts'

/** Whether a document that its own address calls by its id proves the consent of `author` to this quote. */
function proves(proof: Json, { approvalUri, author, quotingUri, quotedUri }: { approvalUri: string; author: string; quotingUri: string; quotedUri: string }): boolean {
  return typesOf(proof).includes('QuoteAuthorization') && sameOrigin(approvalUri, author) && idOf(proof['attributedTo']) === author
    && idOf(proof['interactingObject']) === quotingUri && idOf(proof['interactionTarget']) === quotedUri
}

async function verify(reach: Reach, quote: Row<'quotes'>, budget: Budget): Promise<Outcome<boolean>> {
  const quoting = await statusRow(reach.db, quote.status_id)
  const quoted = quote.quoted_status_id === null ? undefined : await statusRow(reach.db, quote.quoted_status_id)
  const peer = quote.quoted_account_id === null ? null : await peerById(reach.db, quote.quoted_account_id)
  const { approval_uri: approvalUri } = quote
  if (!quoting?.uri || !quoted?.uri || !peer || approvalUri === null) return failed('nothing-to-verify')
  const author = accountUri(reach.config, { ...peer, username: '', url: null })
  if (!sameOrigin(approvalUri, author)) return failed('proof-on-another-origin')
  const proof = await fetchDocument(reach, approvalUri, budget)
  if (!proof.ok) {
    if (proof.reason === 'http-404' || proof.reason === 'http-410') await reach.write((tx) => refuseQuote(tx, quote.id))
    return proof
  }
  if (!proves(proof.value, { approvalUri, author, quotingUri: quoting.uri, quotedUri: quoted.uri })) return failed('proof-of-something-else')
  return found(await reach.write((tx) => acceptQuote(tx, quote.id)))
}

/** Looks up what a status quotes, and verifies its proof. Repeatable: what is settled already is left alone. */
export async function verifyQuote(reach: Reach, statusId: number): Promise<Outcome<boolean>> {
  const budget = createBudget({ requests: 12, ms: 20_000 })
  let quote = await quoteOfStatus(reach.db, statusId)
  if (quote?.state !== 'pending') return found(false)
  if (quote.quoted_status_id === null && quote.quoted_uri !== null) {
    const quoted = await resolveOriginal(reach, quote.quoted_uri, budget)
    if (!quoted.ok) return quoted
    const { id } = quote
    await reach.write((tx) => linkQuoted(tx, id, quoted.value))
    quote = await quoteOfStatus(reach.db, statusId)
  }
  return quote?.state === 'pending' && quote.approval_uri !== null ? verify(reach, quote, budget) : found(false)
}
