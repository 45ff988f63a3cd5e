// Three colours that go with a picture, for players of sound: the ground is what its edge is made of, the other two
// stand out against it. After Mastodon's colour extraction.

/** As `#rrggbb`. */
export interface PictureColours { background: string; foreground: string; accent: string }

type Colour = readonly [red: number, green: number, blue: number]

const BINS = 10
const PALETTE = 10
const FOREGROUND_CONTRAST = 3
const ACCENT_CONTRAST = 2

/** The commonest colours, in cells of a cube of ten. */
function palette(pixels: readonly Colour[]): Colour[] {
  const counts = new Map<number, number>()
  for (const [red, green, blue] of pixels) {
    const cell = [red, green, blue].reduce((at, value) => at * BINS + Math.floor((value * BINS) / 256), 0)
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  const middle = (bin: number) => Math.floor(((bin + 0.5) * 256) / BINS)
  return [...counts].sort(([, one], [, other]) => other - one).slice(0, PALETTE)
    .map(([cell]) => [middle(Math.floor(cell / (BINS * BINS))), middle(Math.floor(cell / BINS) % BINS), middle(cell % BINS)])
}

/** Relative luminance as WCAG defines it. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one) + 0.05, luminance(other) + 0.05].sort((a, b) => a - b)
  return light / dark
}

const distance = (one: Colour, other: Colour): number => Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)))

function saturation(colour: Colour): number {
  const [most, least] = [Math.max(...colour) / 255, Math.min(...colour) / 255]
  if (most === least) return 0
  return (most - least) / (most + least > 1 ? 2 - most - least : most + least)
}

/** The farthest from the ground that can be told from it. */
const farthest = (ground: Colour, colours: readonly Colour[], least: number): Colour | undefined =>
  colours.filter((one) => contrast(ground, one) >= least).sort((a, b) => distance(ground, b) - distance(ground, a))[0]

/** A dark colour made lighter, a light one darker, by a share of the whole. */
function shifted(colour: Colour, share: number): Colour {
  const goal = luminance(colour) < 0.18 ? 255 : 0
  const shift = (value: number) => Math.round(value + (goal - value) * share)
  return [shift(colour[0]), shift(colour[1]), shift(colour[2])]
}

const hex = (colour: Colour): string => `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`

/** The colours of a picture given as raw RGB. */
export function coloursOf(rgb: Uint8Array, width: number, height: number): PictureColours {
  const all: Colour[] = []
  const edge: Colour[] = []
  for (let at = 0; at < width * height; at += 1) {
    const colour: Colour = [rgb[at * 3] ?? 0, rgb[at * 3 + 1] ?? 0, rgb[at * 3 + 2] ?? 0]
    const [x, y] = [at % width, Math.floor(at / width)]
    all.push(colour)
    if (Math.min(x, width - 1 - x) < width / 4 || Math.min(y, height - 1 - y) < height / 4) edge.push(colour)
  }
  const ground = palette(edge)[0] ?? [0, 0, 0]
  const colours = palette(all)
  const first = farthest(ground, colours, ACCENT_CONTRAST)
  const second = farthest(ground, colours.filter((one) => one !== first), FOREGROUND_CONTRAST)
  const standing = [first, second].filter((one) => one !== undefined)
  for (const share of [0.5, 0.7].slice(0, 2 - standing.length)) standing.push(shifted(ground, share))
  const by = (value: (colour: Colour) => number): Colour => standing.toSorted((a, b) => value(b) - value(a))[0] ?? ground
  return { background: hex(ground), foreground: hex(by((one) => contrast(ground, one))), accent: hex(by(saturation)) }
}
