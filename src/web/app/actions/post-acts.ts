// What is done with a whole post: delete, and vote in its poll.
import type { Poll, Status } from '../../props/entities.ts'
import { del, post } from '../api.ts'
import { say, toast } from '../components/toast.tsx'
import { w } from '../page.ts'
import { forgetStatus, patchStatus, reviveStatus } from '../store/statuses.ts'
import { failureText, reportFailure } from './report-failure.ts'

/** Hides the post at once; it is deleted when the time for undoing is over. */
export function deletePost(status: Status): void {
  forgetStatus(status.id)
  toast({
    text: w.app.done.deleted,
    undo: () => reviveStatus(status),
    elapsed: () => void del(`/api/v1/statuses/${status.id}`).catch((error: unknown) => {
      reviveStatus(status)
      reportFailure(error)
    }),
  })
}

/** Votes. Answers the sentence to show if that did not work; nothing is shown before the server has counted. */
export async function vote(status: Status, poll: Poll, choices: readonly number[]): Promise<string | null> {
  try {
    const counted = await post<Poll>(`/api/v1/polls/${poll.id}/votes`, { choices })
    patchStatus(status.id, { poll: counted })
    say(w.app.done.voted)
    return null
  } catch (error) {
    return failureText(error)
  }
}
