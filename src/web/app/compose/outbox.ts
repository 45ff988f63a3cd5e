// The way out: a draft is kept as queued before it is sent and goes once it is posted. What found no connection waits
// here and is sent, once, when there is one.
import type { Status } from '../../props/entities.ts'
import { ApiError } from '../api.ts'
import { toast } from '../components/toast.tsx'
import { postPath } from '../../components/link.tsx'
import { openLists } from '../store/list.ts'
import { forgetStatus, patchStatus, rememberStatus, statusOf } from '../store/statuses.ts'
import { joinConversations } from '../store/threads.ts'
import { allDrafts, keepDraft, readDraft, removeDraft } from './draft-store.ts'
import type { Draft } from './draft.ts'
import { sendDraft, type Sent } from './send.ts'
import { cw, ownTime } from './words.ts'

export type Outcome = { kind: 'sent' } | { kind: 'queued' } | { kind: 'failed'; fault: string; draft: Draft; signedOut: boolean }

/** One at a time, also when the app is open twice. */
const alone = <T>(work: () => Promise<T>): Promise<T> => navigator.locks ? navigator.locks.request('covey-outbox', work) as Promise<T> : work()

/** The sentence for a refusal, in the server's words where it had some. */
function faultOf(error: unknown): string {
  if (!(error instanceof ApiError)) return cw.failed.notPosted(cw.failed.generic)
  if (error.status === 401) return cw.failed.signedOut
  if (error.status >= 500 || error.message === '') return cw.failed.notPosted(cw.failed.generic)
  const why = error.message.replace(/^Validation failed: /, '')
  return cw.failed.notPosted(/[.!?]$/.test(why) ? why : `${why}.`)
}

/** Shows what was posted wherever it belongs. */
function arrive(status: Status, { kind, target, replaces }: Draft): void {
  rememberStatus(status)
  if (replaces?.kind === 'status') forgetStatus(replaces.id)
  if (kind === 'edit') return
  joinConversations(status)
  const parent = kind === 'reply' && target ? statusOf(target) : null
  if (parent && target) patchStatus(target, { replies_count: parent.replies_count + 1 })
  for (const list of openLists()) if (list.key === 'home') list.arrived(status, window.scrollY < 8)
}

function announce({ status, scheduled }: Sent, draft: Draft): void {
  if (scheduled) return toast({ text: cw.done.scheduled(ownTime(scheduled.scheduled_at)), link: { label: cw.done.see, href: '/scheduled' } })
  const { done } = cw
  const text = draft.kind === 'edit' ? done.edited : status.visibility === 'direct' ? done.sent : draft.kind === 'reply' ? done.replied : done.posted
  toast({ text, ...draft.kind === 'edit' ? {} : { link: { label: done.see, href: postPath(status) } } })
}

async function attempt(id: string): Promise<Outcome> {
  const draft = await readDraft(id)
  // Another window has sent it, or somebody is writing on it again.
  if (!draft || draft.state !== 'queued') return { kind: 'sent' }
  let now = draft
  const note = async (patch: Partial<Draft>): Promise<void> => {
    now = { ...now, ...patch }
    await keepDraft(now)
  }
  try {
    const sent = await sendDraft(draft, note)
    await removeDraft(now)
    if (sent.status) arrive(sent.status, draft)
    announce(sent, draft)
    return { kind: 'sent' }
  } catch (error) {
    if (error instanceof ApiError && error.offline) return { kind: 'queued' }
    const fault = faultOf(error)
    await note({ state: 'failed', fault })
    if (!(error instanceof ApiError)) reportError(error)
    return { kind: 'failed', fault, draft: now, signedOut: error instanceof ApiError && error.status === 401 }
  }
}

/** Sends a draft now, or as soon as there is a connection. It is kept until it is posted. */
export async function dispatch(draft: Draft): Promise<Outcome> {
  await keepDraft({ ...draft, state: 'queued', fault: null, savedAt: Date.now() })
  const outcome = navigator.onLine ? await alone(() => attempt(draft.id)) : { kind: 'queued' as const }
  if (outcome.kind === 'queued') toast({ text: cw.done.queued, link: { label: cw.done.edit, href: `/publish?draft=${draft.id}` } })
  return outcome
}

async function sendQueued(): Promise<void> {
  for (const { id } of (await allDrafts()).filter(({ state }) => state === 'queued').reverse()) {
    const outcome = await alone(() => attempt(id))
    if (outcome.kind === 'queued') return
    if (outcome.kind === 'failed') toast({ text: outcome.fault, kind: 'failed', link: { label: cw.done.edit, href: `/publish?draft=${id}` } })
  }
}

let started = false

/** Sends what waits, now and whenever the connection is back. */
export function startOutbox(): void {
  if (started) return
  started = true
  addEventListener('online', () => void sendQueued().catch(() => {}))
  void sendQueued().catch(() => {})
}
