// The composer: one form, beside the page or as a screen. Closing keeps what was typed; only "Delete draft" deletes it.
import { useSignal } from '@preact/signals'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import { Icon } from '../../components/icon.tsx'
import { QuoteBox } from '../../components/post-parts.tsx'
import { toast } from '../components/toast.tsx'
import { composer } from '../compose-link.ts'
import { Attachments } from './attachments.tsx'
import { AudienceChoice } from './audience.tsx'
import { type Draft, localTime } from './draft.ts'
import { keepDraft, removeDraft } from './draft-store.ts'
import type { Editing } from './editing.ts'
import { loadLimits } from './limits.ts'
import { Notes } from './notes.tsx'
import { newPoll, PollEditor } from './poll-editor.tsx'
import { type Sending, useSending } from './sending.ts'
import { TextField } from './text-field.tsx'
import { Tools } from './tools.tsx'
import { addFiles } from './uploads.ts'
import { cw } from './words.ts'

export interface ComposerProps {
  edited: Editing
  /** As a screen it is the page's heading. */
  heading: 'h1' | 'h2'
  /** Closed or posted: stop drawing it. */
  onClose: () => void
}

function titleOf({ kind, about, replaces }: Draft): string {
  const { titles } = cw
  if (replaces?.kind === 'status') return titles.redraft
  if (kind === 'reply' && about) return titles.reply(`@${about.account.acct}`)
  return kind === 'edit' ? titles.edit : kind === 'quote' ? titles.quote : titles.post
}

/** Deletes the draft; for a few seconds it can be had back. */
async function discard(edited: Editing): Promise<void> {
  const draft = edited.draft.peek()
  edited.end()
  await removeDraft(draft, { files: false })
  toast({
    text: cw.deleted, undo: () => void keepDraft({ ...draft, savedAt: Date.now() }).then(() => composer.open({ draft: draft.id })),
    elapsed: () => void removeDraft(draft).catch(() => {}),
  })
}

export function Composer({ edited, heading: Heading, onClose }: ComposerProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = edited.draft.value
  const sending = useSending(edited, onClose)
  useEffect(() => {
    void loadLimits()
    const flush = (): void => void edited.flush()
    addEventListener('pagehide', flush)
    return () => { removeEventListener('pagehide', flush); flush() }
  }, [edited])
  // After the arrival at a screen has set its focus on the heading.
  useEffect(() => { setTimeout(() => focusEnd(field)) }, [edited])
  useEffect(() => { if (sending.fault && !sending.busy) field.current?.focus() }, [sending.fault, sending.busy])
  const onFiles = (files: File[]): void => sending.say(addFiles(edited, files))
  return (
    <form class="composer" aria-labelledby={`${id}-title`} onSubmit={(event) => { event.preventDefault(); void sending.send() }} {...useKeys(edited, sending, onClose)} {...useDrop(onFiles)}>
      <header class="composer-head">
        <Heading id={`${id}-title`} tabindex={-1}><bdi>{titleOf(draft)}</bdi></Heading>
        <button type="button" class="tool" aria-label={cw.close} title={cw.close} onClick={onClose}><Icon name="close" /></button>
      </header>
      <div class="composer-body">
        {draft.kind !== 'edit' && draft.about ? <QuoteBox quote={{ state: 'accepted', quoted_status: draft.about }} /> : null}
        <AudienceChoice value={draft.visibility} fixed={draft.kind === 'edit'} disabled={sending.busy} onChange={(visibility) => edited.update({ visibility })} />
        <Fields edited={edited} busy={sending.busy} field={field} noteId={`${id}-notes`} onFiles={onFiles} />
      </div>
      <footer class="composer-foot">
        <Notes edited={edited} sending={sending} id={`${id}-notes`} />
        <Tools edited={edited} sending={sending} onFiles={onFiles} onDiscard={() => void discard(edited).then(onClose)} />
      </footer>
    </form>
  )
}

function focusEnd(field: RefObject<HTMLTextAreaElement>): void {
  const area = field.current
  if (!area) return
  area.focus({ preventScroll: true })
  area.setSelectionRange(area.value.length, area.value.length)
}

function Fields({ edited, busy, field, noteId, onFiles }: { edited: Editing; busy: boolean; field: RefObject<HTMLTextAreaElement>; noteId: string; onFiles: (files: File[]) => void }) {
  const draft = edited.draft.value
  const limited = localTime(new Date(Date.now() + 5 * 60_000))
  return (
    <>
      {draft.warning === null ? null
        : <input class="composer-warning" type="text" dir="auto" value={draft.warning} disabled={busy} aria-label={cw.warning} placeholder={cw.warning} autocomplete="off" onInput={(event) => edited.update({ warning: event.currentTarget.value })} />}
      <TextField value={draft.text} language={draft.language} disabled={busy} describedBy={noteId} field={field} onText={(text) => edited.update({ text })} onFiles={onFiles} />
      <Attachments edited={edited} disabled={busy} />
      {draft.media.length ? <label class="tick"><input type="checkbox" checked={draft.sensitive || Boolean(draft.warning)} disabled={busy || Boolean(draft.warning)} onChange={(event) => edited.update({ sensitive: event.currentTarget.checked })} />{cw.sensitive}</label> : null}
      {draft.poll ? <PollEditor poll={draft.poll} disabled={busy} onChange={(poll) => edited.update({ poll })} /> : null}
      {draft.scheduledAt === null ? null
        : <label class="composer-line">{cw.when}<input type="datetime-local" class="composer-when" value={draft.scheduledAt} min={limited} disabled={busy} onInput={(event) => edited.update({ scheduledAt: event.currentTarget.value })} /><span class="hint">{cw.whenHint}</span></label>}
    </>
  )
}

/** Ctrl+Enter sends, Alt+X opens the warning, Esc closes and keeps. */
function useKeys(edited: Editing, { send }: Sending, onClose: () => void) {
  return {
    onKeyDown(event: KeyboardEvent): void {
      if (event.isComposing || event.defaultPrevented) return
      const form = event.currentTarget as HTMLElement
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
      else if (event.key === 'Escape') onClose()
      else if (event.altKey && event.code === 'KeyX') toggleWarning(edited, form)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

/** Opens the warning's field and goes there, or closes it. */
export function toggleWarning(edited: Editing, form: HTMLElement | null): void {
  const open = edited.draft.peek().warning === null
  edited.update({ warning: open ? '' : null })
  requestAnimationFrame(() => form?.querySelector<HTMLElement>(open ? '.composer-warning' : '.composer-area')?.focus())
}

export function togglePoll(edited: Editing, form: HTMLElement | null): void {
  const open = edited.draft.peek().poll === null
  edited.update({ poll: open ? newPoll() : null })
  requestAnimationFrame(() => form?.querySelector<HTMLElement>(open ? '.poll-option input' : '.composer-area')?.focus())
}

export function toggleSchedule(edited: Editing, form: HTMLElement | null): void {
  const open = edited.draft.peek().scheduledAt === null
  edited.update({ scheduledAt: open ? localTime(new Date(Date.now() + 3_600_000)) : null })
  requestAnimationFrame(() => form?.querySelector<HTMLElement>(open ? '.composer-when' : '.composer-area')?.focus())
}

/** Files may be dropped anywhere on the form. */
function useDrop(onFiles: (files: File[]) => void) {
  const over = useSignal(false)
  const [depth] = useState({ count: 0 })
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
  return {
    'data-drop': over.value ? cw.media.drop : undefined,
    onDragEnter(event: DragEvent) { if (holdsFiles(event)) { depth.count++; over.value = true } },
    onDragLeave(event: DragEvent) { if (holdsFiles(event)) over.value = --depth.count > 0 },
    onDragOver(event: DragEvent) { if (holdsFiles(event)) event.preventDefault() },
    onDrop(event: DragEvent) {
      depth.count = 0
      over.value = false
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      onFiles([...event.dataTransfer.files])
    },
  }
}
