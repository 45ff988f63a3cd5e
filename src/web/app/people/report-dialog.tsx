// Asks the staff to look at somebody: what is wrong, which posts show it, and whether their server should hear of it.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Account, Rule, Status } from '../../props/entities.ts'
import { Notice } from '../../components/notice.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainText } from '../../components/emoji.tsx'
import { block, mute, unfollow } from '../actions/people.ts'
import { failureText } from '../actions/report-failure.ts'
import { serverOf } from '../actions/relations.ts'
import { get, post } from '../api.ts'
import { Dialog } from '../components/dialog.tsx'
import { relationshipOf } from '../store/accounts.ts'
import { statusOf } from '../store/statuses.ts'

const CATEGORIES = ['violation', 'spam', 'legal', 'other'] as const

export interface ReportProps {
  account: Account
  /** The post that gave rise to it: chosen already. */
  statusId: string | null
  onClose: () => void
}

export function ReportDialog({ account, statusId, onClose }: ReportProps) {
  const { w: { people: { report: w } } } = usePage()
  const sent = useSignal(false)
  return (
    <Dialog title={sent.value ? w.sent : w.title(`@${account.acct}`)} onClose={onClose} class="report">
      {sent.value ? <Afterwards account={account} onClose={onClose} /> : <ReportForm account={account} statusId={statusId} onSent={() => { sent.value = true }} />}
    </Dialog>
  )
}

function bodyOf(form: FormData, account: Account): object {
  return {
    account_id: account.id, status_ids: form.getAll('post').map(String), comment: String(form.get('comment') ?? ''), category: form.get('category'),
    rule_ids: form.get('category') === 'violation' ? form.getAll('rule').map(String) : [], forward: form.has('forward'),
  }
}

function ReportForm({ account, statusId, onSent }: { account: Account; statusId: string | null; onSent: () => void }) {
  const { w: { people: { report: w } } } = usePage()
  const category = useSignal<string | null>(null)
  const wrong = useSignal<string | null>(null)
  const sending = useSignal(false)
  const rules = useSignal<readonly Rule[]>([])
  useEffect(() => { get<Rule[]>('/api/v1/instance/rules').then((all) => { rules.value = all }, () => {}) }, [])
  const host = serverOf(account)
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    wrong.value = !form.get('category') ? w.choose : form.get('category') === 'violation' && rules.value.length > 0 && !form.has('rule') ? w.chooseRule : null
    if (wrong.value) return
    sending.value = true
    await post('/api/v1/reports', bodyOf(form, account)).then(onSent, (error: unknown) => { wrong.value = failureText(error) })
    sending.value = false
  }
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <p class="muted">{w.lead}</p>
      {wrong.value ? <Notice kind="danger">{wrong.value}</Notice> : null}
      <fieldset class="field"><legend>{w.why}</legend>
        {CATEGORIES.map((one) => <label key={one} class="tick"><input type="radio" name="category" value={one} onChange={() => { category.value = one }} /><span>{w.categories[one]}</span></label>)}
      </fieldset>
      {category.value === 'violation' && rules.value.length ? <Rules rules={rules.value} /> : null}
      <Posts account={account} statusId={statusId} />
      <div class="field"><label for="report-comment">{w.comment}</label><p class="hint" id="report-hint">{w.commentHint}</p>
        <textarea id="report-comment" name="comment" rows={3} maxLength={1000} dir="auto" aria-describedby="report-hint" /></div>
      {host ? <label class="tick"><input type="checkbox" name="forward" /><span>{w.forward(host)} <span class="hint">{w.forwardHint}</span></span></label> : null}
      <button type="submit" class="button button-primary" disabled={sending.value}>{sending.value ? w.sending : w.send}</button>
    </form>
  )
}

function Rules({ rules }: { rules: readonly Rule[] }) {
  const { w: { people: { report: w } } } = usePage()
  return (
    <fieldset class="field"><legend>{w.rules}</legend>
      {rules.map((rule) => <label key={rule.id} class="tick"><input type="checkbox" name="rule" value={rule.id} /><span dir="auto">{rule.text}</span></label>)}
    </fieldset>
  )
}

/** Their latest posts to choose from; the one that gave rise to the report is first, and chosen. */
function Posts({ account, statusId }: { account: Account; statusId: string | null }) {
  const { w: { people: { report: w } }, f } = usePage()
  const latest = useSignal<readonly Status[]>([])
  useEffect(() => {
    get<Status[]>(`/api/v1/accounts/${account.id}/statuses`, { exclude_reblogs: true, limit: 20 }).then((posts) => { latest.value = posts }, () => {})
  }, [account.id])
  const cause = statusId ? statusOf(statusId) : null
  const posts = [...cause && cause.account.id === account.id ? [cause] : [], ...latest.value.filter((one) => one.id !== cause?.id)]
  return (
    <fieldset class="field"><legend>{w.posts}</legend>
      {posts.length ? null : <p class="hint">{w.postsNone}</p>}
      <div class="report-posts">{posts.map((one) => (
        <label key={one.id} class="tick"><input type="checkbox" name="post" value={one.id} defaultChecked={one.id === statusId} aria-label={`${w.postLabel(f.exact(one.created_at))}: ${plainText(one.content, 80)}`} />
          <span dir="auto">{one.spoiler_text || plainText(one.content, 140) || w.withMedia}</span></label>
      ))}</div>
    </fieldset>
  )
}

/** What one can do oneself, at once. */
function Afterwards({ account, onClose }: { account: Account; onClose: () => void }) {
  const { w: { people, app } } = usePage()
  const relation = relationshipOf(account.id)
  const handle = `@${account.acct}`
  const then = (act: (one: Account) => Promise<void>) => () => { onClose(); void act(account) }
  return (
    <div class="form">
      <Notice kind="ok">{people.done.reported}</Notice>
      <p>{people.report.after}</p>
      <p class="buttons">
        {relation?.following ? <button type="button" class="button button-plain" onClick={then(unfollow)}>{app.actions.unfollow(handle)}</button> : null}
        {relation?.muting ? null : <button type="button" class="button button-plain" onClick={then(mute)}>{app.actions.mute(handle)}</button>}
        {relation?.blocking ? null : <button type="button" class="button button-danger" onClick={then(block)}>{app.actions.block(handle)}</button>}
        <button type="button" class="button button-primary" onClick={onClose}>{app.close}</button>
      </p>
    </div>
  )
}
