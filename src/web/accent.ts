// A community chooses one colour; this makes of it the four accents (light, dark, and each with high contrast) that
// can be read on every surface. The result is a small style sheet that pages name after their own.

type Triple = [number, number, number]

interface Theme {
  name: 'light' | 'dark' | 'strong light' | 'strong dark'
  surfaces: string[]
  /** The surface that the accent's tint is mixed with, and how much of the accent is in it; none at high contrast. */
  tint: [surface: string, share: number] | null
  start: number
  step: number
  ratio: number
}

const darker = { start: 0.6, step: -0.005 }
const lighter = { start: 0.72, step: 0.005 }

/** Surfaces are those of styles/tokens.css. */
export const accentThemes: Theme[] = [
  { name: 'light', surfaces: ['#f3f4f1', '#ffffff', '#f7f7f4', '#eff0ec'], tint: ['#ffffff', 0.1], ...darker, ratio: 4.5 },
  { name: 'dark', surfaces: ['#101210', '#191b19', '#222522', '#292d29'], tint: ['#191b19', 0.16], ...lighter, ratio: 4.5 },
  { name: 'strong light', surfaces: ['#ffffff', '#e8e8e8'], tint: null, ...darker, ratio: 7 },
  { name: 'strong dark', surfaces: ['#000000', '#242424'], tint: null, ...lighter, ratio: 7 },
]

/** The style sheet for a colour written as #rrggbb; null if it is not one. `root`: where it counts, all of the page unless told. */
export function accentStyleSheet(colour: string, root = ':root'): string | null {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return null
  const [light, dark, strongLight, strongDark] = accentThemes.map(theme => readableAccent(colour, theme))
  const strong = `--accent:light-dark(${strongLight},${strongDark})`
  return `${root}{--accent:light-dark(${light},${dark})}\n@media (prefers-contrast:more){${root}{${strong}}}\n${root}[data-contrast=more]{${strong}}`
}

/** The nearest colour of the same hue that reaches the theme's ratio on all its surfaces and on its own tint. */
export function readableAccent(colour: string, theme: Theme): string {
  const [l, c, h] = toLch(toOklab(parse(colour)))
  let lightness = theme.step < 0 ? Math.min(l, theme.start) : Math.max(l, theme.start)
  for (; lightness > 0 && lightness < 1; lightness += theme.step) {
    const candidate = intoGamut(lightness, Math.min(c, 0.17), h)
    if (lowestRatio(candidate, theme) >= theme.ratio) return candidate
  }
  return theme.step < 0 ? '#000000' : '#ffffff'
}

/** The lowest contrast of a colour in a theme. */
export function lowestRatio(colour: string, { surfaces, tint }: Theme): number {
  const grounds = surfaces.map(parse)
  if (tint) grounds.push(mix(parse(colour), parse(tint[0]), tint[1]))
  return Math.min(...grounds.map(ground => contrast(parse(colour), ground)))
}

function parse(hex: string): Triple {
  return [1, 3, 5].map(at => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Triple
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function gamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
}

function contrast(a: Triple, b: Triple): number {
  const luminance = ([r, g, blue]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * blue + 0.05
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return high / low
}

function mix(a: Triple, b: Triple, share: number): Triple {
  const [from, to] = [toOklab(a), toOklab(b)]
  return fromOklab(from.map((value, i) => value * share + (to[i] ?? 0) * (1 - share)) as Triple)
}

// Björn Ottosson's matrices: https://bottosson.github.io/posts/oklab/
function toOklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function toLch([l, a, b]: Triple): Triple {
  return [l, Math.hypot(a, b), Math.atan2(b, a)]
}

/** Cuts chroma until the colour can be shown. */
function intoGamut(lightness: number, chroma: number, hue: number): string {
  for (let c = chroma; ; c -= 0.005) {
    const used = Math.max(c, 0)
    const rgb = fromOklab([lightness, used * Math.cos(hue), used * Math.sin(hue)])
    if (used === 0 || rgb.every(value => value >= -0.0005 && value <= 1.0005)) return toHex(rgb)
  }
}

function toHex(rgb: Triple): string {
  return `#${rgb.map(value => Math.round(255 * Math.min(1, Math.max(0, gamma(Math.max(value, 0))))).toString(16).padStart(2, '0')).join('')}`
}
