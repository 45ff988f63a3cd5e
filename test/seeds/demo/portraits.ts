// Faces and banners for the people of the demo, drawn from a seed: no two alike, the same every time.
import { chance, type Chance } from './chance.ts'

const SKINS = ['#f6d7c3', '#eec2a2', '#d9a17a', '#b97a52', '#8d5a3b', '#6b4128']
const HAIRS = ['#2b211c', '#4a3226', '#7a4b2a', '#b5803f', '#8c8c8c', '#a13d2d', '#1d1d24', '#d9c3a0']
const GROUNDS = ['#f2c14e', '#7fb7be', '#d3785a', '#8aa05c', '#9a86c4', '#e0a0a0', '#5b8db8', '#c9b08a', '#6fae91', '#d8d2c4']
const CLOTHES = ['#2f4858', '#8c3b3b', '#33658a', '#55703f', '#6d4c7d', '#c2693d', '#20504f', '#b08a2e']

function hairOf(lot: Chance, colour: string): string {
  return lot.one([
    `<path d="M118 190 q-6 -112 82 -112 t82 112 q-14 -52 -40 -62 q-60 18 -96 4 q-20 22 -28 58z" fill="${colour}"/>`,
    `<path d="M110 280 q-22 -204 90 -204 t90 204 q-12 14 -30 10 q8 -110 -24 -152 q-70 26 -74 -2 q-40 40 -24 154 q-20 4 -28 -10z" fill="${colour}"/>`,
    `<circle cx="200" cy="84" r="34" fill="${colour}"/><path d="M122 178 q4 -96 78 -96 t78 96 q-22 -46 -78 -46 t-78 46z" fill="${colour}"/>`,
    `<g fill="${colour}"><circle cx="138" cy="138" r="36"/><circle cx="174" cy="106" r="40"/><circle cx="222" cy="104" r="40"/><circle cx="260" cy="136" r="36"/><circle cx="128" cy="178" r="24"/><circle cx="272" cy="176" r="24"/></g>`,
    `<path d="M124 168 q10 -74 76 -74 t76 74 q-30 -32 -76 -32 t-76 32z" fill="${colour}" opacity=".85"/>`,
  ])
}

function faceOf(lot: Chance, skin: string): string {
  const glasses = lot.below(3) === 0
    ? '<g fill="none" stroke="#2a2a2a" stroke-width="6"><circle cx="170" cy="194" r="24"/><circle cx="232" cy="194" r="24"/><path d="M194 190 h14"/></g>' : ''
  const beard = lot.below(5) === 0 ? `<path d="M134 214 q6 80 66 80 t66 -80 q-20 30 -66 28 t-66 -28z" fill="${lot.one(HAIRS)}"/>` : ''
  const mouth = lot.one(['M172 238 q28 24 56 0', 'M176 242 q24 12 48 0', 'M170 234 q30 38 60 0z'])
  return `<ellipse cx="200" cy="196" rx="72" ry="86" fill="${skin}"/>${beard}<g fill="#221a16"><circle cx="172" cy="194" r="7"/><circle cx="230" cy="194" r="7"/></g>
    <path d="${mouth}" fill="${mouth.endsWith('z') ? '#7d2e2e' : 'none'}" stroke="#7d3b33" stroke-width="6" stroke-linecap="round"/>${glasses}`
}

/** A scarf goes behind the face and leaves no hair to see. */
const scarf = (colour: string) => `<path d="M96 322 q-8 -262 104 -262 t104 262 q-104 40 -208 0z" fill="${colour}"/>`

/** A person's face, 400 × 400. */
export function portrait(seed: number): string {
  const lot = chance(seed * 7919 + 11)
  const skin = lot.one(SKINS)
  const [hair, clothes, ground] = [lot.one(HAIRS), lot.one(CLOTHES), lot.one(GROUNDS)]
  const covered = lot.below(9) === 0
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="${ground}"/>${covered ? scarf(lot.one(CLOTHES)) : ''}
    <path d="M60 400 q10 -120 140 -120 t140 120z" fill="${clothes}"/><rect x="172" y="250" width="56" height="62" rx="24" fill="${skin}"/>
    ${faceOf(lot, skin)}${covered ? '' : hairOf(lot, hair)}</svg>`
}

/** Something drawn instead of a face: for those who would rather not be seen. */
export const emblem = (glyph: 'kettle' | 'fern' | 'cat', ground: string): string => {
  const shapes = {
    kettle: '<path d="M110 300 h180 q20 -120 -50 -150 h-80 q-70 30 -50 150z" fill="#e8e2d4"/><path d="M150 150 q50 -70 100 0" fill="none" stroke="#2b2b2b" stroke-width="16"/><path d="M290 210 l50 -40 v30 l-40 60z" fill="#e8e2d4"/><circle cx="200" cy="140" r="14" fill="#2b2b2b"/>',
    fern: `<path d="M200 340 V90" stroke="#1f4d33" stroke-width="12"/>${[130, 170, 210, 250, 290].map((y, i) => `<path d="M200 ${y} q${-60 - i * 10} -10 ${-80 - i * 8} -50 q70 0 ${80 + i * 8} 50 M200 ${y} q${60 + i * 10} -10 ${80 + i * 8} -50 q-70 0 ${-80 - i * 8} 50" fill="#2f7d4f"/>`).join('')}`,
    cat: '<path d="M110 320 V150 l50 50 h80 l50 -50 v170z" fill="#3a3a40"/><circle cx="165" cy="235" r="16" fill="#f2d24e"/><circle cx="235" cy="235" r="16" fill="#f2d24e"/><path d="M190 270 h20 l-10 12z" fill="#e79a9a"/>',
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="${ground}"/>${shapes[glyph]}</svg>`
}

const PALETTES = [
  ['#f7e3c8', '#e7a977', '#b5654a', '#5e3a45', '#2c2438'], ['#dff0ee', '#9fcfc9', '#5a9ea0', '#2f6a76', '#173f4f'],
  ['#fde8e4', '#f2b5a7', '#cf7d7d', '#8a5470', '#46365a'], ['#eef1d6', '#c3d08b', '#86a05a', '#4f7145', '#2a4535'],
  ['#e4e6f5', '#a9b3dd', '#6c7cbb', '#424f8f', '#252b57'], ['#fdf3d0', '#f3d27a', '#d9a13d', '#93642b', '#4c3520'],
] as const

/** A wide landscape of five colours, 1500 × 500: hills, waves, roofs or a night with a moon. */
export function banner(seed: number): string {
  const lot = chance(seed * 104_729 + 3)
  const palette = lot.one(PALETTES)
  const kind = lot.below(3)
  const layers = palette.slice(1).map((colour, depth) => {
    const top = 190 + depth * 72
    if (kind === 0) return `<path d="M0 500 V${top} ${Array.from({ length: 6 }, (_, i) => `Q${i * 250 + 125} ${top - 40 - lot.below(110)} ${i * 250 + 250} ${top + lot.below(30)}`).join(' ')} V500z" fill="${colour}"/>`
    if (kind === 1) return `<path d="M0 500 V${top} ${Array.from({ length: 12 }, (_, i) => `q62 ${(i + depth) % 2 ? -34 : 34} 125 0`).join(' ')} V500z" fill="${colour}"/>`
    return Array.from({ length: 14 }, (_, i) => `<rect x="${i * 110 - lot.below(30)}" y="${top - lot.below(120)}" width="${70 + lot.below(50)}" height="500" fill="${colour}"/>`).join('')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1500" height="500"><rect width="1500" height="500" fill="${palette[0]}"/>
    <circle cx="${200 + lot.below(1100)}" cy="${90 + lot.below(60)}" r="${40 + lot.below(30)}" fill="${palette[1]}" opacity=".8"/>${layers.join('')}</svg>`
}
