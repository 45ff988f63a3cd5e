// What somebody wrote, or what was written about something, for feed readers: always what strangers may see.
import type { FastifyReply } from 'fastify'
import type { AccountRow } from '#domain/accounts/queries.ts'
import { missing } from '#domain/refusals.ts'
import type { NormalisedTag } from '#domain/text/tags.ts'
import { accountStatusIds, type AccountOptions } from '#domain/timelines/account.ts'
import { mediaFiles } from '#domain/reading/statuses.ts'
import { tagIds } from '#domain/timelines/public.ts'
import { showAccount } from '#entities/load-accounts.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { serverWords as w } from '../words/en/server.ts'
import { sendShared } from './reading.ts'
import { renderRss, type Channel } from './rss.ts'
import type { Visit } from './visit.ts'

const ITEMS = 20

async function sendFeed({ ctx, request, reply }: Visit, channel: Omit<Channel, 'generator'>, ids: number[]): Promise<FastifyReply> {
  const statuses = await showStatuses(ctx, null, ids)
  const files = statuses.flatMap((status) => status.media_attachments.map((file) => Number(file.id)))
  const facts = files.length === 0 ? [] : await mediaFiles(ctx.db, { ids: files })
  reply.header('content-type', 'application/rss+xml; charset=utf-8').header('cache-control', 'public, max-age=60')
    .header('content-security-policy', "default-src 'none'; sandbox").header('access-control-allow-origin', '*')
  return sendShared(request, reply, renderRss({ ...channel, generator: 'Covey' }, statuses, new Map(facts.map((one) => [String(one.id), { type: one.content_type, size: one.file_size }]))))
}

/** A person's feed; `options` null means that there is nothing to list. */
export async function sendPersonFeed(visit: Visit, account: AccountRow, path: string, options: AccountOptions | null): Promise<FastifyReply> {
  const { ctx, now } = visit
  const person = await showAccount(ctx, account.id)
  if (!person) throw missing()
  const ids = options === null ? [] : await accountStatusIds(ctx.db, null, account.id, options, { limit: ITEMS }, now)
  const name = person.display_name || person.username
  return sendFeed(visit, {
    title: name, description: w.feedOfPerson(`@${account.username}@${ctx.config.domain}`), link: ctx.config.origin + path,
    self: `${ctx.config.origin}${path}.rss`, image: { url: person.avatar_static, title: name },
  }, ids)
}

/** A hashtag's feed. */
export async function sendTagFeed(visit: Visit, tag: NormalisedTag, id: number): Promise<FastifyReply> {
  const { ctx, now } = visit
  const link = `${ctx.config.origin}/tags/${encodeURIComponent(tag.name)}`
  return sendFeed(visit, { title: `#${tag.display}`, description: w.feedOfTag(tag.display), link, self: `${link}.rss`, image: null },
    await tagIds(ctx.db, null, id, {}, { limit: ITEMS }, now))
}
