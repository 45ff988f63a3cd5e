// The composer beside the page: docked, not modal, so that one reads on. One at a time; what was open is kept.
import { signal } from '@preact/signals'
import { render } from 'preact'
import { PageContext } from '../../components/page-context.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import type { ComposeWish } from '../compose-link.ts'
import { pageValue } from '../page.ts'
import { beginDraft } from './begin.ts'
import { Composer } from './composer.tsx'
import { keepDraft } from './draft-store.ts'
import { editing, type Editing } from './editing.ts'

const opened = signal<Editing | null>(null)
let before: Element | null = null
let place: HTMLElement | null = null

function close(): void {
  const edited = opened.peek()
  opened.value = null
  void edited?.flush()
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
}

function Dock() {
  const edited = opened.value
  return (
    <PageContext.Provider value={pageValue.value}>
      {edited ? <div class="dock"><Composer key={edited.draft.peek().id} edited={edited} heading="h2" onClose={close} /></div> : null}
    </PageContext.Provider>
  )
}

/** Opens the draft that belongs to a wish. */
export async function openDock(wish: ComposeWish): Promise<void> {
  const within = place?.contains(document.activeElement) ?? false
  if (!within) before = document.activeElement
  await opened.peek()?.flush()
  try {
    const { draft } = await beginDraft(wish)
    // Somebody is writing on it again: it is not sent behind their back.
    if (draft.savedAt) await keepDraft(draft)
    if (!place) {
      place = document.createElement('div')
      document.body.append(place)
      render(<Dock />, place)
    }
    opened.value = editing(draft)
  } catch (error) {
    reportFailure(error)
  }
}
