// Whose alerts are shown, kept aside or left out: a choice for each kind of people, in force as soon as it is made.
import { memberWords } from '../member-words.ts'
import { alertPolicy, choosePolicy, POLICY_PARTS, type PolicyChoice } from '../store/alert-policy.ts'
import { Dialog } from './dialog.tsx'
import { FeedLoading } from './feed.tsx'
import { say } from './toast.tsx'

const CHOICES: readonly PolicyChoice[] = ['accept', 'filter', 'drop']

export function PolicyDialog({ onClose }: { onClose: () => void }) {
  const { policy: w } = memberWords
  const policy = alertPolicy.value
  const choose = async (part: (typeof POLICY_PARTS)[number], choice: string): Promise<void> => {
    if (await choosePolicy(part, choice as PolicyChoice)) say(w.saved)
  }
  return (
    <Dialog title={w.title} onClose={onClose}>
      <p class="muted">{w.lead}</p>
      {policy ? <div class="policy">{POLICY_PARTS.map((part) => {
        const [label, about] = w.groups[part] ?? ['', '']
        return (
          <div class="policy-line">
            <label for={`policy-${part}`}><span>{label}</span> <span class="hint">{about}</span></label>
            <select id={`policy-${part}`} class="choose" value={policy[part]} onChange={(event) => void choose(part, event.currentTarget.value)}>
              {CHOICES.map((choice) => <option value={choice} selected={policy[part] === choice}>{w.choices[choice]}</option>)}
            </select>
          </div>
        )
      })}</div> : <FeedLoading />}
    </Dialog>
  )
}
