// Reports: a member asks the staff to look at somebody.
import { z } from 'zod'
import { fileReport, REPORT_CATEGORIES } from '#domain/moderation/file-report.ts'
import { missing } from '#domain/refusals.ts'
import { showReport } from '#entities/report.ts'
import { choice, flag, id, list, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const input = z.object({
  account_id: id(), status_ids: list(id()), collection_ids: list(id()), comment: text(), forward: flag(), category: choice(REPORT_CATEGORIES), rule_ids: list(id()),
})

const idsOf = (given: readonly (number | undefined)[] | undefined): number[] => (given ?? []).filter((one) => one !== undefined)

async function file(call: Call<z.output<typeof input>>): Promise<unknown> {
  const { ctx, input: asked } = call
  const reportId = await ctx.write((tx) => fileReport(tx, {
    accountId: call.user().accountId, targetId: asked.account_id ?? -1, statusIds: idsOf(asked.status_ids), collectionIds: idsOf(asked.collection_ids), comment: asked.comment ?? '',
    category: asked.category, ruleIds: idsOf(asked.rule_ids), forward: asked.forward ?? false,
  }))
  const report = await showReport(ctx, reportId)
  if (!report) throw missing()
  return report
}

export const reportRoutes: Route[] = [
  route('POST /api/v1/reports', { contract: 'reports#post', scopes: ['write:reports'], input, handle: file }),
]
