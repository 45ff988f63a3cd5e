// /conversations/ID: a private conversation from within, by side and name, and a field to answer in.
import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { profilePath } from '../../components/link.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { Avatar, Name } from '../../components/person.tsx'
import { PostBody } from '../../components/post-body.tsx'
import { PostTime } from '../../components/post-time.tsx'
import { postPath } from '../../components/link.tsx'
import { Icon } from '../../components/icon.tsx'
import type { Status } from '../../props/entities.ts'
import { failureText } from '../actions/report-failure.ts'
import { FeedLoading } from '../components/feed.tsx'
import { Menu } from '../components/menu.tsx'
import { say } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { setTitle } from '../page.ts'
import { arrival, navigate } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { start } from '../start.ts'
import { listen } from '../stream.ts'
import { type PrivateTalk, readTalk } from '../store/conversation-rows.ts'
import { statusOf } from '../store/statuses.ts'
import { draftOf, findTalk, joinMessage, keepDraft, loadMessages, messagesAround, sendMessage, withoutHandles } from '../store/talk.ts'
import { deleteTalk, namesOf } from './conversations.tsx'

export function Screen({ params: { id = '' } }: ScreenProps) {
  const talk = useSignal<PrivateTalk | null | undefined>(undefined)
  const { conversations: w } = memberWords
  useEffect(() => { findTalk(id).then((found) => { talk.value = found }, () => { talk.value = null }) }, [id])
  if (talk.value === undefined) return <><ScreenBar title={w.title} /><FeedLoading /></>
  if (talk.value === null || !talk.value.last_status) return <><ScreenBar title={w.title} /><p class="empty">{w.missing}</p></>
  return <Opened talk={talk.value} opened={talk.value.last_status} />
}

function Opened({ talk, opened }: { talk: PrivateTalk; opened: Status }) {
  const { f } = usePage()
  const { conversations: w } = memberWords
  const names = namesOf(talk.accounts, f)
  const messages = messagesAround(opened.id)
  const bottom = useRef<HTMLDivElement>(null)
  useEffect(() => {
    setTitle(w.with(names))
    void loadMessages(opened).catch(() => {})
    void readTalk(talk)
    return listen({ stream: 'direct' }, (event, payload) => {
      const heard = payload as PrivateTalk
      if (event !== 'conversation' || heard.id !== talk.id || !heard.last_status) return
      joinMessage(opened.id, heard.last_status)
      if (!document.hidden) void readTalk(heard)
    })
  }, [talk.id])
  useLayoutEffect(() => { if (!arrival.peek()?.returned) bottom.current?.scrollIntoView({ block: 'end' }) }, [messages.length])
  const items = () => [{ label: w.delete, danger: true, run: () => { navigate('/conversations', { replace: true }); deleteTalk(talk) } }]
  return (
    <>
      <ScreenBar title={<bdi>{names}</bdi>} note={w.messages}><Menu class="tool open-more" label={w.more} button={<Icon name="more" />} items={items} /></ScreenBar>
      <p class="lead-line open-talk"><Icon name="info" />{w.open}</p>
      <section class="feed talk-messages" role="feed" aria-label={w.messages}>{messages.map((id) => <Message key={id} id={id} />)}</section>
      <Answer talk={talk} last={messages.at(-1) ?? opened.id} names={names} opened={opened.id} />
      <div ref={bottom} />
    </>
  )
}

function Message({ id }: { id: string }) {
  const { page, f } = usePage()
  const status = statusOf(id)
  if (!status) return null
  const own = status.account.id === start.me.id
  const body = { ...status, content: withoutHandles(status.content) }
  return (
    <article class={`message${own ? ' message-own' : ''}`} id={`card-${id}`} data-card={id} tabindex={0} aria-label={memberWords.conversations.aria(own ? memberWords.conversations.you : status.account.display_name || status.account.username, f.ago(status.created_at, page.now))}>
      <p class="message-head">{own ? <span class="name">{memberWords.conversations.you}</span> : <a class="message-author" href={profilePath(status.account.acct)}><Avatar account={status.account} size={24} /><Name account={status.account} /></a>} <PostTime status={status} href={postPath(status)} /></p>
      <PostBody status={body} opened />
    </article>
  )
}

function Answer({ talk, last, names, opened }: { talk: PrivateTalk; last: string; names: string; opened: string }) {
  const { conversations: w } = memberWords
  const text = useSignal(draftOf(talk.id))
  const sending = useSignal(false)
  const fault = useSignal<string | null>(null)
  const key = useRef('')
  const change = (value: string): void => {
    text.value = value
    keepDraft(talk.id, value)
    // Another text is another message; the same one sent again is not.
    key.current = ''
  }
  const send = async (): Promise<void> => {
    if (!text.value.trim() || sending.value) return
    sending.value = true
    fault.value = null
    key.current ||= Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
    try {
      joinMessage(opened, await sendMessage(talk, last, text.value, key.current))
      change('')
      say(w.send)
    } catch (error) {
      fault.value = `${w.failed} ${failureText(error)}`
    }
    sending.value = false
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void send()
  }
  return (
    <form class="talk-answer" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <label class="hidden" for="talk-text">{w.replyTo(names)}</label>
      <textarea id="talk-text" rows={2} dir="auto" placeholder={w.reply} value={text.value} onInput={(event) => change(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <button type="submit" class="button button-primary" disabled={sending.value || !text.value.trim()}>{sending.value ? w.sending : w.send}</button>
      {fault.value ? <p class="error" role="alert">{fault.value}</p> : null}
    </form>
  )
}
