// A post in another language: asked of the service once, kept for a week, until the post changes.
import { hash } from 'node:crypto'
import type { Context, Reader, Tx } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { escapeHtml } from '#domain/text/escape.ts'
import { toPlainText } from '#domain/text/plain-text.ts'
import { sanitizeHtml } from '#domain/text/sanitize.ts'
import { idList } from '#machinery/db/id-list.ts'
import type { Translator } from '#machinery/translation/translator.ts'

const KEPT_MS = 7 * 86_400_000
const FORGOTTEN_AT_ONCE = 500

export interface Translation {
  content: string
  spoiler_text: string
  language: string
  poll?: { id: string; options: { title: string }[] }
  media_attachments: { id: string; description: string }[]
  detected_source_language: string
  provider: string
}

interface Source { content: string; spoiler: string; language: string | null; poll: { id: number; options: string[] } | null; media: { id: number; description: string }[] }

async function sourceOf(db: Reader, statusId: number): Promise<Source> {
  const row = await statusRow(db, statusId)
  if (!row) throw missing()
  if (row.visibility !== 'public' && row.visibility !== 'unlisted') throw new Refusal('action.forbidden')
  const poll = row.poll_id === null ? undefined : await db.selectFrom('polls').select(['id', 'options']).where('id', '=', row.poll_id).executeTakeFirst()
  const ids = JSON.parse(row.media_ids) as number[]
  const media = ids.length === 0 ? [] : await db.selectFrom('media_attachments').select(['id', 'description']).where('id', 'in', idList(ids)).execute()
  return {
    content: row.content, spoiler: row.spoiler_text, language: row.language?.toLowerCase().replace(/[-_].*/, '') ?? null,
    poll: poll ? { id: poll.id, options: JSON.parse(poll.options) as string[] } : null,
    media: media.flatMap(({ id, description }) => description ? [{ id, description }] : []),
  }
}

async function ask(translator: Translator, { content, spoiler, language, poll, media }: Source, target: string): Promise<Translation> {
  const known = await translator.languages()
  if (known === null) throw new Refusal('translation.failed')
  if (!known[language ?? 'und']?.includes(target)) throw new Refusal('action.forbidden')
  const plain = [spoiler, ...poll?.options ?? [], ...media.map((one) => one.description)]
  // An empty text may come back as nothing at all.
  const wanted = [content, ...plain.map(escapeHtml)].map((text, place) => ({ text, place })).filter((one) => one.text !== '')
  const told = wanted.length === 0 ? { texts: [], detected: language } : await translator.translate(wanted.map((one) => one.text), language, target)
  if (told === null) throw new Refusal('translation.failed')
  const placed = new Map(wanted.map(({ place }, index) => [place, told.texts[index] ?? '']))
  const word = (place: number): string => toPlainText(placed.get(place) ?? '')
  const options = poll?.options.length ?? 0
  return {
    content: sanitizeHtml(placed.get(0) ?? ''), spoiler_text: word(1), language: target,
    ...(poll ? { poll: { id: String(poll.id), options: poll.options.map((_, index) => ({ title: word(2 + index) })) } } : {}),
    media_attachments: media.map(({ id }, index) => ({ id: String(id), description: word(2 + options + index) })),
    detected_source_language: told.detected ?? language ?? 'und', provider: translator.provider,
  }
}

async function keep(tx: Tx, statusId: number, language: string, sourceHash: string, translation: Translation): Promise<void> {
  const kept = { source_hash: sourceHash, body: JSON.stringify(translation), created_at: tx.now }
  await tx.db.insertInto('translations').values({ status_id: statusId, language, ...kept })
    .onConflict((on) => on.columns(['status_id', 'language']).doUpdateSet(kept)).execute()
}

/**
 * A visible post in `target`. Refuses posts that are not public or unlisted and pairs of languages that the service does
 * not know with 403, and a service that fails with 503. The service is asked outside any transaction.
 */
export async function translateStatus(ctx: Pick<Context, 'db' | 'write'>, translator: Translator, statusId: number, target: string): Promise<Translation> {
  const source = await sourceOf(ctx.db, statusId)
  const sourceHash = hash('sha256', JSON.stringify(source), 'base64url')
  const kept = await ctx.db.selectFrom('translations').select(['source_hash', 'body']).where('status_id', '=', statusId).where('language', '=', target).executeTakeFirst()
  if (kept?.source_hash === sourceHash) return JSON.parse(kept.body) as Translation
  const translation = await ask(translator, source, target)
  await ctx.write((tx) => keep(tx, statusId, target, sourceHash, translation))
  return translation
}

/** Forgets translations of over a week ago. For the schedule. */
export async function forgetTranslations(ctx: Pick<Context, 'clock' | 'write'>): Promise<void> {
  const before = ctx.clock.now() - KEPT_MS
  const some = (tx: Tx) => tx.db.deleteFrom('translations').where('status_id', 'in', tx.db.selectFrom('translations').select('status_id')
    .where('created_at', '<', before).limit(FORGOTTEN_AT_ONCE)).where('created_at', '<', before).returning('status_id').execute()
  while ((await ctx.write(some)).length > 0);
}
