// Asking for consent to a quote, giving it, declining it and taking it back (FEP-044f).
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { activityUri, actorUri, uriOfStatus } from '#domain/addresses.ts'
import { publishedStatuses, type PublishedStatus } from '#domain/peers/published-statuses.ts'
import { localSender, remoteParty } from '#domain/peers/recipients.ts'
import { quoteRow } from '#domain/quotes/queries.ts'
import { nameQuoteRequest } from '#domain/quotes/name-request.ts'
import { activity, inContext } from '../documents/activities.ts'
import { PUBLIC, QUOTE_REQUEST_CONTEXT, STAMP_CONTEXT, type Document } from '../documents/context.ts'
import { loadNotes, renderNote } from '../documents/note.ts'
import { quoteRequestUri, stamp, stampUri } from '../documents/quote.ts'
import { recipientsOf, tellNewVersion } from './statuses.ts'
import { atOf, tell } from './tell.ts'

type Quote = Events['quote.asked']

/** The post that quotes and the one that is quoted; null when either is gone. */
async function bothOf(tx: Tx, { statusId, quotedStatusId }: Quote): Promise<{ quoting: PublishedStatus; quoted: PublishedStatus } | null> {
  const rows = await publishedStatuses(tx.db, [statusId, quotedStatusId])
  const quoting = rows.get(statusId)
  const quoted = rows.get(quotedStatusId)
  return quoting && quoted ? { quoting, quoted } : null
}

/** A member asks somebody elsewhere; the post itself is inside, so that it can be looked at before it is public there. */
export async function federateQuoteRequest(tx: Tx, event: Quote): Promise<void> {
  const both = await bothOf(tx, event)
  const author = await remoteParty(tx.db, event.quotedAccountId)
  if (!both || !author || both.quoting.local !== 1) return
  const id = quoteRequestUri(tx.config, event.accountId, event.quoteId)
  await nameQuoteRequest(tx, event.quoteId, id)
  await tell(tx, {
    from: event.accountId, about: uriOfStatus(tx.config, both.quoting), to: { accounts: [event.quotedAccountId] },
    say: async () => inContext({
      id, type: 'QuoteRequest', actor: actorUri(tx.config, event.accountId), to: [author.uri], object: uriOfStatus(tx.config, both.quoted),
      instrument: renderNote(event.statusId, await loadNotes(atOf(tx), [event.statusId])),
    }, QUOTE_REQUEST_CONTEXT),
  })
}

interface Answered { from: number; quoterId: number; quoterUri: string; requestUri: string | null; quotedUri: string; quotingUri: string }

const requestOf = ({ requestUri, quoterUri, quotedUri, quotingUri }: Answered): Document => ({
  ...(requestUri === null ? {} : { id: requestUri }), type: 'QuoteRequest', actor: quoterUri, object: quotedUri, instrument: quotingUri,
})

/** Says no to a request from elsewhere, of which nothing is kept. */
export async function declineQuoteRequest(tx: Tx, answered: Answered): Promise<void> {
  const name = `rejects/quote_requests/${tx.id()}`
  await tell(tx, {
    from: answered.from, about: answered.quotingUri, to: { accounts: [answered.quoterId] },
    say: async () => inContext(activity(tx.config, { accountId: answered.from, name }, 'Reject', requestOf(answered), { to: [answered.quoterUri] }), QUOTE_REQUEST_CONTEXT),
  })
}

/** Consent: of a member to somebody elsewhere, who is sent the proof; or of somebody elsewhere, which a member's post shows from now on. */
export async function federateConsent(tx: Tx, event: Events['quote.accepted']): Promise<void> {
  const both = event.atOnce ? null : await bothOf(tx, event)
  if (!both) return
  if (both.quoting.local === 1) return tellNewVersion(tx, event.statusId)
  const quoter = await remoteParty(tx.db, event.accountId)
  const quote = await quoteRow(tx.db, event.quoteId)
  if (!quoter || !quote || !await localSender(tx.db, event.quotedAccountId)) return
  const from = event.quotedAccountId
  const request = requestOf({
    from, quoterId: event.accountId, quoterUri: quoter.uri, requestUri: quote.activity_uri,
    quotedUri: uriOfStatus(tx.config, both.quoted), quotingUri: uriOfStatus(tx.config, both.quoting),
  })
  await tell(tx, {
    from, about: uriOfStatus(tx.config, both.quoting), to: { accounts: [event.accountId] },
    say: async () => inContext(activity(tx.config, { accountId: from, name: `accepts/quote_requests/${event.quoteId}` }, 'Accept', request, {
      to: [quoter.uri], result: stampUri(tx.config, from, event.quoteId),
    }), QUOTE_REQUEST_CONTEXT),
  })
}

/**
 * A member takes consent back: the proof is deleted, for the quoter and for everybody whom either post has reached. When
 * somebody elsewhere does, a member's post no longer shows the proof.
 */
export async function federateRevocation(tx: Tx, event: Events['quote.refused']): Promise<void> {
  const both = event.revoked ? await bothOf(tx, event) : null
  if (!both) return
  if (both.quoted.local !== 1) return tellNewVersion(tx, event.statusId)
  const { quotedAccountId: from, quoteId } = event
  const object = stamp(tx.config, { quoteId, quotedAccountId: from, quotedUri: uriOfStatus(tx.config, both.quoted), quotingUri: uriOfStatus(tx.config, both.quoting) })
  const deletion = { id: activityUri(tx.config, from, `deletes/quote_authorizations/${quoteId}`), type: 'Delete', actor: actorUri(tx.config, from), to: [PUBLIC], object }
  const { followersOf = [] } = both.quoting.local === 1 ? recipientsOf(both.quoting) : recipientsOf(both.quoted)
  await tell(tx, {
    from, about: uriOfStatus(tx.config, both.quoting),
    to: { accounts: [event.accountId], followersOf: [...new Set([...followersOf, from])], reachedBy: { id: event.quotedStatusId, threadId: null } },
    say: async () => inContext(deletion, STAMP_CONTEXT),
  })
}
