// Members' private notes when somebody they wrote about, blocked or muted goes elsewhere: what they knew stands there too.
import type { Tx } from '#domain/context.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { NOTE_LENGTH, setNote } from '#domain/relationships/note.ts'

interface Move { accountId: number; targetId: number }

const noteOf = async (tx: Tx, memberId: number, targetId: number): Promise<string> =>
  (await tx.db.selectFrom('account_notes').select('comment').where('account_id', '=', memberId).where('target_account_id', '=', targetId).executeTakeFirst())?.comment ?? ''

async function handleOf(tx: Tx, accountId: number): Promise<string> {
  const row = await accountRow(tx.db, accountId)
  return row ? `@${row.username}${row.host === null ? '' : `@${row.host}`}` : ''
}

/** Puts a member's note about the old account before the one about the new, saying whence it comes; once. */
export async function carryNote(tx: Tx, memberId: number, { accountId, targetId }: Move): Promise<void> {
  const [old, known] = [await noteOf(tx, memberId, accountId), await noteOf(tx, memberId, targetId)]
  const told = `This person moved from ${await handleOf(tx, accountId)}. Your note there:\n${old}`
  if (old === '' || known.startsWith(told)) return
  const text = known === '' ? told : `${told}\n\n${known}`
  const fitting = [text, known === '' ? old : known].find((one) => [...one].length <= NOTE_LENGTH)
  if (fitting !== undefined) await setNote(tx, memberId, targetId, fitting)
}

/** Says in a note why somebody is blocked or muted whom the member has never met; not where there is a note. */
export async function noteReason(tx: Tx, memberId: number, { accountId, targetId }: Move, what: 'blocked' | 'muted'): Promise<void> {
  if (await noteOf(tx, memberId, targetId) !== '') return
  await setNote(tx, memberId, targetId, `This person moved from ${await handleOf(tx, accountId)}, whom you had ${what}.`)
}
