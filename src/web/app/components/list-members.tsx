// Who is on a list, and a field to add people one follows.
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Account } from '../../props/entities.ts'
import { reportFailure } from '../actions/report-failure.ts'
import { get } from '../api.ts'
import { memberWords } from '../member-words.ts'
import { rememberAccount } from '../store/accounts.ts'
import { changeMembers } from '../store/member-lists.ts'
import { type Rows, rowsOf } from '../store/rows.ts'
import { PersonRow } from './person-row.tsx'
import { RowFeed } from './row-feed.tsx'
import { say, toast } from './toast.tsx'

const PAUSE_MS = 250

const rowsFor = (listId: string): Rows<Account> => rowsOf<Account>({
  key: `list-members:${listId}`, path: `/api/v1/lists/${listId}/accounts`, idOf: (account) => account.id, read: (body) => {
    (body as Account[]).forEach(rememberAccount)
    return body as Account[]
  },
})

export function ListMembers({ listId }: { listId: string }) {
  const { lists: w } = memberWords
  const rows = rowsFor(listId)
  return (
    <>
      <AddPeople listId={listId} rows={rows} />
      <h2 class="found-title">{w.members}</h2>
      <RowFeed rows={rows} label={w.members} empty={<p>{w.nobody}</p>} draw={(account: Account, place) => (
        <PersonRow account={account} place={place}>
          <button type="button" class="button button-plain small" aria-label={w.removeOf(`@${account.acct}`)} onClick={() => void takeOff(listId, rows, account)}>{w.remove}</button>
        </PersonRow>
      )} />
    </>
  )
}

async function takeOff(listId: string, rows: Rows<Account>, account: Account): Promise<void> {
  const back = rows.take(account.id)
  try {
    await changeMembers(listId, account.id, false)
    toast({ text: memberWords.lists.removed(`@${account.acct}`), undo: () => void putOn(listId, rows, account) })
  } catch (error) {
    back()
    reportFailure(error)
  }
}

async function putOn(listId: string, rows: Rows<Account>, account: Account): Promise<void> {
  rows.put(account)
  try {
    await changeMembers(listId, account.id, true)
    say(memberWords.lists.added(`@${account.acct}`))
  } catch (error) {
    rows.take(account.id)
    reportFailure(error)
  }
}

function AddPeople({ listId, rows }: { listId: string; rows: Rows<Account> }) {
  const { lists: w } = memberWords
  const text = useSignal('')
  const found = useSignal<readonly Account[] | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])
  const typed = (value: string): void => {
    text.value = value
    clearTimeout(timer.current)
    if (!value.trim()) {
      found.value = null
      return
    }
    timer.current = setTimeout(() => {
      get<Account[]>('/api/v1/accounts/search', { q: value.trim(), following: true, limit: 5 }).then((people) => { if (text.peek() === value) found.value = people }, reportFailure)
    }, PAUSE_MS)
  }
  const on = new Set(rows.shown.value.map((account) => account.id))
  const offered = (found.value ?? []).filter((account) => !on.has(account.id))
  return (
    <div class="sheet-form">
      <div class="field">
        <label for="list-add">{w.search}</label>
        <p class="hint" id="list-add-hint">{w.searchHint}</p>
        <input id="list-add" type="search" autocomplete="off" autocapitalize="none" spellcheck={false} dir="auto" aria-describedby="list-add-hint" value={text.value} onInput={(event) => typed(event.currentTarget.value)} />
      </div>
      {found.value === null ? null : found.value.length === 0 ? <p class="muted" role="status">{w.nothing(text.value)}</p>
        : <div class="feed offered">{offered.map((account, i) => (
            <PersonRow key={account.id} account={account} place={{ at: i + 1, of: offered.length }}>
              <button type="button" class="button button-primary small" aria-label={w.addOf(`@${account.acct}`)} onClick={() => void putOn(listId, rows, account)}>{w.add}</button>
            </PersonRow>
          ))}</div>}
    </div>
  )
}
