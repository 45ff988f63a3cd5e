// /drafts: what is being written, on this device: kept, not posted, or waiting for a connection.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import { FeedLoading } from '../components/feed.tsx'
import { toast } from '../components/toast.tsx'
import { composer } from '../compose-link.ts'
import { allDrafts, draftChanges, keepDraft, removeDraft } from './draft-store.ts'
import type { Draft } from './draft.ts'
import { cw } from './words.ts'

const { drafts: w } = cw

export function Screen() {
  const drafts = useSignal<readonly Draft[] | null>(null)
  const changes = draftChanges.value
  useEffect(() => { allDrafts().then((all) => { drafts.value = all }, () => { drafts.value = [] }) }, [changes])
  return (
    <>
      <ScreenBar title={w.title} note={w.lead}><a class="button button-plain small" href="/scheduled">{w.scheduled}</a></ScreenBar>
      {drafts.value === null ? <FeedLoading />
        : drafts.value.length === 0 ? <div class="empty"><p>{w.empty}</p></div>
        : <><p class="kept-lead muted">{w.lead}</p><ul class="kept-posts">{drafts.value.map((draft) => <DraftRow key={draft.id} draft={draft} />)}</ul></>}
    </>
  )
}

function DraftRow({ draft }: { draft: Draft }) {
  const { f, page } = usePage()
  const text = draft.text.trim() || draft.warning?.trim() || w.none
  const parts = [
    draft.state === 'failed' ? w.failed : draft.state === 'queued' ? w.queued : null,
    draft.kind === 'reply' && draft.about ? w.to(plainName(draft.about.account)) : draft.kind === 'edit' ? w.edit : null,
    cw.audience.names[draft.visibility] ?? null, draft.media.length ? w.pictures(draft.media.length) : null, draft.poll ? w.poll : null, f.ago(new Date(draft.savedAt).toISOString(), page.now),
  ]
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return (
    <li class="kept-post">
      <p class="muted">{parts.filter(Boolean).join(' · ')}</p>
      <p class="kept-text" dir="auto" lang={draft.language}>{text}</p>
      {draft.fault ? <p class="error">{draft.fault}</p> : null}
      <p class="buttons">
        <button type="button" class="button button-plain small" aria-label={w.openNamed(short)} onClick={() => composer.open({ draft: draft.id })}>{w.open}</button>
        <button type="button" class="button button-danger small" aria-label={w.deleteNamed(short)} onClick={() => void deleteDraft(draft)}>{cw.deleteDraft}</button>
      </p>
    </li>
  )
}

/** For a few seconds it can be had back, with its files. */
async function deleteDraft(draft: Draft): Promise<void> {
  await removeDraft(draft, { files: false })
  document.querySelector<HTMLElement>('main h1')?.focus()
  toast({ text: cw.deleted, undo: () => void keepDraft(draft), elapsed: () => void removeDraft(draft).catch(() => {}) })
}
