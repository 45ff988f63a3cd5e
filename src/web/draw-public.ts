// Draws the pictures in public/, which are served as they lie there: run it by hand after changing a line here (`node src/web/draw-public.ts`), and
// commit what it made. A covey is a small flock that keeps together: three birds, one a little ahead.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const target = join(import.meta.dirname, '../../public')

/** A bird in a 100 × 100 box that looks to the right: body, breast, wing, eye and beak. */
const bird = (x: number, y: number, scale: number, [body, wing, mark]: readonly [string, string, string]): string => `
  <g transform="translate(${x} ${y}) scale(${scale})">
    <path d="M4 60 C14 54 20 46 26 36 C32 22 44 12 58 12 C74 12 86 24 88 40 L98 47 L87 51 C84 74 68 90 46 90 C28 90 14 78 4 60 Z" fill="${body}"/>
    <path d="M30 52 C40 44 58 46 66 58 C60 74 40 78 28 66 C26 61 27 56 30 52 Z" fill="${wing}"/>
    <circle cx="68" cy="34" r="5" fill="${mark}"/>
  </g>`

const TEAL = '#0a6b5e'
const flock = (x: number, y: number, scale: number): string => `<g transform="translate(${x} ${y}) scale(${scale})">
  ${bird(2, 44, 0.46, ['#8fd0c3', '#5fae9f', TEAL])}${bird(22, 6, 0.46, ['#c5e8e0', '#8fd0c3', TEAL])}${bird(40, 36, 0.58, ['#ffffff', '#c5e8e0', TEAL])}</g>`

const svg = (width: number, height: number, content: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`)

const icon = (size: number): Promise<Buffer> => png(svg(512, 512, `<rect width="512" height="512" rx="112" fill="${TEAL}"/>${flock(16, 12, 4.75)}`), size)

async function png(drawing: Buffer, width: number): Promise<Buffer> {
  return sharp(drawing).resize({ width }).png({ palette: true, compressionLevel: 9, effort: 10 }).toBuffer()
}

/** The old container with PNGs inside, which every browser reads. */
function ico(pictures: readonly { size: number; data: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { size, data }] of pictures.entries()) {
    const at = 6 + 16 * index
    head.writeUInt8(size, at)
    head.writeUInt8(size, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(data.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += data.length
  }
  return Buffer.concat([head, ...pictures.map((one) => one.data)])
}

const avatar = svg(400, 400, `<rect width="400" height="400" fill="#a9c2b9"/>${bird(40, 46, 3.2, ['#ffffff', '#d3e0db', '#54706a'])}`)
const header = svg(1500, 500, `<rect width="1500" height="500" fill="#d7e4df"/>
  <path d="M0 360 C300 260 520 420 820 340 C1100 270 1280 330 1500 280 V500 H0 Z" fill="#c5d6d0"/>
  <path d="M0 430 C360 350 700 480 1040 410 C1240 370 1380 400 1500 380 V500 H0 Z" fill="#b3c8c0"/>`)
const preview = svg(1200, 630, `<rect width="1200" height="630" fill="${TEAL}"/>${flock(350, 65, 5)}`)

const small = await Promise.all([16, 32].map(async (size) => ({ size, data: await icon(size) })))
const made: Record<string, Buffer> = {
  'favicon.ico': ico(small), 'apple-touch-icon.png': await icon(180), 'instance/icon-48.png': await icon(48), 'instance/icon-192.png': await icon(192),
  'instance/icon-512.png': await icon(512), 'instance/preview.png': await png(preview, 1200),
  'avatars/missing.png': await png(avatar, 400), 'headers/missing.png': await png(header, 1500),
}
for (const [name, data] of Object.entries(made)) await writeFile(join(target, name), data)
