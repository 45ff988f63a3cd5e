// What staff can do about somebody, from a report or from the person's page: which measures fit, and the form's answer.
import type { FastifyReply } from 'fastify'
import { MEASURES, takeMeasure, type Measure } from '#domain/moderation/act.ts'
import type { Dossier } from '#domain/moderation/people.ts'
import { Refusal } from '#domain/refusals.ts'
import { staffWordsFor } from '../../words/staff-catalogue.ts'
import type { SignedVisit } from '../page-access.ts'
import { languageOf, sendOn } from '../send-page.ts'
import { field } from '../visit.ts'
import { tickedIds } from './staff-frame.ts'

/** Which measures fit: none that is so already; posts only where there are any; no words for people elsewhere. */
export function fittingMeasures({ account, user }: Pick<Dossier, 'account' | 'user'>, { posts }: { posts: boolean }): Measure[] {
  const local = account.host === null
  const idle: Partial<Record<Measure, boolean>> = {
    warn: !local, mark: !posts, delete: !posts, sensitive: account.sensitized_at !== null, limit: account.silenced_at !== null,
    freeze: !local || user === null || user.disabled_at !== null, suspend: account.suspended_at !== null,
  }
  return MEASURES.filter((measure) => !idle[measure])
}

interface About { targetId: number; reportId?: number; back: string; again(error: string, text: string): Promise<FastifyReply> }

/** Does what the form says, and goes back with the way to undo it; what cannot be is said above the form, with what was typed. */
export async function submitMeasure(visit: SignedVisit, { targetId, reportId, back, again }: About): Promise<FastifyReply> {
  const { ctx, form, reply, session, request } = visit
  const w = staffWordsFor(languageOf(request)).report
  const text = field(form, 'text')
  const measure = MEASURES.find((one) => one === field(form, 'measure'))
  if (!measure) return again(w.chooseMeasure, text)
  if (measure === 'delete' && field(form, 'sure') !== '1') return again(w.sureNeeded, text)
  try {
    const logId = await ctx.write((tx) => takeMeasure(tx, {
      by: session.user.account_id, targetId, measure, reportId: reportId ?? null, text, tell: field(form, 'tell') === '1',
      statusIds: measure === 'mark' || measure === 'delete' ? tickedIds(visit, 'status_ids') : [],
    }))
    return sendOn(reply, `${back}?done=${logId}`)
  } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== 'input.invalid' && error.code !== 'action.forbidden')) throw error
    return again(error.message.replace(/^Validation failed: /, ''), text)
  }
}
