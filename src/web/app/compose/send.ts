// From a draft to a post: what is missing is uploaded, descriptions are told, then it is posted, changed or scheduled. A
// repeat after a broken connection posts nothing twice.
import type { MediaAttachment, Status } from '../../props/entities.ts'
import { ApiError, del, post, put } from '../api.ts'
import { serverNow } from '../start.ts'
import { readFile } from './draft-store.ts'
import { type Draft, type DraftMedia, toldOf } from './draft.ts'
import { needsUpload, sendFile } from './uploads.ts'

interface ScheduledStatus { id: string; scheduled_at: string; params: object; media_attachments: MediaAttachment[] }
export type Sent = { status: Status; scheduled?: never } | { scheduled: ScheduledStatus; status?: never }

/** Notes what has happened to a draft while it is sent, so that a break there costs nothing. */
type Note = (patch: Partial<Draft>) => Promise<void>

const focusText = ({ focus }: DraftMedia): string => `${focus.x},${focus.y}`

async function uploadMissing(draft: Draft, note: Note): Promise<Draft> {
  let media = draft.media
  for (const one of media.filter(needsUpload)) {
    const file = await readFile(one.key)
    if (!file) continue
    const made = await sendFile(file)
    media = media.map((each) => each === one ? { ...one, id: made.id, uploadedAt: Date.now(), kind: made.type, previewUrl: made.preview_url, told: '["",0,0]' } : each)
    await note({ media })
  }
  return { ...draft, media: media.filter(({ id }) => id !== null) }
}

/** What this replaces goes first: its attachments are free then. It may be gone already. */
async function removeReplaced(draft: Draft, note: Note): Promise<Draft> {
  if (!draft.replaces) return draft
  const { kind, id } = draft.replaces
  await del(kind === 'status' ? `/api/v1/statuses/${id}` : `/api/v1/scheduled_statuses/${id}`).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 404) throw error
  })
  await note({ replaces: null })
  return { ...draft, replaces: null }
}

/** Descriptions and centres of uploads that no post carries; of others the edit tells them. */
async function tellDetails(draft: Draft, note: Note): Promise<Draft> {
  const changed = draft.media.filter((one) => !one.attached && toldOf(one) !== one.told)
  if (changed.length === 0) return draft
  await Promise.all(changed.map((one) => put(`/api/v1/media/${one.id}`, { description: one.description, focus: focusText(one) })))
  const media = draft.media.map((one) => changed.includes(one) ? { ...one, told: toldOf(one) } : one)
  await note({ media })
  return { ...draft, media }
}

function bodyOf(draft: Draft): object {
  const { poll, media, warning, scheduledAt } = draft
  return {
    status: draft.text.trim(), spoiler_text: warning?.trim() ?? '', sensitive: draft.sensitive && media.length > 0, language: draft.language, media_ids: media.map(({ id }) => id),
    ...poll ? { poll: { options: poll.options.map((one) => one.trim()).filter(Boolean), expires_in: poll.expiresIn, multiple: poll.multiple, hide_totals: poll.hideTotals } } : {},
    ...draft.kind === 'edit' ? {} : { visibility: draft.visibility },
    ...draft.kind === 'reply' && draft.target ? { in_reply_to_id: draft.target } : {},
    ...draft.kind === 'quote' && draft.target ? { quoted_status_id: draft.target } : {},
    ...scheduledAt && draft.kind !== 'edit' ? { scheduled_at: new Date(scheduledAt).toISOString() } : {},
  }
}

const editBody = (draft: Draft): object => ({
  ...bodyOf(draft), media_attributes: draft.media.filter(({ attached }) => attached).map((one) => ({ id: one.id, description: one.description, focus: focusText(one) })),
})

/** An earlier try had got through after all, and the text was changed since: the post is changed to match. */
const wasPostedBefore = (status: Status, { tried }: Draft, body: string): boolean =>
  tried !== null && tried.body !== body && Date.parse(status.created_at) < tried.at + 60_000 && Date.parse(status.created_at) < serverNow() - 2000

/** Sends a draft; resolves with what it has become. Fails as the API does; `note` has been told how far it came. */
export async function sendDraft(draft: Draft, note: Note): Promise<Sent> {
  const ready = await tellDetails(await removeReplaced(await uploadMissing(draft, note), note), note)
  if (ready.kind === 'edit') return { status: await put<Status>(`/api/v1/statuses/${ready.target}`, editBody(ready)) }
  const body = bodyOf(ready)
  const text = JSON.stringify(body)
  if (!ready.tried) await note({ tried: { at: serverNow(), body: text } })
  try {
    const made = await post<Status | ScheduledStatus>('/api/v1/statuses', body, { idempotencyKey: ready.key })
    if ('scheduled_at' in made) return { scheduled: made }
    if (!wasPostedBefore(made, ready, text)) return { status: made }
    return { status: await put<Status>(`/api/v1/statuses/${made.id}`, editBody({ ...ready, kind: 'edit', media: ready.media.map((one) => ({ ...one, attached: true })) })) }
  } catch (error) {
    // A refusal is an answer: nothing was posted.
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) await note({ tried: null })
    throw error
  }
}
