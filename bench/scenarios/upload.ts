// A photo of a telephone, 4000 × 3000: what an upload takes until it can be posted, against sharp alone making the same
// two pictures of it. Both in turns; times are those on the clock, since an app waits for them.
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { fitArea, ORIGINAL_PIXELS, SMALL_PIXELS } from '#machinery/media-tools/image-types.ts'
import type { Measured } from '../child.ts'
import { median, report } from '../report.ts'
import { seededRandom } from '../seed/random.ts'
import type { World } from '../world.ts'

const TURNS = 9
const [WIDTH, HEIGHT] = [4000, 3000]

/** Soft shapes with grain, about as hard to compress as a photo. */
async function photo(): Promise<Buffer> {
  const random = seededRandom(4000)
  const [width, height] = [WIDTH / 8, HEIGHT / 8]
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, (_one, index) => (index / 400 + random.next() * 60) % 256))
  return sharp(pixels, { raw: { width, height, channels: 3 } }).resize(WIDTH, HEIGHT, { kernel: 'cubic' }).jpeg({ quality: 90 }).toBuffer()
}

async function alone(path: string): Promise<void> {
  const [full, preview] = [fitArea(WIDTH, HEIGHT, ORIGINAL_PIXELS), fitArea(WIDTH, HEIGHT, SMALL_PIXELS)]
  const original = await sharp(path).autoOrient().resize({ ...full, fit: 'fill' }).jpeg({ quality: 90, progressive: true }).toBuffer()
  await sharp(original).resize({ ...preview, fit: 'fill' }).webp({ quality: 80 }).toBuffer()
}

async function upload(server: Measured, token: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const body = new FormData()
  body.append('file', new Blob([bytes], { type: 'image/jpeg' }), 'photo.jpg')
  const answer = await fetch(`${server.url}/api/v2/media`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })
  if (answer.status !== 200) throw new Error(`an upload answers ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

async function timed(body: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await body()
  return performance.now() - began
}

/** Compares an upload with sharp alone. */
export async function uploadPhoto(server: Measured, world: World): Promise<void> {
  const bytes = new Uint8Array(await photo())
  const path = join(tmpdir(), `covey-bench-photo-${process.pid}.jpg`)
  await writeFile(path, bytes)
  const [token = ''] = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers.slice(0, 1) })
  const times: [number, number][] = []
  try {
    for (let turn = 0; turn <= TURNS; turn++) {
      const one: [number, number] = [await timed(() => upload(server, token, bytes)), await timed(() => alone(path))]
      // The first starts the process that decodes.
      if (turn > 0) times.push(one)
    }
  } finally {
    await rm(path, { force: true })
  }
  const [ms, base] = [median(times.map(([one]) => one)), median(times.map(([, other]) => other))]
  report({ path: `upload of ${WIDTH} × ${HEIGHT} against sharp alone`, measured: `${ms.toFixed(0)} ms, ${base.toFixed(0)}: ${(ms / base).toFixed(2)} ×`, must: '≤ 1.3 ×', reached: ms / base <= 1.3 })
}
