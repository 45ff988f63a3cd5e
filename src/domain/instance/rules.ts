// The community's rules, in order.
import type { Reader, Tx } from '#domain/context.ts'
import { invalid } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'

/** The rules that are in force. */
export const rulesInForce = (db: Reader): Promise<Row<'rules'>[]> =>
  db.selectFrom('rules').selectAll().where('deleted_at', 'is', null).orderBy('position').orderBy('id').execute()

/** A rule as whoever edits the list left it; without `id` it is new. */
export interface RuleDraft { id?: number | undefined; text: string; hint?: string }

export const RULES_MAX = 30
export const RULE_LENGTH = 300
const HINT_LENGTH = 2000

/**
 * Puts exactly `drafts` into force, in this order; those left out end, but stay readable for what was decided under them,
 * and blank ones are dropped. Idempotent but for new ones.
 */
export async function saveRules(tx: Tx, drafts: readonly RuleDraft[]): Promise<void> {
  const wanted = drafts.filter((draft) => draft.text.trim() !== '')
  if (wanted.length > RULES_MAX) throw invalid(`Rules are too many (maximum is ${RULES_MAX})`)
  const long = wanted.find((draft) => [...draft.text.trim()].length > RULE_LENGTH || [...draft.hint ?? ''].length > HINT_LENGTH)
  if (long) throw invalid(`Text is too long (maximum is ${RULE_LENGTH} characters)`)
  const before = new Map((await rulesInForce(tx.db)).map((rule) => [rule.id, rule]))
  const kept = new Set(wanted.map((draft) => draft.id))
  const ended = [...before.keys()].filter((id) => !kept.has(id))
  if (ended.length > 0) await tx.db.updateTable('rules').set({ deleted_at: tx.now }).where('id', 'in', ended).execute()
  for (const [index, draft] of wanted.entries()) {
    const known = draft.id === undefined ? undefined : before.get(draft.id)
    const values = { text: draft.text.trim(), hint: (draft.hint ?? known?.hint ?? '').trim(), position: index + 1 }
    if (known) await tx.db.updateTable('rules').set(values).where('id', '=', known.id).execute()
    else await tx.db.insertInto('rules').values({ id: tx.id(), ...values }).execute()
  }
}
