// An animated GIF is kept as it was drawn, but not what was written into it: comments, XMP, anything after its end.
// Format: GIF89a specification, sections 17 to 27.

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const GRAPHIC_CONTROL = 0xf9
const APPLICATION = 0xff
const LOOPING = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])

/** The size in bytes of the colour table that a packed field announces. */
function tableSize(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 0x07) + 1)
}

/** The offset after a chain of sub-blocks, or -1 when it runs past the end. */
function afterSubBlocks(gif: Uint8Array, start: number): number {
  for (let at = start; at < gif.length; ) {
    const length = gif[at] ?? 0
    at += 1 + length
    if (length === 0) return at
  }
  return -1
}

function keepsExtension(gif: Uint8Array, start: number): boolean {
  const label = gif[start + 1]
  if (label === GRAPHIC_CONTROL) return true
  if (label !== APPLICATION || gif[start + 2] !== 11) return false
  return LOOPING.has(Buffer.from(gif.subarray(start + 3, start + 14)).toString('latin1'))
}

/** Where the block at `start` ends, or -1 when it is broken. */
function afterBlock(gif: Uint8Array, start: number): number {
  if (gif[start] === EXTENSION) return afterSubBlocks(gif, start + 2)
  if (gif[start] !== IMAGE || start + 10 > gif.length) return -1
  return afterSubBlocks(gif, start + 10 + tableSize(gif[start + 9] ?? 0) + 1)
}

/** A GIF with only its pictures, timing and looping. Null when the file is not a complete GIF. */
export function stripGif(gif: Uint8Array): Buffer | null {
  if (gif.length < 14 || Buffer.from(gif.subarray(0, 3)).toString('latin1') !== 'GIF') return null
  let at = 13 + tableSize(gif[10] ?? 0)
  const kept: Uint8Array[] = [gif.subarray(0, at)]
  while (at < gif.length) {
    if (gif[at] === TRAILER) return Buffer.concat([...kept, Buffer.of(TRAILER)])
    const end = afterBlock(gif, at)
    if (end === -1) return null
    if (gif[at] === IMAGE || keepsExtension(gif, at)) kept.push(gif.subarray(at, end))
    at = end
  }
  return null
}
