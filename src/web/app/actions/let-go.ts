// Takes a row from its list and ends what it stands for, with the way back: unblock, unmute, unfollow a hashtag.
import { toast } from '../components/toast.tsx'
import { reportFailure } from './report-failure.ts'

export interface LetGo {
  /** Takes it from the screen; answers the way to bring it back. */
  hide: () => () => void
  end: () => Promise<unknown>
  /** Does again what was ended. */
  again: () => Promise<unknown>
  text: string
}

/** At once on the screen; back if the server says no or the member thinks better of it. */
export async function letGo({ hide, end, again, text }: LetGo): Promise<void> {
  const back = hide()
  try {
    await end()
    toast({ text, undo: () => { back(); void again().catch((error: unknown) => { hide(); reportFailure(error) }) } })
  } catch (error) {
    back()
    reportFailure(error)
  }
}
