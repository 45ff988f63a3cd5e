// Files on their way to the server: checked before they leave, uploaded at once, cancelled, tried again, and uploaded anew
// when the server has forgotten them.
import type { MediaAttachment } from '../../props/entities.ts'
import { ApiError, del, getPage, upload } from '../api.ts'
import { say } from '../components/toast.tsx'
import { serverNow } from '../start.ts'
import { keepFile, readFile, removeFile } from './draft-store.ts'
import { type DraftMedia, newId } from './draft.ts'
import type { Editing } from './editing.ts'
import { limits, megabytes } from './limits.ts'
import { cw } from './words.ts'

/** The server keeps what no post carries for a day; we do not cut it that fine. */
const FORGOTTEN_MS = 20 * 3_600_000
const PROCESSING_MS = 10 * 60_000

const isFilm = (kind: string): boolean => /^(video|audio)/.test(kind)

/** Why a file cannot be added; null: it can. */
function refusalOf(file: File, beside: readonly { kind: string }[]): string | null {
  const { attachments, types, imageBytes, videoBytes } = limits.peek()
  const words = cw.media
  if (beside.length >= attachments) return words.tooMany(attachments)
  if (file.type && !types.includes(file.type)) return words.wrongType(file.name)
  const most = isFilm(file.type) ? videoBytes : imageBytes
  if (file.size > most) return words.tooLarge(file.name, megabytes(most))
  if (beside.length > 0 && (isFilm(file.type) || beside.some(({ kind }) => isFilm(kind)))) return words.alone
  return null
}

/** Adds files and begins to upload them. Answers what there is to say of those that cannot be added. */
export function addFiles(edited: Editing, files: readonly File[]): string | null {
  let refusal: string | null = null
  for (const file of files) {
    const { media } = edited.draft.peek()
    const why = refusalOf(file, media)
    if (why) {
      refusal ??= why
      continue
    }
    const one: DraftMedia = {
      key: newId(), id: null, uploadedAt: 0, attached: false, name: file.name, kind: file.type.split('/')[0] ?? '', previewUrl: null, description: '', focus: { x: 0, y: 0 }, told: '["",0,0]',
    }
    edited.files.set(one.key, file)
    edited.update({ media: [...media, one] })
    void keepFile(one.key, file).catch(() => {})
    void startUpload(edited, one.key)
  }
  return refusal
}

/** The server's own words are for apps; these are for people. */
function faultOf(error: unknown): string {
  if (!(error instanceof ApiError)) return cw.media.failed
  if (error.offline) return navigator.onLine ? cw.media.failed : cw.media.offline
  return error.status === 422 || error.status === 413 ? error.message.replace(/^Validation failed: /, '') : cw.media.failed
}

/** Sends one file; on the server it may have to be prepared first. */
export async function sendFile(file: File, options: { onProgress?: (share: number) => void; signal?: AbortSignal; onProcessing?: () => void } = {}): Promise<MediaAttachment> {
  const form = new FormData()
  form.append('file', file)
  const { body, status } = await upload<MediaAttachment>('/api/v2/media', form, options)
  if (status !== 202) return body
  options.onProcessing?.()
  const until = serverNow() + PROCESSING_MS
  for (;;) {
    await new Promise((go) => { setTimeout(go, 1000) })
    const answer = await getPage<MediaAttachment>(`/api/v1/media/${body.id}`, {}, options.signal)
    if (answer.status === 200) return answer.body
    if (serverNow() > until) throw new ApiError(0, '')
  }
}

/** Uploads the file of an attachment; what it is called and where its centre lies stays. */
export async function startUpload(edited: Editing, key: string): Promise<void> {
  const file = edited.files.get(key) ?? await readFile(key).catch(() => undefined)
  if (!file) return edited.setUpload(key, { share: 0, state: 'failed', fault: cw.media.failed, stop: null })
  const abort = new AbortController()
  const going = (share: number, state: 'uploading' | 'processing' = 'uploading'): void => edited.setUpload(key, { share, state, fault: null, stop: () => abort.abort() })
  going(0)
  try {
    const made = await sendFile(file, { onProgress: (share) => going(share), onProcessing: () => going(1, 'processing'), signal: abort.signal })
    if (!edited.draft.peek().media.some((one) => one.key === key)) return void del(`/api/v1/media/${made.id}`).catch(() => {})
    edited.setUpload(key, null)
    edited.updateMedia(key, { id: made.id, uploadedAt: Date.now(), kind: made.type, previewUrl: made.preview_url, told: '["",0,0]' })
  } catch (error) {
    if (abort.signal.aborted) return
    edited.setUpload(key, { share: 0, state: 'failed', fault: faultOf(error), stop: null })
  }
}

/** Takes an attachment away, on its way or there; what a post carries stays until the edit is sent. */
export function removeMedia(edited: Editing, key: string): void {
  const { media } = edited.draft.peek()
  const gone = media.find((one) => one.key === key)
  if (!gone) return
  edited.uploads.peek()[key]?.stop?.()
  edited.setUpload(key, null)
  edited.update({ media: media.filter((one) => one !== gone) })
  edited.files.delete(key)
  void removeFile(key).catch(() => {})
  if (gone.id && !gone.attached && !edited.draft.peek().replaces) void del(`/api/v1/media/${gone.id}`).catch(() => {})
  say(cw.media.removed)
}

/** Moves an attachment one place. */
export function moveMedia(edited: Editing, key: string, step: 1 | -1): void {
  const media = [...edited.draft.peek().media]
  const at = media.findIndex((one) => one.key === key)
  const to = at + step
  const [one] = at < 0 || to < 0 || to >= media.length ? [] : media.splice(at, 1)
  if (!one) return
  media.splice(to, 0, one)
  edited.update({ media })
  say(cw.media.moved(to + 1))
}

/** Whether the server must be given this file, for the first time or again. */
export const needsUpload = ({ id, attached, uploadedAt }: DraftMedia): boolean => id === null || !attached && uploadedAt > 0 && Date.now() - uploadedAt > FORGOTTEN_MS

/** Resolves when nothing is being uploaded any more; false: something failed. */
export async function uploadsSettled(edited: Editing): Promise<boolean> {
  while (Object.values(edited.uploads.peek()).some(({ state }) => state !== 'failed')) await new Promise((go) => { setTimeout(go, 100) })
  return Object.keys(edited.uploads.peek()).length === 0
}
