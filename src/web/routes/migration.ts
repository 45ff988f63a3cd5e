// /settings/migration: a member takes the followers to another account, or only points there, and comes back.
import type { FastifyReply } from 'fastify'
import { ownAccount } from '#domain/accounts/queries.ts'
import type { Tx } from '#domain/context.ts'
import { endRedirect, lastMove, movableAt, moveAccount, MoveRefusal, redirectAccount } from '#domain/departure/move-account.ts'
import { showAccount } from '#entities/load-accounts.ts'
import { serverWords as w } from '../words/en/server.ts'
import { doneNotice } from './account-settings.ts'
import { accountTyped } from './aliases.ts'
import { isOwnPassword } from './own-password.ts'
import type { SignedVisit } from './page-access.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf } from './visit.ts'

const PATH = '/settings/migration'
type Act = 'move' | 'redirect'
interface Wrong { act: Act; errors: { acct?: string; current_password?: string } }

async function show(visit: SignedVisit, wrong: Wrong | null = null): Promise<FastifyReply> {
  const { ctx, form, now, reply, session: { user } } = visit
  const [account, last, waits] = await Promise.all([ownAccount(ctx.db, user.account_id), lastMove(ctx.db, user.account_id), movableAt(ctx.db, user.account_id, now)])
  const formFor = (act: Act, address: string) => ({
    ...formOf(visit, address), ...(wrong?.act === act ? { values: { acct: field(form, 'acct') }, errors: wrong.errors } : {}),
  })
  const html = ctx.pages.migrationPage({
    page: await frame(visit, doneNotice(visit)), movedTo: account.moved_to_account_id === null ? null : await showAccount(ctx, account.moved_to_account_id),
    waitsUntil: waits === null ? null : new Date(waits).toISOString(),
    last: last ? { at: new Date(last.created_at).toISOString(), followers: last.followers_count } : null,
    form: formFor('move', PATH), redirectForm: formFor('redirect', `${PATH}/redirect`), cancelForm: formOf(visit, `${PATH}/cancel`),
  })
  return sendPage(reply, html, { status: wrong ? 422 : 200 })
}

/** GET. */
export const showMigration = (visit: SignedVisit): Promise<FastifyReply> => show(visit)

async function go(visit: SignedVisit, act: Act, verb: (tx: Tx, accountId: number, targetId: number) => Promise<void>, notice: string): Promise<FastifyReply> {
  const { ctx, reply, session: { user } } = visit
  if (!await isOwnPassword(visit)) return show(visit, { act, errors: { current_password: w.wrongPassword } })
  const target = await accountTyped(visit)
  if (target === null) return show(visit, { act, errors: { acct: w.accountNotFound } })
  try {
    await ctx.write((tx) => verb(tx, user.account_id, target))
  } catch (error) {
    if (error instanceof MoveRefusal) return show(visit, { act, errors: { acct: w.moveFaults[error.fault] ?? w.accountNotFound } })
    throw error
  }
  return sendOn(reply, `${PATH}?notice=${notice}`)
}

/** POST: with the password; everybody who follows is told. */
export const submitMigration = (visit: SignedVisit): Promise<FastifyReply> => go(visit, 'move', moveAccount, 'moved')

/** POST /settings/migration/redirect: with the password; followers stay. */
export const submitRedirect = (visit: SignedVisit): Promise<FastifyReply> => go(visit, 'redirect', redirectAccount, 'redirected')

/** POST /settings/migration/cancel. */
export async function cancelRedirect({ ctx, reply, session: { user } }: SignedVisit): Promise<FastifyReply> {
  await ctx.write((tx) => endRedirect(tx, user.account_id))
  return sendOn(reply, `${PATH}?notice=redirect-ended`)
}
