// After somebody moved: members who follow them follow on, and notes, blocks and mutes hold for the new account too. A
// small transaction each, in the order of ids, so that a job that starts again does nothing twice.
import { sql } from 'kysely'
import type { Context, Reaction, Tx } from '#domain/context.ts'
import { block } from '#domain/relationships/block.ts'
import { moveFollow } from '#domain/relationships/move-follow.ts'
import { mute } from '#domain/relationships/mute.ts'
import { carryNote, noteReason } from './carry-notes.ts'

const CARRY = 'account.carry-along'
const CHUNK = 100

interface Move { accountId: number; targetId: number }
type Kind = 'follows' | 'account_notes' | 'blocks' | 'mutes'

/** On `account.moved`: leaves the rest to a job. */
export const carryAlong: Reaction<'account.moved'> = async (tx, { accountId, targetId }) =>
  tx.enqueue({ kind: CARRY, payload: { accountId, targetId }, key: `${CARRY}:${accountId}:${targetId}`, priority: 3 })

/** Members who follow, note, block or mute the account; `after` is the last one that was dealt with. */
async function membersWith({ db }: Pick<Context, 'db'>, kind: Kind, accountId: number, after: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select r.account_id as id from ${sql.table(kind)} r join accounts a on a.id = r.account_id
    where r.target_account_id = ${accountId} and r.account_id > ${after} and a.host is null order by r.account_id limit ${CHUNK}`.execute(db)
  return rows.map((row) => row.id)
}

async function stands(tx: Tx, tables: readonly ('follows' | 'blocks' | 'mutes')[], memberId: number, targetId: number): Promise<boolean> {
  for (const table of tables) {
    if (await tx.db.selectFrom(table).select('id').where('account_id', '=', memberId).where('target_account_id', '=', targetId).executeTakeFirst()) return true
  }
  return false
}

async function carryBlock(tx: Tx, memberId: number, { accountId, targetId }: Move): Promise<void> {
  if (memberId === targetId || await stands(tx, ['blocks', 'follows'], memberId, targetId)) return
  await block(tx, memberId, targetId)
  await noteReason(tx, memberId, { accountId, targetId }, 'blocked')
}

async function carryMute(tx: Tx, memberId: number, { accountId, targetId }: Move): Promise<void> {
  if (memberId === targetId || await stands(tx, ['mutes', 'follows'], memberId, targetId)) return
  const old = await tx.db.selectFrom('mutes').select(['hide_notifications', 'expires_at']).where('account_id', '=', memberId).where('target_account_id', '=', accountId).executeTakeFirst()
  if (!old || (old.expires_at !== null && old.expires_at <= tx.now)) return
  await mute(tx, memberId, targetId, { notifications: old.hide_notifications === 1, durationMs: old.expires_at === null ? 0 : old.expires_at - tx.now })
  await noteReason(tx, memberId, { accountId, targetId }, 'muted')
}

const CARRIERS: readonly (readonly [Kind, (tx: Tx, memberId: number, move: Move) => Promise<unknown>])[] = [
  ['follows', (tx, memberId, { accountId, targetId }) => moveFollow(tx, memberId, accountId, targetId)],
  ['account_notes', carryNote], ['blocks', carryBlock], ['mutes', carryMute],
]

/** Whether a member has thought better of it meanwhile: then nobody else goes along. */
async function takenBack({ db }: Pick<Context, 'db'>, { accountId, targetId }: Move): Promise<boolean> {
  const row = await db.selectFrom('accounts').select(['host', 'moved_to_account_id as to']).where('id', '=', accountId).executeTakeFirst()
  return row?.host === null && row.to !== targetId
}

async function carryAll(ctx: Pick<Context, 'db' | 'write'>, move: Move): Promise<void> {
  for (const [kind, carry] of CARRIERS) {
    for (let after = 0; ;) {
      const members = await takenBack(ctx, move) ? [] : await membersWith(ctx, kind, move.accountId, after)
      for (const memberId of members) await ctx.write((tx) => carry(tx, memberId, move))
      after = members.at(-1) ?? after
      if (members.length < CHUNK) break
    }
  }
}

/** The job that a move leaves behind. */
export const carryJobs = (ctx: Pick<Context, 'db' | 'write'>) => ({ [CARRY]: (move: Move): Promise<void> => carryAll(ctx, move) })
