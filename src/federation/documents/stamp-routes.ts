// Where other servers read that a member consents to a quote; a consent that was taken back is gone.
import type { FastifyInstance } from 'fastify'
import { uriOfStatus } from '#domain/addresses.ts'
import { publishedStatuses } from '#domain/peers/published-statuses.ts'
import { quoteRow } from '#domain/quotes/queries.ts'
import { missing } from '#domain/refusals.ts'
import { inContext } from './activities.ts'
import { STAMP_CONTEXT } from './context.ts'
import { numberOf, presentActor } from './local-things.ts'
import { stamp, stampUri } from './quote.ts'
import { documentRoute, forEverybody, gone, type Answer, type Asked, type DocumentContext } from './serve.ts'

async function stampAnswer(asked: Asked, accountId: number, quoteId: number): Promise<Answer> {
  const { config, db } = asked.ctx
  const actor = await presentActor(asked, accountId)
  if ('gone' in actor) return actor.gone
  const quote = await quoteRow(db, quoteId)
  if (!quote || quote.quoted_account_id !== accountId) throw missing()
  if (quote.state === 'revoked' || quote.state === 'deleted') return gone(stampUri(config, accountId, quoteId))
  const rows = await publishedStatuses(db, [quote.status_id, quote.quoted_status_id ?? 0])
  const quoting = rows.get(quote.status_id)
  const quoted = rows.get(quote.quoted_status_id ?? 0)
  if (quote.state !== 'accepted' || !quoting || !quoted) throw missing()
  // Briefly kept: it may be taken back.
  return forEverybody(asked, inContext(stamp(config, {
    quoteId, quotedAccountId: accountId, quotedUri: uriOfStatus(config, quoted), quotingUri: uriOfStatus(config, quoting),
  }), STAMP_CONTEXT), 30)
}

/** Mounts the proofs of consent to quotes. */
export function stampRoutes(app: FastifyInstance, ctx: DocumentContext): void {
  documentRoute(app, ctx, '/ap/users/:id/quote_authorizations/:qid', (asked, { id, qid }) => stampAnswer(asked, numberOf(id), numberOf(qid)))
}
