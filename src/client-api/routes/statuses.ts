// Statuses: writing, reading, editing, deleting, and what stands around them.
import { z } from 'zod'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { composeEdit } from '#domain/statuses/compose-edit.ts'
import { ancestorsOf, descendantsOf, wantedBy } from '#domain/statuses/context-of.ts'
import { changeQuotePolicy } from '#domain/quotes/change-policy.ts'
import { QUOTE_POLICIES } from '#domain/statuses/quote-policy.ts'
import { editStatus } from '#domain/statuses/edit-status.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { repliesRefresh, startRefresh } from '#domain/statuses/refreshes.ts'
import { parseFocus } from '#domain/media/create-media.ts'
import { invalid, missing } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { toPlainText } from '#domain/text/plain-text.ts'
import { visibleStatus } from '#domain/statuses/visible-to.ts'
import { showContext } from '#entities/context.ts'
import { showStatusHistory } from '#entities/status-edit.ts'
import { showStatus, showStatuses } from '#entities/status-bundle.ts'
import { choice, flag, id, list, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'
import { tellRefresh } from './async-refreshes.ts'
import { create, createInput, pollInput, pollOf, resolveMentions, textInput } from './post-status.ts'

const INDEX_LIMIT = 20
/** When an app may ask whether replies have come, seconds. */
const REFRESH_RETRY_S = 3
const REPLIES_STALE_MS = 15 * 60_000

const indexInput = z.object({ id: list(id()) })
const deleteInput = z.object({ delete_media: flag() })
const editInput = z.object({
  ...textInput, media_ids: list(id()), poll: pollInput, quote_approval_policy: choice(QUOTE_POLICIES),
  media_attributes: list(z.object({ id: id(), description: text(), focus: text() })),
})

async function get(call: Call): Promise<unknown> {
  const { id: statusId } = await visibleStatus(call.ctx.db, call.viewer, call.id())
  const status = await showStatus(call.ctx, call.viewer, statusId)
  if (!status) throw missing()
  return status
}

async function index(call: Call<z.output<typeof indexInput>>): Promise<unknown> {
  const ids = [...new Set(call.input.id?.filter((one) => one !== undefined))]
  if (ids.length > INDEX_LIMIT) throw invalid(`id has more than ${INDEX_LIMIT} items`)
  return showStatuses(call.ctx, call.viewer, await wantedBy(call.ctx.db, call.viewer, ids))
}

/** The row of a status of the user's own. */
async function ownStatus(call: Pick<Call, 'ctx' | 'user' | 'id'>): Promise<Row<'statuses'>> {
  const row = await statusRow(call.ctx.db, call.id())
  if (!row || row.account_id !== call.user().accountId) throw missing()
  return row
}

/** Answers with the source, so that a client can offer it for writing anew; the uploads stay for a day unless told. */
async function remove(call: Call<z.output<typeof deleteInput>>): Promise<unknown> {
  const row = await ownStatus(call)
  const status = await showStatus(call.ctx, call.viewer, row.id)
  const media = call.input.delete_media ? 'delete' : 'keep'
  await call.ctx.write((tx) => deleteStatus(tx, row.id, { media }))
  if (!status) throw missing()
  return { ...status, text: sourceOf(row) }
}

/** What was typed; of a remote status, its text without markup. */
const sourceOf = (row: Row<'statuses'>): string => row.text ?? toPlainText(row.content)

async function edit(call: Call<z.output<typeof editInput>>): Promise<unknown> {
  const { ctx, input } = call
  const row = await ownStatus(call)
  await resolveMentions(ctx, input.status ?? '')
  const changes = await composeEdit({ db: ctx.db, config: ctx.config, now: ctx.clock.now() }, row, {
    text: input.status ?? '', spoilerText: input.spoiler_text ?? '', sensitive: input.sensitive ?? false, language: input.language ?? null,
    mediaIds: input.media_ids?.filter((one) => one !== undefined) ?? [], poll: pollOf(input.poll),
    mediaDetails: (input.media_attributes ?? []).flatMap(({ id: mediaId, description, focus }) => mediaId === undefined ? [] : [{
      id: mediaId, ...(description === undefined ? {} : { description }), ...(focus === undefined ? {} : { focus: parseFocus(focus) }),
    }]),
  })
  await ctx.write(async (tx) => {
    if (input.quote_approval_policy) await changeQuotePolicy(tx, row.account_id, row.id, input.quote_approval_policy)
    await editStatus(tx, row.id, changes)
  })
  return showStatus(ctx, call.viewer, row.id)
}

async function context(call: Call): Promise<unknown> {
  const { ctx, viewer } = call
  const { id: statusId } = await visibleStatus(ctx.db, viewer, call.id())
  if (viewer !== null) await askForReplies(call, statusId)
  const [ancestors, descendants] = await Promise.all([ancestorsOf(ctx.db, viewer, statusId), descendantsOf(ctx.db, viewer, statusId)])
  return showContext(ctx, viewer, { ancestors, descendants })
}

/** A member looks at a thread of another server: the replies that nobody sent us are fetched behind their back. */
async function askForReplies(call: Call, statusId: number): Promise<void> {
  const { ctx } = call
  const row = await statusRow(ctx.db, statusId)
  if (!row || row.local === 1) return
  if ((row.fetched_replies_at ?? 0) < ctx.clock.now() - REPLIES_STALE_MS) {
    await ctx.write((tx) => startRefresh(tx, statusId))
    ctx.services.fetchReplies(statusId)
  }
  const refresh = await repliesRefresh(ctx.db, statusId, ctx.clock.now())
  if (refresh?.running) tellRefresh(call, refresh, REFRESH_RETRY_S)
}

async function history(call: Call): Promise<unknown> {
  const { id: statusId } = await visibleStatus(call.ctx.db, call.viewer, call.id())
  return showStatusHistory(call.ctx, call.viewer, statusId)
}

async function source(call: Call): Promise<unknown> {
  const { id: statusId } = await visibleStatus(call.ctx.db, call.viewer, call.id())
  const row = await statusRow(call.ctx.db, statusId)
  if (!row) throw missing()
  return { id: String(row.id), text: sourceOf(row), spoiler_text: row.spoiler_text }
}

const READ = ['read:statuses']
const WRITE = ['write:statuses']

export const statusRoutes: Route[] = [
  route('POST /api/v1/statuses', { contract: 'statuses#create', scopes: WRITE, input: createInput, handle: create }),
  route('GET /api/v1/statuses', { contract: 'statuses#index', auth: 'public', scopes: READ, input: indexInput, handle: index }),
  route('GET /api/v1/statuses/:id', { contract: 'statuses#get', auth: 'public', scopes: READ, handle: get }),
  route('PUT /api/v1/statuses/:id', { contract: 'statuses#edit', scopes: WRITE, input: editInput, handle: edit }),
  route('DELETE /api/v1/statuses/:id', { contract: 'statuses#delete', scopes: WRITE, rate: 'deletes', input: deleteInput, handle: remove }),
  route('GET /api/v1/statuses/:id/context', { contract: 'statuses#context', auth: 'public', scopes: READ, handle: context }),
  route('GET /api/v1/statuses/:id/history', { contract: 'statuses#history', auth: 'public', scopes: READ, handle: history }),
  route('GET /api/v1/statuses/:id/source', { contract: 'statuses#source', auth: 'app', scopes: READ, handle: source }),
]
