// /follow_requests: who asks to follow the member.
import { useEffect } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import type { Account } from '../../props/entities.ts'
import { atTop } from '../at-top.ts'
import { RequestAnswer } from '../components/alert-answer.tsx'
import { PersonRow } from '../components/person-row.tsx'
import { NewRows, RowFeed } from '../components/row-feed.tsx'
import { memberWords } from '../member-words.ts'
import type { Notification } from '../store/alert-rows.ts'
import { requestRows } from '../store/people-rows.ts'
import { listen, onConnect } from '../stream.ts'

export const prepare = (): Promise<void> => requestRows.renew()

export function Screen() {
  const { relations: { requests: w } } = memberWords
  useEffect(() => listen({ stream: 'user' }, (event, payload) => {
    const told = payload as Notification
    if (event === 'notification' && told.type === 'follow_request') requestRows.arrived(told.account, atTop())
  }), [])
  useEffect(() => onConnect(() => void requestRows.renew(atTop())), [])
  return (
    <>
      <ScreenBar title={w.title} note={w.order}><NewRows rows={requestRows} /></ScreenBar>
      <RowFeed rows={requestRows} label={w.title} empty={<p>{w.empty}</p>}
        draw={(account: Account, place) => <PersonRow account={account} bio place={place}><RequestAnswer account={account} hide={() => requestRows.take(account.id)} /></PersonRow>} />
    </>
  )
}
