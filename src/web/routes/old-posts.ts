// /settings/old-posts: whether a member's old posts go by themselves, and which of them stay.
import type { FastifyReply } from 'fastify'
import { KEPT_KINDS, OLD_POST_AGES, oldPostsPolicy, setOldPostsPolicy, type KeptKind } from '#domain/old-posts/policy.ts'
import { serverWords as w } from '../words/en/server.ts'
import { doneNotice } from './account-settings.ts'
import type { SignedVisit } from './page-access.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf } from './visit.ts'

const PATH = '/settings/old-posts'

type Values = Record<string, string>

async function show(visit: SignedVisit, values: Values, errors: { min_favourites?: string; min_reblogs?: string } = {}, status = 200): Promise<FastifyReply> {
  const { ctx, reply } = visit
  const html = ctx.pages.oldPostsPage({
    page: await frame(visit, doneNotice(visit)), ages: OLD_POST_AGES, kinds: KEPT_KINDS, form: { ...formOf(visit, PATH), values, errors },
  })
  return sendPage(reply, html, { status })
}

/** GET /settings/old-posts. */
export async function showOldPosts(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, session: { user } } = visit
  const policy = await oldPostsPolicy(ctx.db, user.account_id)
  return show(visit, {
    enabled: policy.enabled ? '1' : '', age: String(policy.minAgeDays), ...Object.fromEntries(KEPT_KINDS.map((kind) => [kind, policy.keep[kind] ? '1' : ''])),
    min_favourites: policy.minFavourites === null ? '' : String(policy.minFavourites), min_reblogs: policy.minReblogs === null ? '' : String(policy.minReblogs),
  })
}

/** A whole number from one on; null for an empty field, undefined for anything else. */
function thresholdOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  return /^\s*[1-9]\d{0,5}\s*$/.test(text) ? Number(text) : undefined
}

/** POST of the same. */
export async function submitOldPosts(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session: { user } } = visit
  const names = ['enabled', 'age', ...KEPT_KINDS, 'min_favourites', 'min_reblogs']
  const values = Object.fromEntries(names.map((name) => [name, field(form, name)]))
  const [minFavourites, minReblogs] = [thresholdOf(values['min_favourites'] ?? ''), thresholdOf(values['min_reblogs'] ?? '')]
  if (minFavourites === undefined || minReblogs === undefined) {
    const wrong = (count: number | null | undefined) => count === undefined ? w.notAThreshold : ''
    return show(visit, values, { min_favourites: wrong(minFavourites), min_reblogs: wrong(minReblogs) }, 422)
  }
  const keep = Object.fromEntries(KEPT_KINDS.map((kind) => [kind, values[kind] === '1'])) as Record<KeptKind, boolean>
  await ctx.write((tx) => setOldPostsPolicy(tx, user.account_id, { enabled: values['enabled'] === '1', minAgeDays: Number(values['age']), keep, minFavourites, minReblogs }))
  return sendOn(reply, `${PATH}?notice=saved`)
}
