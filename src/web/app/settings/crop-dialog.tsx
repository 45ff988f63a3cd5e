// Which part of a picture becomes the avatar or the banner: dragged, or moved with sliders.
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { usePage } from '../../components/page-context.tsx'
import { Dialog } from '../components/dialog.tsx'

export type PictureKind = 'avatar' | 'header'
/** Shown and sent, px: twice what pages show. */
const SIZES = { avatar: [400, 400], header: [1500, 500] } as const

interface Part { zoom: number; x: number; y: number }

/** The part of a w × h picture that is meant; `x` and `y` from 0 to 1 are where it lies in what can be chosen. */
function partOf({ zoom, x, y }: Part, width: number, height: number, ratio: number): [number, number, number, number] {
  const w = Math.min(width, height * ratio) / zoom
  const h = w / ratio
  return [(width - w) * x, (height - h) * y, w, h]
}

export function CropDialog({ kind, picture, onUse, onClose }: { kind: PictureKind; picture: ImageBitmap; onUse: (blob: Blob) => void; onClose: () => void }) {
  const { w: { ownSettings: { crop: w }, people: { cancel } } } = usePage()
  const part = useSignal<Part>({ zoom: 1, x: 0.5, y: 0.5 })
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, height] = SIZES[kind]
  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (!pen) return
    pen.clearRect(0, 0, width, height)
    pen.drawImage(picture, ...partOf(part.value, picture.width, picture.height, width / height), 0, 0, width, height)
  }, [part.value])
  const set = (change: Partial<Part>): void => { part.value = { ...part.peek(), ...change } }
  const slider = (name: keyof Part, label: string, min: number, max: number) => (
    <label class="slider"><span>{label}</span><input type="range" min={min} max={max} step={0.01} value={part.value[name]} onInput={(event) => set({ [name]: Number(event.currentTarget.value) })} /></label>
  )
  const drag = (event: PointerEvent): void => {
    if (!event.buttons || !canvas.current) return
    const [, , w2, h2] = partOf(part.peek(), picture.width, picture.height, width / height)
    const perPixel = w2 / canvas.current.clientWidth
    const along = (at: number, moved: number, room: number): number => room <= 0 ? at : Math.min(1, Math.max(0, at - moved * perPixel / room))
    set({ x: along(part.peek().x, event.movementX, picture.width - w2), y: along(part.peek().y, event.movementY, picture.height - h2) })
  }
  return (
    <Dialog title={w.title[kind]} onClose={onClose}>
      <div class="form">
        <canvas ref={canvas} class={`crop crop-${kind}`} width={width} height={height} aria-hidden="true" onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag} />
        <p class="muted">{w.hint}</p>
        {slider('zoom', w.zoom, 1, 4)}{slider('x', w.across, 0, 1)}{slider('y', w.down, 0, 1)}
        <p class="buttons">
          <button type="button" class="button button-primary" onClick={() => canvas.current?.toBlob((blob) => { if (blob) onUse(blob) }, 'image/png')}>{w.use}</button>
          <button type="button" class="button button-plain" onClick={onClose}>{cancel}</button>
        </p>
      </div>
    </Dialog>
  )
}
