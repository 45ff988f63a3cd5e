// Pictures for the tests beside this file, drawn when asked for: no binary files in the repository.
import sharp from 'sharp'
import type { Sharp } from 'sharp'

export interface Area {
  width: number
  height: number
}

/** A picture whose left half is red and whose right half is blue. */
export function halves({ width, height }: Area, channels: 3 | 4 = 3): Sharp {
  const middle = Math.floor(width / 2)
  const pixels = Buffer.alloc(width * height * channels, 128)
  for (let at = 0, index = 0; index < pixels.length; at += 1, index += channels) {
    const red = at % width < middle
    pixels.set([red ? 255 : 0, 0, red ? 0 : 255], index)
  }
  return sharp(pixels, { raw: { width, height, channels } })
}

/** A JPEG as a telephone takes it: lying on its side, with the place it was taken at. */
export async function telephonePhoto(area: Area): Promise<Buffer> {
  return halves(area)
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Model: 'Telephone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 24/1 0/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>secret garden</place></x:xmpmeta>')
    .jpeg()
    .toBuffer()
}

/** An animation with as many frames as colours. */
export async function animation(area: Area, colours: string[], format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = await Promise.all(colours.map((background) =>
    sharp({ create: { ...area, channels: 3, background } }).png().toBuffer()))
  const joined = sharp(frames, { join: { animated: true } })
  const options = { delay: colours.map(() => 100), loop: 0 }
  return format === 'gif' ? joined.gif(options).toBuffer() : joined.webp(options).toBuffer()
}

/** A file of a few bytes that claims to be a PNG of the given size: a decompression bomb. */
export async function pngClaiming({ width, height }: Area): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).png().toBuffer()
  const header = png.subarray(12, 29)
  header.writeUInt32BE(width, 4)
  header.writeUInt32BE(height, 8)
  png.writeUInt32BE(crc32(header), 29)
  return png
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
