// A report that is forwarded to the server of the person it is about. The server itself speaks, never the member who reported.
import { accountUri, actorUri, INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { reportedUris, requireReport } from '#domain/moderation/reports.ts'
import { inContext } from '../documents/activities.ts'
import type { Document } from '../documents/context.ts'
import { tell } from './tell.ts'

/** Tells the reported person's server, if the member who reports wished so. Sent to nobody else. */
export async function federateReport(tx: Tx, { reportId }: Events['report.filed']): Promise<void> {
  const report = await requireReport(tx.db, reportId)
  const target = await accountRow(tx.db, report.target_account_id)
  if (report.forwarded === 0 || !target || target.host === null) return
  const uri = accountUri(tx.config, target)
  const flag: Document = {
    id: `${tx.config.origin}/ap/reports/${reportId}`, type: 'Flag', actor: actorUri(tx.config, INSTANCE_ACCOUNT_ID), to: uri,
    content: report.comment, object: [uri, ...await reportedUris(tx, report)],
  }
  await tell(tx, { from: INSTANCE_ACCOUNT_ID, about: String(flag['id']), to: { accounts: [target.id] }, say: async () => inContext(flag) })
}
