// A draft under somebody's hands: changes are shown at once and kept on this device a second after a pause.
import { type Signal, signal } from '@preact/signals'
import { keepDraft, readFile, removeDraft } from './draft-store.ts'
import { type Draft, type DraftMedia, fingerprint, isBlank } from './draft.ts'

/** How an upload goes; none for what the server has. */
export interface Upload { share: number; state: 'uploading' | 'processing' | 'failed'; fault: string | null; stop: (() => void) | null }

export interface Editing {
  readonly draft: Signal<Draft>
  readonly uploads: Signal<Readonly<Record<string, Upload>>>
  /** When it was last kept, epoch ms; null: not since it was opened. */
  readonly keptAt: Signal<number | null>
  readonly files: Map<string, File>
  update(patch: Partial<Draft>): void
  updateMedia(key: string, patch: Partial<DraftMedia>): void
  setUpload(key: string, upload: Upload | null): void
  /** Keeps it now, if anything was typed or chosen. */
  flush(): Promise<void>
  /** Nothing is kept any more: it was posted or deleted. */
  end(): void
}

const PAUSE_MS = 1000

const print = (draft: Draft): string => fingerprint(draft) + JSON.stringify(draft.media.map(({ id }) => id))

/** Opens a draft; it is only kept once something in it was changed. */
export function editing(begun: Draft): Editing {
  const draft = signal(begun)
  const uploads = signal<Readonly<Record<string, Upload>>>({})
  const keptAt = signal<number | null>(null)
  let last = print(begun)
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void one.flush(), PAUSE_MS)
  }
  const one: Editing = {
    draft, uploads, keptAt, files: new Map(),
    update(patch) {
      draft.value = { ...draft.peek(), ...patch }
      soon()
    },
    updateMedia(key, patch) {
      one.update({ media: draft.peek().media.map((file) => file.key === key ? { ...file, ...patch } : file) })
    },
    setUpload(key, upload) {
      const { [key]: _before, ...rest } = uploads.peek()
      uploads.value = upload ? { ...rest, [key]: upload } : rest
    },
    async flush() {
      clearTimeout(timer)
      const now = draft.peek()
      if (ended || print(now) === last) return
      last = print(now)
      if (isBlank(now) && !now.poll) await removeDraft(now, { files: false })
      else {
        draft.value = { ...now, savedAt: Date.now() }
        await keepDraft(draft.peek())
        keptAt.value = Date.now()
      }
    },
    end() {
      ended = true
      clearTimeout(timer)
    },
  }
  void Promise.all(begun.media.map(async ({ key }) => {
    const file = await readFile(key).catch(() => undefined)
    if (file) one.files.set(key, file)
  })).then(() => { uploads.value = { ...uploads.peek() } })
  return one
}
