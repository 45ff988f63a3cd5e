// /scheduled: posts that wait for their hour. Their time can be changed; to change a text it goes back to the composer.
import { useSignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import type { MediaAttachment } from '../../props/entities.ts'
import { failureText, reportFailure } from '../actions/report-failure.ts'
import { del, get, put } from '../api.ts'
import { FeedLoading } from '../components/feed.tsx'
import { toast } from '../components/toast.tsx'
import { composer } from '../compose-link.ts'
import { emptyDraft, mediaOf } from './begin.ts'
import { keepDraft } from './draft-store.ts'
import { type Draft, localTime, visibilities } from './draft.ts'
import { cw, ownTime } from './words.ts'

interface Scheduled {
  id: string
  scheduled_at: string
  params: {
    text: string; spoiler_text: string | null; visibility: string; language: string | null; sensitive: boolean | null; in_reply_to_id: string | number | null
    poll: { options: string[]; expires_in: number | string; multiple?: boolean; hide_totals?: boolean } | null
  }
  media_attachments: MediaAttachment[]
}

const { scheduled: w } = cw

export function Screen() {
  const posts = useSignal<readonly Scheduled[] | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const load = (): void => {
    get<Scheduled[]>('/api/v1/scheduled_statuses', { limit: 40 })
      .then((all) => { posts.value = all.toSorted((a, b) => a.scheduled_at.localeCompare(b.scheduled_at)) }, (error: unknown) => setFault(failureText(error)))
  }
  useEffect(load, [])
  const remove = (one: Scheduled): void => {
    posts.value = (posts.peek() ?? []).filter(({ id }) => id !== one.id)
    document.querySelector<HTMLElement>('main h1')?.focus()
    toast({ text: w.deleted, undo: load, elapsed: () => void del(`/api/v1/scheduled_statuses/${one.id}`).catch(reportFailure) })
  }
  return (
    <>
      <ScreenBar title={w.title} note={w.lead}><a class="button button-plain small" href="/drafts">{w.drafts}</a></ScreenBar>
      {fault ? <div class="empty" role="alert"><p>{w.failed} {fault}</p></div>
        : posts.value === null ? <FeedLoading />
        : posts.value.length === 0 ? <div class="empty"><p>{w.empty}</p></div>
        : <ul class="kept-posts">{posts.value.map((one) => <ScheduledRow key={one.id} one={one} reload={load} remove={() => remove(one)} />)}</ul>}
    </>
  )
}

/** The composer's draft of a scheduled post; when it is sent, the scheduled one goes. */
function draftOf({ id, params, media_attachments: media, scheduled_at: at }: Scheduled): Draft {
  const blank = emptyDraft()
  const { poll, in_reply_to_id: target } = params
  return {
    ...blank, text: params.text, warning: params.spoiler_text || null, visibility: visibilities.find((one) => one === params.visibility) ?? blank.visibility,
    language: params.language || blank.language, sensitive: params.sensitive ?? false, kind: target ? 'reply' : 'post', target: target ? String(target) : null,
    poll: poll ? { options: poll.options, expiresIn: Number(poll.expires_in), multiple: poll.multiple ?? false, hideTotals: poll.hide_totals ?? false } : null,
    media: mediaOf(media, false), scheduledAt: localTime(new Date(at)), replaces: { kind: 'scheduled', id }, savedAt: Date.now(),
  }
}

async function editScheduled(one: Scheduled): Promise<void> {
  const draft = draftOf(one)
  await keepDraft(draft)
  composer.open({ draft: draft.id })
}

function ScheduledRow({ one, reload, remove }: { one: Scheduled; reload: () => void; remove: () => void }) {
  const [time, setTime] = useState<string | null>(null)
  const move = async (): Promise<void> => {
    if (!time) return
    try {
      const moved = await put<Scheduled>(`/api/v1/scheduled_statuses/${one.id}`, { scheduled_at: new Date(time).toISOString() })
      setTime(null)
      toast({ text: w.moved(ownTime(moved.scheduled_at)) })
      reload()
    } catch (error) {
      reportFailure(error)
    }
  }
  const { params, media_attachments: media } = one
  const parts = [w.at(ownTime(one.scheduled_at)), cw.audience.names[params.visibility], media.length ? cw.drafts.pictures(media.length) : null, params.poll ? cw.drafts.poll : null]
  return (
    <li class="kept-post">
      <p class="muted">{parts.filter(Boolean).join(' · ')}</p>
      <p class="kept-text" dir="auto" lang={params.language || undefined}>{params.text || params.spoiler_text}</p>
      {time === null ? null
        : <form class="composer-line" onSubmit={(event) => { event.preventDefault(); void move() }}>
            <label>{cw.when} <input type="datetime-local" class="composer-when" value={time} min={localTime(new Date())} onInput={(event) => setTime(event.currentTarget.value)} /></label>
            <button type="submit" class="button button-primary small">{w.save}</button>
          </form>}
      <p class="buttons">
        <button type="button" class="button button-plain small" aria-expanded={time !== null} onClick={() => setTime(time === null ? localTime(new Date(one.scheduled_at)) : null)}>{w.change}</button>
        <button type="button" class="button button-plain small" onClick={() => void editScheduled(one)}>{w.edit}</button>
        <button type="button" class="button button-danger small" onClick={remove}>{w.delete}</button>
      </p>
    </li>
  )
}
