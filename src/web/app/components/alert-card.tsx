// One alert: who, what, when, and the post it is about; a mention is the post itself, with everything one can do with it.
import type { ComponentChildren } from 'preact'
import { plainText } from '../../components/emoji.tsx'
import { Icon, type IconName } from '../../components/icon.tsx'
import { postPath, profilePath } from '../../components/link.tsx'
import { usePage } from '../../components/page-context.tsx'
import { Avatar, plainName } from '../../components/person.tsx'
import type { Account, Status } from '../../props/entities.ts'
import { memberWords } from '../member-words.ts'
import { start } from '../start.ts'
import { accountOf } from '../store/accounts.ts'
import { readBefore } from '../store/alert-rows.ts'
import { type Alert, isNewer } from '../store/alerts.ts'
import { gone, statusOf } from '../store/statuses.ts'
import { AlertAnswer } from './alert-answer.tsx'
import { LiveCard } from './live-card.tsx'
import { Row, type RowPlace } from './row-feed.tsx'

const WHOLE: ReadonlySet<string> = new Set(['mention', 'status', 'quote'])
const AVATARS = 6

const icons: Record<string, IconName> = {
  mention: 'reply', status: 'bell', reblog: 'boost', favourite: 'star', follow: 'person', follow_request: 'person', poll: 'check', update: 'write', quote: 'reply',
  quoted_update: 'write', 'admin.sign_up': 'person', 'admin.report': 'shield', moderation_warning: 'warn', severed_relationships: 'info',
}

/** One row of the list of alerts. */
export function AlertCard({ alert, place }: { alert: Alert; place: RowPlace }) {
  const { f } = usePage()
  const people = alert.people.map(accountOf).filter((one) => one !== null)
  const status = alert.status ? statusOf(alert.status) : null
  const fresh = isNewer(alert.newest, readBefore.value)
  const [type = ''] = alert.types
  if (alert.status && WHOLE.has(type) && (status || gone.value.has(alert.status))) {
    return (
      <article class={`alert-whole${fresh ? ' alert-fresh' : ''}`} aria-label={spoken(alert, people, status, f)}>
        <p class="context"><Icon name={icons[type] ?? 'bell'} /><Sentence alert={alert} people={people} status={status} /><Fresh on={fresh} /></p>
        <LiveCard id={alert.status} at={place.at} of={place.of} inThread={status?.in_reply_to_account_id === start.me.id} />
      </article>
    )
  }
  return (
    <Row id={alert.key} name={spoken(alert, people, status, f)} place={place} status={alert.status ?? undefined}
      class={`alert${fresh ? ' alert-fresh' : ''}`}>
      <span class={`alert-icon alert-${type.replace('.', '-')}`}><Icon name={icons[type] ?? 'bell'} /></span>
      <div class="alert-body">
        {people.length ? <p class="alert-people" aria-hidden="true">{people.slice(0, AVATARS).map((account) => <a href={profilePath(account.acct)} tabindex={-1}><Avatar account={account} size={24} /></a>)}</p> : null}
        <p class="alert-line"><Sentence alert={alert} people={people} status={status} /><Fresh on={fresh} />{alert.at ? <When at={alert.at} /> : null}</p>
        <About alert={alert} status={status} />
        <AlertAnswer alert={alert} people={people} />
      </div>
    </Row>
  )
}

function Fresh({ on }: { on: boolean }) {
  return on ? <span class="fresh">{memberWords.alerts.fresh}</span> : null
}

function When({ at }: { at: string }) {
  const { page, f } = usePage()
  return <time class="muted" datetime={at} title={f.exact(at)}><bdi>{f.ago(at, page.now)}</bdi></time>
}

/** What was done, without by whom. */
function actOf({ types: [type = '', second], count }: Alert, status: Status | null): string {
  const { alerts: w } = memberWords
  if (second) return w.acts['both'] ?? ''
  if (type === 'follow') return w.follow(count === 1)
  if (type === 'follow_request') return w.followRequest(count === 1)
  if (type === 'mention' && status?.visibility === 'direct') return w.acts['private'] ?? ''
  if (type === 'mention' && status?.in_reply_to_account_id === start.me.id) return w.acts['reply'] ?? ''
  return w.acts[type] ?? w.acts['other'] ?? ''
}

/** Alerts that nobody did. */
function aloneWords({ types: [type] }: Alert, status: Status | null): string | null {
  const { alerts: w } = memberWords
  if (type === 'moderation_warning') return w.warning
  if (type === 'severed_relationships') return w.severed
  if (type === 'annual_report') return w.annual
  return type === 'poll' && status?.account.id === start.me.id ? w.acts['ownPoll'] ?? '' : null
}

const othersOf = ({ count }: Alert, f: { number(n: number): string }): string => count > 1 ? memberWords.alerts.others(f.number(count - 1), count === 2) : ''

/** The sentence as it is heard. */
function spoken(alert: Alert, [first]: readonly Account[], status: Status | null, f: { number(n: number): string }): string {
  return aloneWords(alert, status) ?? `${first ? plainName(first) + othersOf(alert, f) : ''}${actOf(alert, status)}`
}

function Sentence({ alert, people: [first], status }: { alert: Alert; people: readonly Account[]; status: Status | null }): ComponentChildren {
  const { f } = usePage()
  const alone = aloneWords(alert, status)
  if (alone || !first) return <span>{alone ?? actOf(alert, status)}</span>
  return <span><a class="alert-name" href={profilePath(first.acct)}><bdi>{plainName(first)}</bdi></a>{othersOf(alert, f)}{actOf(alert, status)}</span>
}

/** Two lines of the post, as the way to it; of a report and a warning, the way to those. */
function About({ alert, status }: { alert: Alert; status: Status | null }) {
  const { w } = usePage()
  const words = memberWords.alerts
  if (alert.report) return <p><a data-open href={`/admin/reports/${alert.report.id}`}>{words.see}</a></p>
  if (alert.warning) return <>{alert.warning.text ? <p class="alert-post" dir="auto">{alert.warning.text}</p> : null}<p><a data-open href="/auth/edit">{words.see}</a></p></>
  if (alert.status && gone.value.has(alert.status)) return <p class="alert-post">{w.app.card.deleted}</p>
  if (!status) return null
  const text = status.spoiler_text || plainText(status.content, 200) || (status.media_attachments.length ? w.postPage.media(status.media_attachments.length) : words.see)
  return <a class="alert-post" dir="auto" data-open href={postPath(status)}>{text}</a>
}
