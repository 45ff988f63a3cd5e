// /domain_blocks: servers of which the member wants to see nothing.
import { useSignal } from '@preact/signals'
import { ScreenBar } from '../../components/member-frame.tsx'
import { letGo } from '../actions/let-go.ts'
import { failureText } from '../actions/report-failure.ts'
import { del, post } from '../api.ts'
import { Dialog } from '../components/dialog.tsx'
import { KeptAwayTabs } from '../components/kept-away-tabs.tsx'
import { Row, RowFeed } from '../components/row-feed.tsx'
import { toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { rowsOf } from '../store/rows.ts'

const rows = rowsOf<string>({ key: 'domain_blocks', path: '/api/v1/domain_blocks', idOf: (host) => host, read: (body) => body as string[] })

export const prepare = (): Promise<void> => rows.renew()

/** What was pasted may be an address or a handle: only the host counts. */
const hostIn = (text: string): string => text.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/^@?[^@/]*@/, '').replace(/\/.*$/, '')

export function Screen() {
  const { relations: { domains: w } } = memberWords
  const unblock = (host: string): Promise<void> => letGo({
    hide: () => rows.take(host), end: () => del('/api/v1/domain_blocks', { domain: host }), again: () => post('/api/v1/domain_blocks', { domain: host }), text: w.undone(host),
  })
  return (
    <>
      <ScreenBar title={w.title} note={w.order} />
      <KeptAwayTabs current="domains" />
      <BlockServer />
      <RowFeed rows={rows} label={w.title} empty={<p>{w.empty}</p>} draw={(host: string, place) => (
        <Row id={`host-${host}`} name={host} place={place}><bdi class="tag-link name">{host}</bdi><button type="button" class="button button-plain small" aria-label={w.undoOf(host)} onClick={() => void unblock(host)}>{w.undo}</button></Row>
      )} />
    </>
  )
}

function BlockServer() {
  const { relations: { domains: w } } = memberWords
  const text = useSignal('')
  const asking = useSignal<string | null>(null)
  const fault = useSignal<string | null>(null)
  const ask = (event: Event): void => {
    event.preventDefault()
    fault.value = null
    asking.value = hostIn(text.value) || null
  }
  const block = async (host: string): Promise<void> => {
    asking.value = null
    try {
      await post('/api/v1/domain_blocks', { domain: host })
      rows.put(host)
      text.value = ''
      toast({ text: w.done(host) })
    } catch (error) {
      fault.value = failureText(error)
    }
  }
  const close = (): void => { asking.value = null }
  return (
    <form class="line-form" onSubmit={ask}>
      <div class={`field${fault.value ? ' field-wrong' : ''}`}>
        <label for="block-host">{w.field}</label>
        <p class="hint" id="block-host-hint">{w.hint}</p>
        <input id="block-host" type="text" dir="ltr" autocapitalize="none" spellcheck={false} autocomplete="off" aria-describedby="block-host-hint" value={text.value} onInput={(event) => { text.value = event.currentTarget.value }} />
        {fault.value ? <p class="error" role="alert">{fault.value}</p> : null}
      </div>
      <button type="submit" class="button button-plain">{w.block}</button>
      {asking.value ? (
        <Dialog title={w.confirmTitle(asking.value)} onClose={close}>
          <p>{w.confirm}</p>
          <p class="buttons"><button type="button" class="button button-danger" onClick={() => void block(asking.value ?? '')}>{w.block}</button><button type="button" class="button button-plain" onClick={close}>{w.cancel}</button></p>
        </Dialog>
      ) : null}
    </form>
  )
}
