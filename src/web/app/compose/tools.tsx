// The row at the end of the composer: what can be added, how much room is left, and the button that names the act.
import { useRef } from 'preact/hooks'
import { Icon, type IconName } from '../../components/icon.tsx'
import { f } from '../page.ts'
import { start } from '../start.ts'
import { togglePoll, toggleSchedule, toggleWarning } from './composer.tsx'
import { type Draft, isBlank, outsiders, undescribed } from './draft.ts'
import type { Editing } from './editing.ts'
import { LanguageChoice } from './language-choice.tsx'
import { limits, megabytes } from './limits.ts'
import { overLimit, type Sending } from './sending.ts'
import { cw } from './words.ts'

function actName(draft: Draft, { busy, nudge }: Sending): string {
  const { acts } = cw
  if (busy) return acts.sending
  const outside = outsiders(draft, start.me.acct)
  if (nudge === 'outsider' && outside.length) return acts.outsider(f.list(outside.map((handle) => `@${handle}`)))
  if (nudge === 'text' && undescribed(draft)) return acts.anyway
  if (draft.kind === 'edit') return acts.save
  if (draft.scheduledAt) return acts.schedule
  const reply = { public: acts.reply, unlisted: acts.replyQuietly, private: acts.replyFollowers, direct: acts.replyPrivately }
  return (draft.kind === 'reply' ? reply : acts)[draft.visibility]
}

export function Tools({ edited, sending, onFiles, onDiscard }: { edited: Editing; sending: Sending; onFiles: (files: File[]) => void; onDiscard: () => void }) {
  const draft = edited.draft.value
  const { attachments, imageBytes, videoBytes, types } = limits.value
  const films = types.some((type) => !type.startsWith('image/'))
  const attach = films ? cw.attachAny(attachments, megabytes(imageBytes), megabytes(videoBytes)) : cw.attach(attachments, megabytes(imageBytes))
  const full = draft.media.length >= attachments
  const files = useRef<HTMLInputElement>(null)
  return (
    <>
      <div class="composer-tools" role="group" aria-label={cw.tools}>
        <input ref={files} type="file" hidden multiple accept={limits.value.types.join(',')} onChange={(event) => {
          onFiles([...event.currentTarget.files ?? []])
          event.currentTarget.value = ''
        }} />
        <Tool icon="image" label={draft.poll ? cw.attachWithPoll : full ? cw.media.tooMany(attachments) : attach} disabled={sending.busy || full || draft.poll !== null} press={() => files.current?.click()} />
        <Tool icon="warn" label={draft.warning === null ? cw.addWarning : cw.removeWarning} pressed={draft.warning !== null} disabled={sending.busy} press={(form) => toggleWarning(edited, form)} />
        <Tool icon="poll" label={draft.poll ? cw.removePoll : draft.media.length ? cw.pollWithMedia : cw.poll} pressed={draft.poll !== null} disabled={sending.busy || draft.media.length > 0} press={(form) => togglePoll(edited, form)} />
        {draft.kind === 'edit' ? null
          : <Tool icon="clock" label={draft.scheduledAt === null ? cw.schedule : cw.removeSchedule} pressed={draft.scheduledAt !== null} disabled={sending.busy} press={(form) => toggleSchedule(edited, form)} />}
        <LanguageChoice value={draft.language} disabled={sending.busy} onChange={(language) => edited.update({ language })} />
      </div>
      <div class="composer-send">
        {draft.savedAt || !isBlank(draft) ? <button type="button" class="link-button" disabled={sending.busy} onClick={onDiscard}>{cw.deleteDraft}</button> : null}
        <Counter draft={draft} />
        <button type="submit" class="button button-primary" aria-disabled={sending.busy} aria-keyshortcuts="Control+Enter"><bdi>{actName(draft, sending)}</bdi></button>
      </div>
    </>
  )
}

function Tool(props: { icon: IconName; label: string; pressed?: boolean; disabled: boolean; press: (form: HTMLElement | null) => void }) {
  return (
    <button type="button" class="tool" aria-label={props.label} title={props.label} aria-pressed={props.pressed} disabled={props.disabled} onClick={(event) => props.press(event.currentTarget.closest('form'))}><Icon name={props.icon} /></button>
  )
}

/** Shown from 80 %; counted as the server does. */
function Counter({ draft }: { draft: Draft }) {
  const over = overLimit(draft)
  const { characters } = limits.value
  if (over < -characters / 5) return null
  return (
    <p class={over > 0 ? 'counter counter-over' : 'counter'}>
      <bdi aria-hidden="true">{f.number(-over)}</bdi><span class="hidden">{over > 0 ? cw.over(f.number(over)) : cw.counter(f.number(-over))}</span>
    </p>
  )
}
