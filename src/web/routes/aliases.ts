// /settings/aliases: the other accounts that a member names as theirs, so that those may move here.
import type { FastifyReply } from 'fastify'
import { accountRow } from '#domain/accounts/queries.ts'
import { addAlias, aliasesOf, removeAlias } from '#domain/departure/aliases.ts'
import { Refusal } from '#domain/refusals.ts'
import { acctOf } from '#entities/account.ts'
import { serverWords as w } from '../words/en/server.ts'
import { doneNotice } from './account-settings.ts'
import type { SignedVisit } from './page-access.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf } from './visit.ts'

const PATH = '/settings/aliases'
const ACCT_LIMIT = 500

/** The account that a form's `acct` names, as its own server shows it now; null if there is none. */
export async function accountTyped({ ctx, form }: SignedVisit): Promise<number | null> {
  const typed = field(form, 'acct').trim()
  if (typed === '' || typed.length > ACCT_LIMIT) return null
  const named = await ctx.services.resolve(typed, { kind: 'account', refresh: true })
  if (!named || !/^https?:/i.test(typed)) return named?.id ?? null
  // An address finds what is known; a handle asks again.
  const row = await accountRow(ctx.db, named.id)
  if (!row || row.host === null) return row?.id ?? null
  return (await ctx.services.resolve(`@${acctOf(row)}`, { kind: 'account', refresh: true }))?.id ?? null
}

async function show(visit: SignedVisit, error: string | null = null): Promise<FastifyReply> {
  const { ctx, form, reply, session: { user } } = visit
  const aliases = (await aliasesOf(ctx.db, ctx.config, user.account_id)).map(({ uri, account }) => ({
    uri, acct: account ? acctOf(account) : null, form: formOf(visit, `${PATH}/remove`, { hidden: { uri } }),
  }))
  const html = ctx.pages.aliasesPage({
    page: await frame(visit, doneNotice(visit)), aliases,
    form: { ...formOf(visit, PATH), values: { acct: field(form, 'acct') }, ...(error === null ? {} : { errors: { acct: error } }) },
  })
  return sendPage(reply, html, { status: error === null ? 200 : 422 })
}

/** GET. */
export const showAliases = (visit: SignedVisit): Promise<FastifyReply> => show(visit)

/** POST: one more. */
export async function submitAlias(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, reply, session: { user } } = visit
  const other = await accountTyped(visit)
  if (other === null) return show(visit, w.accountNotFound)
  if (other === user.account_id) return show(visit, w.aliasSelf)
  try {
    await ctx.write((tx) => addAlias(tx, user.account_id, other))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return show(visit, error.code === 'input.invalid' ? w.aliasesFull : w.accountNotFound)
  }
  return sendOn(reply, `${PATH}?notice=alias`)
}

/** POST /settings/aliases/remove. */
export async function dropAlias({ ctx, form, reply, session: { user } }: SignedVisit): Promise<FastifyReply> {
  await ctx.write((tx) => removeAlias(tx, user.account_id, field(form, 'uri')))
  return sendOn(reply, `${PATH}?notice=alias-removed`)
}
