// What is said under the fields: what went wrong, what may be regretted, how far the uploads are, that it is kept.
import { useEffect, useState } from 'preact/hooks'
import { f } from '../page.ts'
import { start } from '../start.ts'
import { handlesIn } from './count.ts'
import { type Draft, outsiders, undescribed } from './draft.ts'
import type { Editing } from './editing.ts'
import type { Sending } from './sending.ts'
import { cw } from './words.ts'

const named = (handles: readonly string[]): string => f.list(handles.map((handle) => `@${handle}`))

/** What the audience means for whom the text mentions. */
function audienceNote(draft: Draft): string | null {
  const outside = outsiders(draft, start.me.acct)
  if (outside.length) return cw.notes.outsider(named(outside))
  const mentioned = handlesIn(draft.text).filter((handle) => handle !== start.me.acct.toLowerCase())
  if (draft.visibility === 'direct' && mentioned.length === 0 && draft.text.trim()) return cw.notes.nobody
  return draft.visibility === 'private' && mentioned.length && draft.kind !== 'edit' ? cw.notes.followers(named(mentioned)) : null
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => { removeEventListener('online', look); removeEventListener('offline', look) }
  }, [])
  return online
}

const clock = new Intl.DateTimeFormat(start.lang, { hour: '2-digit', minute: '2-digit' })

export function Notes({ edited, sending, id }: { edited: Editing; sending: Sending; id: string }) {
  const online = useOnline()
  const draft = edited.draft.value
  const uploads = Object.values(edited.uploads.value)
  const going = uploads.filter(({ state }) => state !== 'failed').length
  const note = audienceNote(draft)
  const keptAt = edited.keptAt.value
  return (
    <div class="composer-notes" id={id}>
      {sending.fault ? <p class="error" role="alert">{sending.fault} {sending.signedOut ? <a href={`/auth/sign_in?return_to=${encodeURIComponent(`/publish?draft=${draft.id}`)}`}>{cw.failed.signIn}</a> : null}</p> : null}
      {sending.nudge === 'text' && undescribed(draft) ? <p class="composer-nudge" role="alert">{cw.notes.noText(undescribed(draft))}</p> : null}
      {note ? <p class="composer-nudge" role="status">{note}</p> : null}
      {draft.replaces?.kind === 'status' ? <p class="hint">{cw.notes.replaces}</p> : null}
      {draft.kind === 'edit' && draft.poll ? <p class="hint">{cw.notes.pollReset}</p> : null}
      {online ? null : <p class="composer-nudge" role="status">{cw.offline}</p>}
      {going ? <p class="hint" role="status">{cw.uploading(draft.media.length - uploads.length, draft.media.length)}</p>
        : keptAt ? <p class="hint">{cw.savedAt(clock.format(keptAt))}</p> : null}
    </div>
  )
}
