// Statuses and what hangs below them, at their network ids.
import type { FastifyInstance } from 'fastify'
import { statusUri, uriOfStatus } from '#domain/addresses.ts'
import { emojiRow } from '#domain/peers/published-emojis.ts'
import { openReplies, publishedStatuses } from '#domain/peers/published-statuses.ts'
import { missing } from '#domain/refusals.ts'
import { announceActivity, createActivity, inContext, withNoteContext } from './activities.ts'
import { countCollection, unorderedPage } from './collections.ts'
import { EMOJI_CONTEXT, type Document } from './context.ts'
import { localStatus, numberOf, type LocalStatus } from './local-things.ts'
import { loadNotes, renderNote } from './note.ts'
import { documentRoute, forEverybody, type Answer, type Asked, type DocumentContext } from './serve.ts'
import { emojiTag } from './tags.ts'

const OWN_REPLIES = 20
const OTHER_REPLIES = 60

const answerFor = (asked: Asked, { open }: LocalStatus, document: Document): Answer =>
  open ? forEverybody(asked, document) : { document, seconds: null }

async function noteAnswer(asked: Asked, status: LocalStatus): Promise<Answer> {
  const { row } = status
  if (row.reblog_of_id !== null) return originalOf(asked, row.reblog_of_id)
  const note = renderNote(row.id, await loadNotes(asked.ctx, [row.id]))
  if (!note) throw missing()
  return answerFor(asked, status, withNoteContext(note))
}

async function originalOf({ ctx }: Asked, id: number): Promise<Answer> {
  const original = (await publishedStatuses(ctx.db, [id])).get(id)
  if (!original) throw missing()
  return { redirect: uriOfStatus(ctx.config, original) }
}

async function activityAnswer(asked: Asked, status: LocalStatus): Promise<Answer> {
  const { ctx } = asked
  const { row } = status
  if (row.reblog_of_id === null) {
    const create = createActivity(row.id, await loadNotes(ctx, [row.id]))
    if (!create) throw missing()
    return answerFor(asked, status, withNoteContext(create))
  }
  const original = (await publishedStatuses(ctx.db, [row.reblog_of_id])).get(row.reblog_of_id)
  if (!original) throw missing()
  return answerFor(asked, status, inContext(announceActivity(ctx.config, row, original)))
}

/** Replies by id: the author's own first, for they continue what was said; then everybody else's. */
async function repliesPage({ ctx, query }: Asked, { row }: LocalStatus): Promise<Document> {
  const id = `${statusUri(ctx.config, row.account_id, row.id)}/replies`
  const others = query['only_other_accounts'] === 'true'
  const after = typeof query['min_id'] === 'string' && /^\d{1,16}$/.test(query['min_id']) ? Number(query['min_id']) : 0
  const limit = others ? OTHER_REPLIES : OWN_REPLIES
  const rows = await openReplies(ctx.db, { statusId: row.id, authorId: row.account_id, byAuthor: !others, after, limit })
  const base = `${id}?page=true`
  const last = rows.length === limit ? rows.at(-1) : undefined
  const next = last ? `${base}${others ? '&only_other_accounts=true' : ''}&min_id=${last.id}` : others ? undefined : `${base}&only_other_accounts=true`
  const own = `${base}${others ? '&only_other_accounts=true' : ''}${after > 0 ? `&min_id=${after}` : ''}`
  return unorderedPage({ id: own, partOf: id, items: rows.map((one) => uriOfStatus(ctx.config, one)), next })
}

async function repliesAnswer(asked: Asked, status: LocalStatus): Promise<Answer> {
  const page = await repliesPage(asked, status)
  if (asked.query['page'] === 'true') return answerFor(asked, status, inContext(page))
  return answerFor(asked, status, inContext({ id: page['partOf'], type: 'Collection', first: page }))
}

const counted = (name: 'likes' | 'shares') => async (asked: Asked, status: LocalStatus): Promise<Answer> => {
  const { row } = status
  const total = name === 'likes' ? row.favourites_count : row.reblogs_count
  return answerFor(asked, status, inContext(countCollection(`${statusUri(asked.ctx.config, row.account_id, row.id)}/${name}`, total)))
}

/** A status below its author's id. */
export async function statusAnswer(asked: Asked, accountId: number, id: number, answer = noteAnswer): Promise<Answer> {
  const status = await localStatus(asked, accountId, id)
  return 'gone' in status ? status.gone : answer(asked, status.found)
}

const below: Record<string, typeof noteAnswer> = {
  '': noteAnswer, '/activity': activityAnswer, '/replies': repliesAnswer, '/likes': counted('likes'), '/shares': counted('shares'),
}

async function emojiAnswer(asked: Asked, id: number): Promise<Answer> {
  const row = await emojiRow(asked.ctx.db, id)
  const tag = row && row.host === null && row.disabled === 0 ? emojiTag(asked.ctx.config, row) : null
  if (!tag) throw missing()
  return forEverybody(asked, inContext(tag, EMOJI_CONTEXT))
}

/** Mounts statuses and custom emojis. */
export function statusRoutes(app: FastifyInstance, ctx: DocumentContext): void {
  const page = async ({ sid }: Record<string, string>): Promise<string | null> => {
    const row = (await publishedStatuses(ctx.db, [numberOf(sid)])).get(numberOf(sid))
    const open = row?.visibility === 'public' || row?.visibility === 'unlisted'
    return row && open && row.local === 1 ? `${ctx.config.origin}/@${row.username}/${row.id}` : null
  }
  for (const [name, answer] of Object.entries(below)) {
    documentRoute(app, ctx, `/ap/users/:id/statuses/:sid${name}`,
      (asked, { id, sid }) => statusAnswer(asked, numberOf(id), numberOf(sid), answer), name === '' ? { page } : {})
  }
  documentRoute(app, ctx, '/ap/emojis/:id', (asked, { id }) => emojiAnswer(asked, numberOf(id)))
}
