// The member's picture and banner: chosen, cut and sent at once; removed with a way back.
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { usePage } from '../../components/page-context.tsx'
import { Avatar } from '../../components/person.tsx'
import { webAddress } from '../../components/link.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import { del, upload } from '../api.ts'
import { toast } from '../components/toast.tsx'
import { w } from '../page.ts'
import { start } from '../start.ts'
import { accountOf } from '../store/accounts.ts'
import { CropDialog, type PictureKind } from './crop-dialog.tsx'
import { kept, type OwnProfile, renewMe } from './own-profile.ts'

const MAX_BYTES = 8 * 1024 * 1024

async function send(kind: PictureKind, blob: Blob, name: string, onProgress: (share: number) => void): Promise<void> {
  const form = new FormData()
  form.append(kind, blob, name)
  try {
    kept.value = (await upload<OwnProfile>('/api/v1/profile', form, { method: 'PATCH', onProgress })).body
    await renewMe()
    toast({ text: w.ownSettings.saved })
  } catch (error) {
    reportFailure(error)
  }
}

/** Gone from the screen at once; deleted when the time for undoing is over. */
function remove(kind: PictureKind): void {
  const before = kept.peek()
  if (!before) return
  kept.value = { ...before, [kind]: null }
  toast({
    text: w.ownSettings.profile.removed[kind],
    undo: () => { kept.value = { ...kept.peek() ?? before, [kind]: before[kind] } },
    elapsed: () => void del(`/api/v1/profile/${kind}`).then(renewMe).catch(reportFailure),
  })
}

/** One of the two, with its buttons. */
export function PictureField({ kind }: { kind: PictureKind }) {
  const { w: { ownSettings: { profile: w, saving } }, f } = usePage()
  const chosen = useSignal<ImageBitmap | null>(null)
  const sent = useSignal<number | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const has = Boolean(kept.value?.[kind])
  const go = (blob: Blob, name: string): void => {
    chosen.value = null
    sent.value = 0
    void send(kind, blob, name, (share) => { sent.value = share }).finally(() => { sent.value = null })
  }
  const choose = async (): Promise<void> => {
    const file = input.current?.files?.[0]
    if (!file || !input.current) return
    input.current.value = ''
    // Cut, it would no longer move.
    if (file.type === 'image/gif') {
      if (file.size > MAX_BYTES) toast({ text: w.tooBig('8 MB'), kind: 'failed' })
      else go(file, file.name)
      return
    }
    chosen.value = await createImageBitmap(file).catch(() => { toast({ text: w.noPicture, kind: 'failed' }); return null })
  }
  return (
    <div class={`picture picture-${kind}`}>
      <Shown kind={kind} />
      <div class="buttons">
        <input ref={input} id={`file-${kind}`} class="hidden" type="file" accept="image/jpeg,image/png,image/webp,image/gif,image/avif" onChange={() => void choose()} />
        <label for={`file-${kind}`} class="button button-plain small">{has ? w.change[kind] : w.choose[kind]}</label>
        {has ? <button type="button" class="button button-plain small" onClick={() => remove(kind)}>{w.remove[kind]}</button> : null}
        {sent.value === null ? null : <span role="status" class="muted">{saving} {f.percent(sent.value)}</span>}
      </div>
      {chosen.value ? <CropDialog kind={kind} picture={chosen.value} onUse={(blob) => go(blob, `${kind}.png`)} onClose={() => { chosen.value = null }} /> : null}
    </div>
  )
}

function Shown({ kind }: { kind: PictureKind }) {
  const own = kept.value?.[kind] ?? null
  const me = accountOf(start.me.id) ?? start.me
  if (kind === 'avatar') return own ? <Avatar account={{ ...me, avatar: own, avatar_static: own }} size={72} /> : <span class="avatar avatar-72" />
  return own ? <img class="banner" src={webAddress(own)} alt="" width="600" height="110" /> : <div class="banner" />
}
