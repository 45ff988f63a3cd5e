// The poll of a post that is being written.
import { Icon } from '../../components/icon.tsx'
import type { DraftPoll } from './draft.ts'
import { limits } from './limits.ts'
import { cw } from './words.ts'

const DURATIONS = [300, 1800, 3600, 21_600, 43_200, 86_400, 259_200, 604_800, 1_209_600, 2_592_000]
export const newPoll = (): DraftPoll => ({ options: ['', ''], expiresIn: 86_400, multiple: false, hideTotals: false })

function durationName(seconds: number): string {
  const { pollEditor: w } = cw
  return seconds >= 86_400 ? w.days(Math.round(seconds / 86_400)) : seconds >= 3600 ? w.hours(Math.round(seconds / 3600)) : w.minutes(Math.round(seconds / 60))
}

export function PollEditor({ poll, disabled, onChange }: { poll: DraftPoll; disabled: boolean; onChange: (poll: DraftPoll) => void }) {
  const { pollEditor: w } = cw
  const { pollOptions, pollCharacters, pollShortest, pollLongest } = limits.value
  const durations = [...new Set([...DURATIONS.filter((one) => one >= pollShortest && one <= pollLongest), poll.expiresIn])].sort((a, b) => a - b)
  const set = (index: number, text: string): void => onChange({ ...poll, options: poll.options.map((one, at) => at === index ? text : one) })
  return (
    <fieldset class="poll-editor" disabled={disabled}>
      <legend>{w.legend}</legend>
      {poll.options.map((option, index) => (
        <div class="poll-option">
          <input type="text" dir="auto" value={option} maxLength={pollCharacters} aria-label={w.option(index + 1)} placeholder={w.option(index + 1)} autocomplete="off" onInput={(event) => set(index, event.currentTarget.value)} />
          {poll.options.length > 2 ? <button type="button" class="tool" aria-label={w.remove(index + 1)} onClick={() => onChange({ ...poll, options: poll.options.filter((_, at) => at !== index) })}><Icon name="close" /></button> : null}
        </div>
      ))}
      {poll.options.length < pollOptions
        ? <button type="button" class="link-button" onClick={(event) => {
            const rows = event.currentTarget.parentElement
            onChange({ ...poll, options: [...poll.options, ''] })
            requestAnimationFrame(() => [...rows?.querySelectorAll('input[type=text]') ?? []].map((one) => one as HTMLInputElement).at(-1)?.focus())
          }}>{w.add}</button>
        : null}
      <label class="tick"><input type="checkbox" checked={poll.multiple} onChange={(event) => onChange({ ...poll, multiple: event.currentTarget.checked })} />{w.multiple}</label>
      <label class="tick"><input type="checkbox" checked={poll.hideTotals} onChange={(event) => onChange({ ...poll, hideTotals: event.currentTarget.checked })} />{w.hideTotals}</label>
      <label class="composer-line">{w.ends}
        <select value={String(poll.expiresIn)} onChange={(event) => onChange({ ...poll, expiresIn: Number(event.currentTarget.value) })}>{durations.map((seconds) => <option value={String(seconds)}>{durationName(seconds)}</option>)}</select>
      </label>
    </fieldset>
  )
}
