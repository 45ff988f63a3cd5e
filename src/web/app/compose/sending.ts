// Pressing the button: what is wrong or easily regretted is said first, once; then everything is uploaded and sent.
import { useState } from 'preact/hooks'
import { start } from '../start.ts'
import { countPost } from './count.ts'
import { type Draft, isBlank, outsiders, pollIsWhole, undescribed } from './draft.ts'
import type { Editing } from './editing.ts'
import { limits } from './limits.ts'
import { dispatch } from './outbox.ts'
import { uploadsSettled } from './uploads.ts'
import { cw } from './words.ts'

type Nudge = 'text' | 'outsider'

export interface Sending {
  busy: boolean
  fault: string | null
  signedOut: boolean
  /** What is to be thought over; pressing again sends. */
  nudge: Nudge | null
  say: (fault: string | null) => void
  send: () => Promise<void>
}

/** Characters over the limit; not positive: none. */
export const overLimit = ({ text, warning }: Draft): number => countPost(text.trim(), warning?.trim() ?? '', limits.value.perUrl) - limits.value.characters

/** What cannot be sent. */
function hindrance(draft: Draft): string | null {
  if (isBlank(draft)) return cw.failed.empty
  const over = overLimit(draft)
  if (over > 0) return cw.over(String(over))
  return pollIsWhole(draft.poll) ? null : cw.pollEditor.tooFew
}

const nudgeFor = (draft: Draft, done: readonly Nudge[]): Nudge | null =>
  outsiders(draft, start.me.acct).length > 0 && !done.includes('outsider') ? 'outsider' : undescribed(draft) > 0 && !done.includes('text') ? 'text' : null

/** The state of the button. `onSent` is called once nothing remains to be done here. */
export function useSending(edited: Editing, onSent: () => void): Sending {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(edited.draft.peek().fault)
  const [signedOut, setSignedOut] = useState(false)
  const [nudged, setNudged] = useState<readonly Nudge[]>([])
  const [nudge, setNudge] = useState<Nudge | null>(null)
  const send = async (): Promise<void> => {
    if (busy) return
    const wrong = hindrance(edited.draft.peek())
    setFault(wrong)
    if (wrong) return
    const next = nudgeFor(edited.draft.peek(), nudged)
    setNudge(next)
    if (next) return setNudged([...nudged, next])
    setBusy(true)
    // Without a connection files go with the post, once there is one.
    if (!await uploadsSettled(edited) && navigator.onLine) {
      setBusy(false)
      return setFault(cw.media.failed)
    }
    await edited.flush()
    const outcome = await dispatch(edited.draft.peek())
    setBusy(false)
    if (outcome.kind !== 'failed') {
      edited.end()
      return onSent()
    }
    edited.update({ ...outcome.draft })
    setFault(outcome.fault)
    setSignedOut(outcome.signedOut)
  }
  return { busy, fault, signedOut, nudge, say: setFault, send }
}
