// /publish, /share and the intents: the composer as a screen of its own, which is how a phone has it.
import { useEffect } from 'preact/hooks'
import { usePage } from '../../components/page-context.tsx'
import { ApiError } from '../api.ts'
import { wishIn } from '../compose-link.ts'
import { arrival, goBack, navigate } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { beginDraft } from './begin.ts'
import { Composer } from './composer.tsx'
import { keepDraft } from './draft-store.ts'
import { editing, type Editing } from './editing.ts'
import { cw } from './words.ts'

let edited: Editing | null = null
let cameFromHere = false

/** The draft is there before anything is drawn. */
export async function prepare({ query }: ScreenProps): Promise<void> {
  cameFromHere = arrival.peek() !== null
  edited = null
  try {
    const { draft } = await beginDraft(wishIn(query))
    if (draft.savedAt) await keepDraft(draft)
    edited = editing(draft)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}

function close(): void {
  void edited?.flush()
  if (cameFromHere) goBack()
  else navigate('/home')
}

export function Screen() {
  const { w } = usePage()
  const keptAt = edited?.keptAt.value
  useEffect(() => {
    // Once it is kept the address names it, so that a reload finds this one again.
    if (keptAt && edited) history.replaceState(history.state, '', `/publish?draft=${edited.draft.peek().id}`)
  }, [keptAt])
  if (!edited) return <div class="empty" role="alert"><h1 tabindex={-1}>{cw.titles.post}</h1><p>{cw.failed.missing}</p><p><a class="button button-plain" href="/home">{w.app.nav.home}</a></p></div>
  return <div class="publish"><Composer key={edited.draft.peek().id} edited={edited} heading="h1" onClose={close} /></div>
}
