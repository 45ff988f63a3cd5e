// One picture that two fingers or a double tap make larger, one finger moves, and a swipe down sends away.
import { useRef, useState } from 'preact/hooks'
import { webAddress } from '../../components/link.tsx'
import type { MediaAttachment } from '../../props/entities.ts'
import { cw } from '../compose/words.ts'

const LARGE = 2.5
const MOST = 6
const AWAY_PX = 100
const DOUBLE_MS = 300

interface View { scale: number; x: number; y: number }
interface Point { x: number; y: number }
interface Gesture { points: Map<number, Point>; began: View; from: Point; apart: number; moved: boolean; lastTap: number }

const rest: View = { scale: 1, x: 0, y: 0 }
const middle = (points: readonly Point[]): Point => ({ x: points.reduce((sum, { x }) => sum + x, 0) / points.length, y: points.reduce((sum, { y }) => sum + y, 0) / points.length })
const apartOf = ([a, b]: readonly Point[]): number => a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0

/** A picture never leaves the stage altogether. */
const within = (by: number, size: number, scale: number): number => Math.max(-size * (scale - 1) / 2, Math.min(size * (scale - 1) / 2, by))

export function ZoomedImage({ file, large, onLarge, onAway }: { file: MediaAttachment; large: boolean; onLarge: (large: boolean) => void; onAway: () => void }) {
  const [view, setView] = useState<View>(rest)
  const [failed, setFailed] = useState(false)
  const gesture = useRef<Gesture>({ points: new Map(), began: rest, from: { x: 0, y: 0 }, apart: 0, moved: false, lastTap: 0 })
  const now: View = !large ? (view.scale === 1 ? view : rest) : view.scale === 1 ? { ...rest, scale: LARGE } : view
  const set = (next: View): void => {
    setView(next)
    if (next.scale > 1 !== large) onLarge(next.scale > 1)
  }
  const begin = (): void => {
    const one = gesture.current
    const points = [...one.points.values()]
    Object.assign(one, { began: now, from: middle(points), apart: apartOf(points) })
  }
  const onPointerDown = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId)
    const one = gesture.current
    if (one.points.size === 0) one.moved = false
    one.points.set(event.pointerId, { x: event.clientX, y: event.clientY })
    begin()
  }
  const onPointerMove = (event: PointerEvent): void => {
    const { points, began, from, apart } = gesture.current
    if (!points.has(event.pointerId)) return
    points.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const to = middle([...points.values()])
    if (Math.hypot(to.x - from.x, to.y - from.y) > 8) gesture.current.moved = true
    const pinch = apart > 0 ? apartOf([...points.values()]) / apart : 1
    const scale = Math.max(1, Math.min(MOST, began.scale * pinch))
    // At its own size a picture only goes down, and only by one finger.
    if (scale === 1) return setView({ scale: 1, x: 0, y: points.size === 1 && began.scale === 1 ? Math.max(0, to.y - from.y) : 0 })
    const { clientWidth, clientHeight } = event.currentTarget as Element
    set({ scale, x: within(began.x + to.x - from.x, clientWidth, scale), y: within(began.y + to.y - from.y, clientHeight, scale) })
  }
  const onPointerEnd = (event: PointerEvent): void => {
    const one = gesture.current
    if (!one.points.delete(event.pointerId)) return
    if (one.points.size > 0) return begin()
    if (now.scale === 1 && now.y > AWAY_PX && event.type === 'pointerup') return onAway()
    if (now.scale === 1 && now.y > 0) setView(rest)
    if (one.moved || event.type !== 'pointerup') return
    const again = event.timeStamp - one.lastTap < DOUBLE_MS
    one.lastTap = again ? 0 : event.timeStamp
    if (again) set(now.scale > 1 ? rest : { scale: LARGE, x: 0, y: 0 })
  }
  const { url, remote_url: remote, preview_url: preview, description } = file
  return (
    <div class={`viewer-stage${now.scale > 1 ? ' viewer-large' : ''}`} onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={onPointerEnd} onPointerCancel={onPointerEnd}>
      {failed ? <p role="alert">{cw.viewer.failed}</p>
        : <img src={webAddress(url ?? remote ?? preview)} alt={description ?? ''} draggable={false} onError={() => setFailed(true)} style={{ transform: `translate(${now.x}px, ${now.y}px) scale(${now.scale})` }} />}
    </div>
  )
}
