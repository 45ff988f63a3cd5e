// A poll one can take part in: native inputs, one button, results once voted, ended, one's own or peeked at.
import { useState } from 'preact/hooks'
import { EmojiText } from '../../components/emoji.tsx'
import { usePage } from '../../components/page-context.tsx'
import { PollResults } from '../../components/post-parts.tsx'
import type { Poll, Status } from '../../props/entities.ts'
import { vote } from '../actions/post-acts.ts'
import { start } from '../start.ts'

export function LivePoll({ status, poll }: { status: Status; poll: Poll }) {
  const { page, w, f } = usePage()
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [peeking, setPeeking] = useState(false)
  const [voting, setVoting] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  if (poll.expired || poll.voted || peeking || status.account.id === start.me.id) {
    return <>
      <PollResults poll={poll} />
      {peeking && !poll.expired && !poll.voted ? <button type="button" class="link-button" onClick={() => setPeeking(false)}>{w.app.poll.backToVote}</button> : null}
    </>
  }
  const choose = (index: number, on: boolean): void => setChosen(poll.multiple ? [...chosen.filter((one) => one !== index), ...on ? [index] : []] : [index])
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    setVoting(true)
    setFault(await vote(status, poll, chosen))
    setVoting(false)
  }
  return (
    <form class="poll poll-open" onSubmit={(event) => void send(event)}>
      <fieldset disabled={voting}>
        <legend class="hidden">{w.app.poll.legend(poll.multiple)}</legend>
        {poll.options.map((option, index) => (
          <label class="tick">
            <input type={poll.multiple ? 'checkbox' : 'radio'} name={`poll-${poll.id}`} checked={chosen.includes(index)} onChange={(event) => choose(index, event.currentTarget.checked)} />
            <span dir="auto"><EmojiText text={option.title} emojis={poll.emojis} /></span>
          </label>
        ))}
      </fieldset>
      {fault ? <p class="error" role="alert">{fault}</p> : null}
      <p class="poll-foot">
        <button type="submit" class="button button-plain" disabled={voting || chosen.length === 0}>{w.app.actions.vote}</button>
        <button type="button" class="link-button" onClick={() => setPeeking(true)}>{w.app.poll.peek}</button>
        {poll.expires_at ? <time class="muted" datetime={poll.expires_at}>{w.post.pollEnds(f.until(poll.expires_at, page.now))}</time> : null}
      </p>
    </form>
  )
}
