// /@name/ID: a post opened, with what it answers above it and its replies below. It opens at the post.
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { hostOf, OutLink } from '../../components/link.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import { OpenedPost } from '../../components/post-card.tsx'
import { plainText } from '../../components/emoji.tsx'
import { Thread } from '../../components/thread.tsx'
import type { Status } from '../../props/entities.ts'
import { ApiError } from '../api.ts'
import { LiveCard } from '../components/live-card.tsx'
import { composer } from '../compose-link.ts'
import { setTitle, w } from '../page.ts'
import { arrival } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { listen, onConnect } from '../stream.ts'
import { conversationOf, joinConversations, loadConversation } from '../store/threads.ts'
import { gone, statusOf } from '../store/statuses.ts'

/** What is known already is shown at once and looked up meanwhile; a refusal is shown as a sentence. */
export async function prepare({ params: { id = '' } }: ScreenProps): Promise<void> {
  const loading = loadConversation(id).catch((error: unknown) => { if (!(error instanceof ApiError)) throw error })
  if (!statusOf(id)) await loading
}

export function Screen({ params: { id = '' } }: ScreenProps) {
  const status = statusOf(id)
  useEffect(() => {
    const hear = (event: string, payload: unknown): void => {
      if (event === 'update') joinConversations(payload as Status)
      const told = event === 'notification' ? (payload as { status?: Status }).status : null
      if (told) joinConversations(told)
    }
    const stop = [listen({ stream: 'user' }, hear), listen({ stream: 'user:notification' }, hear), onConnect(() => void loadConversation(id).catch(() => {}))]
    return () => stop.forEach((end) => end())
  }, [id])
  return <><ScreenBar title={w.app.thread.title} />{status ? <Opened status={status} /> : <Missing id={id} />}</>
}

function Opened({ status }: { status: Status }) {
  const { w } = usePage()
  const around = conversationOf(status.id)
  const ancestors = around?.ancestors ?? []
  const replies = (around?.descendants ?? []).map(statusOf).filter((one) => one !== null)
  const remoteHost = status.account.acct.includes('@') ? hostOf(status.url) : ''
  const text = status.spoiler_text || plainText(status.content, 60)
  useEffect(() => setTitle(text ? w.postPage.title(plainName(status.account), text) : w.postPage.titleBare(plainName(status.account))), [text])
  useLayoutEffect(() => {
    // Above the opened post there may be much: it is what was asked for.
    if (ancestors.length && !arrival.peek()?.returned) window.scrollTo({ top: topOf(status.id) })
  }, [status.id, ancestors.length > 0])
  return (
    <>
      {ancestors.length ? <section class="feed ancestors" aria-label={w.postPage.ancestors}>{ancestors.map((id) => <LiveCard key={id} id={id} inThread />)}</section> : null}
      <OpenedPost status={status} />
      <button type="button" class="reply-field" onClick={() => composer.open({ reply: status.id })}>{w.post.replyTo(`@${status.account.acct}`).join('')}</button>
      <section class="feed replies">
        <h2>{w.postPage.repliesTitle}</h2>
        {replies.length ? <Thread opened={status} descendants={replies} /> : around ? <p class="empty">{w.postPage.noReplies}</p> : <p class="empty" role="status">{w.app.feed.loading}</p>}
        {remoteHost ? <p class="muted thread-note"><OutLink href={status.url}>{w.postPage.remoteReplies(remoteHost)}</OutLink></p> : null}
      </section>
    </>
  )
}

function topOf(id: string): number {
  const card = document.getElementById(`post-${id}`)
  return card ? card.getBoundingClientRect().top + window.scrollY - 48 : 0
}

function Missing({ id }: { id: string }) {
  const { w } = usePage()
  return <p class="empty">{gone.value.has(id) ? w.app.card.deleted : w.app.thread.missing}</p>
}
