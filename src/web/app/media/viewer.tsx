// Pictures over the page, one at a time: the description as caption, larger by pinch, double tap or button, away with Esc
// or a swipe down. Focus goes back to the picture it came from.
import { signal } from '@preact/signals'
import { render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../components/icon.tsx'
import { webAddress } from '../../components/link.tsx'
import type { MediaAttachment } from '../../props/entities.ts'
import { cw } from '../compose/words.ts'
import { ZoomedImage } from './zoomed-image.tsx'

interface Shown { media: readonly MediaAttachment[]; at: number }

const shown = signal<Shown | null>(null)
let before: HTMLElement | null = null
let place: HTMLElement | null = null

/** Opens the pictures at one of them; `from` gets the focus back. */
export function openViewer(media: readonly MediaAttachment[], at: number, from: HTMLElement): void {
  before = from
  if (!place) {
    place = document.createElement('div')
    document.body.append(place)
    render(<Viewer />, place)
  }
  shown.value = { media, at }
}

function closed(): void {
  shown.value = null
  if (before?.isConnected) before.focus({ preventScroll: true })
}

function Viewer() {
  return shown.value ? <OpenViewer {...shown.value} /> : null
}

function OpenViewer({ media, at }: Shown) {
  const { viewer: w } = cw
  const dialog = useRef<HTMLDialogElement>(null)
  const [large, setLarge] = useState(false)
  useEffect(() => { dialog.current?.showModal() }, [])
  const one = media[at]
  if (!one) return null
  const go = (to: number): void => {
    if (to < 0 || to >= media.length) return
    setLarge(false)
    shown.value = { media, at: to }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const forward = getComputedStyle(event.currentTarget as Element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const step = event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? (event.key === forward ? 1 : -1) : 0
    if (step) go(at + step)
    else if (event.key === '+' || event.key === '-') setLarge(event.key === '+')
    else return
    event.preventDefault()
  }
  const close = (): void => dialog.current?.close()
  const title = w.title(at + 1, media.length)
  return (
    <dialog ref={dialog} class="viewer" aria-label={title} onClose={closed} onKeyDown={onKeyDown}>
      <header class="viewer-bar">
        <p role="status"><bdi>{title}</bdi></p>
        <button type="button" class="tool" aria-pressed={large} aria-label={large ? w.zoomOut : w.zoomIn} title={large ? w.zoomOut : w.zoomIn} onClick={() => setLarge(!large)}><Icon name={large ? 'smaller' : 'larger'} /></button>
        <a class="tool" href={webAddress(one.url ?? one.remote_url)} target="_blank" rel="noopener noreferrer" aria-label={w.original} title={w.original}><Icon name="elsewhere" class="turns" /></a>
        <button type="button" class="tool" aria-label={w.close} title={w.close} onClick={close}><Icon name="close" /></button>
      </header>
      <ZoomedImage key={one.id} file={one} large={large} onLarge={setLarge} onAway={close} />
      {media.length > 1
        ? <div class="viewer-ways">
            <button type="button" class="tool" aria-label={w.previous} disabled={at === 0} onClick={() => go(at - 1)}><Icon name="previous" class="turns" /></button>
            <button type="button" class="tool" aria-label={w.next} disabled={at === media.length - 1} onClick={() => go(at + 1)}><Icon name="next" class="turns" /></button>
          </div>
        : null}
      <p class="viewer-caption" dir="auto" tabindex={one.description ? 0 : undefined}>{one.description || w.none}</p>
    </dialog>
  )
}
