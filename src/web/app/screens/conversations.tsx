// /conversations: private conversations, the one with the latest message first.
import { useLayoutEffect } from 'preact/hooks'
import { plainText } from '../../components/emoji.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { Avatar, plainName } from '../../components/person.tsx'
import type { Account } from '../../props/entities.ts'
import { reportFailure } from '../actions/report-failure.ts'
import { del } from '../api.ts'
import { AlertTabs } from '../components/alert-tabs.tsx'
import { Menu } from '../components/menu.tsx'
import { NewRows, Row, RowFeed, type RowPlace } from '../components/row-feed.tsx'
import { toast } from '../components/toast.tsx'
import { composer } from '../compose-link.ts'
import { Icon } from '../../components/icon.tsx'
import { memberWords } from '../member-words.ts'
import { arrival } from '../router.ts'
import { start } from '../start.ts'
import { noteUnread, type PrivateTalk, readTalk, talkRows } from '../store/conversation-rows.ts'
import { statusOf } from '../store/statuses.ts'
import { withoutHandles } from '../store/talk.ts'

export const prepare = (): Promise<void> => talkRows.open()

export function Screen() {
  const { conversations: w } = memberWords
  useLayoutEffect(() => { if (!arrival.peek()?.returned) talkRows.admit() }, [])
  return (
    <>
      <ScreenBar title={w.title} note={w.order}><NewRows rows={talkRows} /><button type="button" class="button button-plain small" onClick={() => composer.open({ visibility: 'direct' })}>{w.write}</button></ScreenBar>
      <AlertTabs current="private" />
      <RowFeed rows={talkRows} label={w.title} empty={<p>{w.empty}</p>} draw={(talk: PrivateTalk, place) => <TalkRow talk={talk} place={place} />} />
    </>
  )
}

/** Takes it from the list; from the server when nothing was undone. The others keep theirs. */
export function deleteTalk(talk: PrivateTalk): void {
  const back = talkRows.take(talk.id)
  noteUnread([{ ...talk, unread: false }])
  toast({
    text: memberWords.conversations.deleted, undo: () => { back(); noteUnread([talk]) },
    elapsed: () => void del(`/api/v1/conversations/${talk.id}`).catch((error: unknown) => { back(); reportFailure(error) }),
  })
}

/** "Mirjam, Jonas and Sofía"; for a note to oneself, "You". */
export function namesOf(accounts: readonly Account[], f: { list(items: string[]): string }): string {
  return f.list(accounts.map((account) => account.id === start.me.id ? memberWords.conversations.you : plainName(account)))
}

function TalkRow({ talk, place }: { talk: PrivateTalk; place: RowPlace }) {
  const { page, f, w: { postPage } } = usePage()
  const { conversations: w } = memberWords
  const last = talk.last_status ? statusOf(talk.last_status.id) ?? talk.last_status : null
  const names = namesOf(talk.accounts, f)
  const text = last ? last.spoiler_text || plainText(withoutHandles(last.content), 200) || postPage.media(last.media_attachments.length) : ''
  const items = () => [
    talk.unread ? { label: w.markRead, run: () => void readTalk(talk) } : null,
    { label: w.delete, danger: true, run: () => deleteTalk(talk) },
  ]
  return (
    <Row id={`talk-${talk.id}`} name={w.aria(names, last ? f.ago(last.created_at, page.now) : '')} place={place} class={`talk${talk.unread ? ' alert-fresh' : ''}`}>
      <span class="talk-people" aria-hidden="true">{talk.accounts.slice(0, 3).map((account) => <Avatar account={account} size={44} />)}</span>
      <a class="talk-link" data-open href={`/conversations/${talk.id}`}>
        <span class="talk-head"><bdi class="name">{names}</bdi>{talk.unread ? <span class="fresh">{w.unread}</span> : null}{last ? <time class="muted" datetime={last.created_at}><bdi>{f.ago(last.created_at, page.now)}</bdi></time> : null}</span>
        <span class="alert-post" dir="auto">{last?.account.id === start.me.id ? `${w.you}: ${text}` : text}</span>
      </a>
      <Menu label={`${w.more}: ${names}`} button={<Icon name="more" />} items={items} />
    </Row>
  )
}
