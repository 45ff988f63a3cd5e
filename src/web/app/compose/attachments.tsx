// The pictures of a post that is being written: how far each is, its description, its centre, its place.
import { useEffect, useMemo } from 'preact/hooks'
import { Icon } from '../../components/icon.tsx'
import { say } from '../components/toast.tsx'
import type { DraftMedia } from './draft.ts'
import type { Editing } from './editing.ts'
import { limits } from './limits.ts'
import { moveMedia, removeMedia, startUpload } from './uploads.ts'
import { cw } from './words.ts'

export function Attachments({ edited, disabled }: { edited: Editing; disabled: boolean }) {
  const { media } = edited.draft.value
  if (!media.length) return null
  return <ol class="attachments" aria-label={cw.media.list}>{media.map((file, index) => <Attachment key={file.key} edited={edited} file={file} n={index + 1} of={media.length} disabled={disabled} />)}</ol>
}

function Attachment({ edited, file, n, of, disabled }: { edited: Editing; file: DraftMedia; n: number; of: number; disabled: boolean }) {
  const { media: w } = cw
  const kind = w.kinds[file.kind] ?? w.other
  return (
    <li class="attachment">
      <Preview edited={edited} file={file} n={n} disabled={disabled} />
      <div class="attachment-side">
        <textarea class="attachment-text" dir="auto" rows={2} value={file.description} maxLength={limits.value.descriptions} disabled={disabled} aria-label={w.description(kind, n)} placeholder={file.kind === 'audio' ? w.hintSound : w.hint}
          onInput={(event) => edited.updateMedia(file.key, { description: event.currentTarget.value })} />
        <UploadState edited={edited} file={file} />
        <div class="attachment-tools">
          {/* Not disabled at the ends: what is pressed there would lose the focus. */}
          {of > 1 ? <button type="button" class="tool" aria-label={w.earlier(kind, n)} title={w.earlier(kind, n)} disabled={disabled} aria-disabled={n === 1} onClick={() => moveMedia(edited, file.key, -1)}><Icon name="up" /></button> : null}
          {of > 1 ? <button type="button" class="tool" aria-label={w.later(kind, n)} title={w.later(kind, n)} disabled={disabled} aria-disabled={n === of} onClick={() => moveMedia(edited, file.key, 1)}><Icon name="down" /></button> : null}
          <button type="button" class="tool" aria-label={w.remove(kind, n)} title={w.remove(kind, n)} disabled={disabled} onClick={(event) => {
            const composer = event.currentTarget.closest('form')
            removeMedia(edited, file.key)
            composer?.querySelector<HTMLElement>('.composer-area')?.focus()
          }}><Icon name="close" /></button>
        </div>
      </div>
    </li>
  )
}

function UploadState({ edited, file }: { edited: Editing; file: DraftMedia }) {
  const { media: w } = cw
  const upload = edited.uploads.value[file.key]
  if (!upload) return null
  if (upload.state === 'failed') {
    return <p class="error" role="alert">{upload.fault} <button type="button" class="link-button" onClick={() => void startUpload(edited, file.key)}>{w.retry}</button></p>
  }
  return (
    <p class="upload">
      {upload.state === 'processing' ? <span class="muted">{w.processing}</span> : <progress aria-label={w.progress(file.name)} value={upload.share} max={1} />}
      <button type="button" class="link-button" onClick={() => removeMedia(edited, file.key)}>{w.cancel}</button>
    </p>
  )
}

const STEP = 0.1
const clamp = (n: number): number => Math.round(Math.max(-1, Math.min(1, n)) * 100) / 100
const percent = (n: number): number => Math.round((n + 1) * 50)

/** The whole picture with a mark at its centre, which a tap or the arrow keys move. */
function Preview({ edited, file, n, disabled }: { edited: Editing; file: DraftMedia; n: number; disabled: boolean }) {
  const local = edited.files.get(file.key)
  const url = useMemo(() => local && file.kind === 'image' ? URL.createObjectURL(local) : null, [local])
  useEffect(() => () => { if (url) URL.revokeObjectURL(url) }, [url])
  const { x, y } = file.focus
  const label = cw.media.focal(n, percent(x), percent(-y))
  const shown = url ?? file.previewUrl
  if (file.kind !== 'image') return <span class="attachment-preview">{shown && file.kind !== 'audio' && shown === file.previewUrl ? <img src={shown} alt="" /> : <span class="muted" dir="auto">{file.name || file.kind}</span>}</span>
  const set = (focus: { x: number; y: number }): void => edited.updateMedia(file.key, { focus: { x: clamp(focus.x), y: clamp(focus.y) } })
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key]
    if (!step) return
    event.preventDefault()
    const to = { x: clamp(x + (step[0] ?? 0)), y: clamp(y + (step[1] ?? 0)) }
    set(to)
    say(cw.media.focal(n, percent(to.x), percent(-to.y)))
  }
  return (
    <button type="button" class="attachment-preview" aria-label={label} title={label} disabled={disabled} onKeyDown={onKeyDown} onClick={(event) => {
      // A key press has no place on the picture.
      if (event.detail === 0) return
      const box = event.currentTarget.querySelector('.focal-box')?.getBoundingClientRect()
      if (box) set({ x: (event.clientX - box.left) / box.width * 2 - 1, y: 1 - (event.clientY - box.top) / box.height * 2 })
    }}>
      <span class="focal-box" dir="ltr">{shown ? <img src={shown} alt="" /> : null}<span class="focal" style={{ left: `${percent(x)}%`, top: `${percent(-y)}%` }} /></span>
    </button>
  )
}
