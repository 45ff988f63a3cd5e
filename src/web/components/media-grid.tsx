// Pictures, films and sounds under a post. Boxes have their size before anything is loaded; nothing plays by itself.
import type { MediaAttachment } from '../props/entities.ts'
import { webAddress } from './link.tsx'
import { usePage } from './page-context.tsx'

const shown = 4

/** One at its own ratio (4:5 to 16:9), 2 halves, 3 = 1 + 2, 4 = 2×2, else "+5". Opened posts show all, with captions. */
export function MediaGrid(props: { media: MediaAttachment[]; opened?: boolean; moreHref?: string }) {
  const { w } = usePage()
  const { media } = props
  if (!media.length) return null
  const files = media.filter(file => file.type === 'audio' || file.type === 'unknown')
  const visual = media.filter(file => !files.includes(file))
  const inGrid = props.opened ? visual : visual.slice(0, shown)
  const rest = visual.length - inGrid.length
  return (
    <div class="media">
      {inGrid.length
        ? <div class={`grid grid-${Math.min(inGrid.length, shown)}`}>
            {inGrid.map(file => <MediaBox file={file} alone={inGrid.length === 1} />)}
            {rest > 0 ? <a class="more-media" href={props.moreHref}>{w.post.moreMedia(rest)}</a> : null}
          </div>
        : null}
      {files.map(file => <FileRow file={file} />)}
      {props.opened ? media.map(file => file.description ? <p class="caption" dir="auto">{file.description}</p> : null) : null}
    </div>
  )
}

function MediaBox({ file, alone }: { file: MediaAttachment; alone: boolean }) {
  const { w } = usePage()
  const preview = webAddress(file.preview_url)
  const url = webAddress(file.url) ?? webAddress(file.remote_url)
  const size = alone ? clampedSize(file) : { width: 300, height: 200 }
  const focus = focusClass(file)
  if (file.type === 'video' || file.type === 'gifv') {
    return (
      <figure class="box">
        <video src={url} poster={preview} controls preload="none" loop={file.type === 'gifv'} muted={file.type === 'gifv'} playsInline
          {...size} aria-label={file.description || w.post.noDescription} />
        <AltBadge text={file.description} />
      </figure>
    )
  }
  const image = <img src={preview ?? url} alt={file.description ?? ''} {...size} class={[focus, alone ? shapeClass(file) : undefined].filter(Boolean).join(' ') || undefined} loading="lazy" decoding="async" />
  return (
    <figure class="box">
      {url ? <a href={url} aria-label={file.description || w.post.noDescription}>{image}</a> : image}
      <AltBadge text={file.description} />
    </figure>
  )
}

/** Opens the description without script. */
function AltBadge({ text }: { text?: string | null }) {
  const { w } = usePage()
  return text ? <details class="alt"><summary>{w.post.alt}</summary><p dir="auto">{text}</p></details> : null
}

function FileRow({ file }: { file: MediaAttachment }) {
  const { w } = usePage()
  const url = webAddress(file.url) ?? webAddress(file.remote_url)
  if (file.type === 'audio' && url) return <audio src={url} controls preload="none" aria-label={file.description || w.post.noDescription} />
  return url ? <p><a href={url} rel="nofollow noopener noreferrer">{w.post.openFile}</a></p> : null
}

/** Attributes, not styles: browsers reserve the box from them, and the content policy forbids inline styles. */
function clampedSize(file: MediaAttachment): { width: number; height: number } {
  const ratio = ratioOf(file) || 16 / 9
  return { width: 600, height: Math.round(600 / Math.min(Math.max(ratio, 4 / 5), 16 / 9)) }
}

/** Width over height; 0 where it is not known. */
function ratioOf(file: MediaAttachment): number {
  const [width, height] = numbers(file.meta?.['original'] ?? file.meta?.['small'], 'width', 'height')
  return width > 0 && height > 0 ? width / height : 0
}

/** Once it is there, a picture would take its own shape instead of the one its box has: this keeps the box's. */
function shapeClass(file: MediaAttachment): string | undefined {
  const ratio = ratioOf(file)
  return ratio === 0 || ratio > 16 / 9 ? 'wide' : ratio < 4 / 5 ? 'tall' : undefined
}

/** The focal point (-1…1, y upwards) as two of eleven classes each way. */
function focusClass(file: MediaAttachment): string | undefined {
  const [x, y] = numbers(file.meta?.['focus'], 'x', 'y')
  return Number.isNaN(x) || Number.isNaN(y) ? undefined : `fx-${tenth((x + 1) / 2)} fy-${tenth((1 - y) / 2)}`
}

/** Two numbers out of stored JSON; NaN for what is not there or is no number. */
function numbers(from: unknown, first: string, second: string): [number, number] {
  const read = (key: string): number => {
    const value = from && typeof from === 'object' ? (from as Record<string, unknown>)[key] : undefined
    return typeof value === 'number' ? value : Number.NaN
  }
  return [read(first), read(second)]
}

function tenth(share: number): number {
  return Math.min(10, Math.max(0, Math.round(share * 10))) || 0
}
