// `npm run screens`: pictures of every page and screen, on a phone and a desktop, light and dark, into docs/screens, and
// docs/screens.md to leaf through them. Arguments name stops: only their pictures are made anew, the page stays.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { arrive } from './support-arrive.ts'
import { openTour, VIEWERS, type Group, type Stop, type Tour } from './support-tour.ts'

const FOLDER = 'docs/screens'
const SHAPES = [['phone', 390], ['desktop', 1280]] as const
const SCHEMES = ['light', 'dark'] as const
/** Desktops are shown a little smaller, so that the whole tour stays within a few megabytes. */
const KEPT_WIDTH = { phone: 390, desktop: 800 } as const

const fileOf = ({ name }: Stop, shape: string, scheme: string): string => `${name}-${shape}-${scheme}.webp`

/** What a stop turned out to be: pictured, or where its address leads instead. */
type Seen = { stop: Stop; elsewhere: string | null }

async function picture(page: Page, stop: Stop, shape: (typeof SHAPES)[number][0]): Promise<void> {
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme })
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    await sharp(png).resize({ width: KEPT_WIDTH[shape] }).webp({ quality: 45, effort: 5 }).toFile(`${FOLDER}/${fileOf(stop, shape, scheme)}`)
  }
}

async function visit(tour: Tour, group: Group, asked: readonly string[]): Promise<Seen[]> {
  const stops = group.stops.filter((stop) => asked.length === 0 || asked.includes(stop.name))
  const seen: Seen[] = []
  for (const [shape, width] of stops.length > 0 ? SHAPES : []) {
    const { page, context } = await tour.pageFor(group, { width })
    for (const stop of stops) {
      const elsewhere = await arrive(page, stop)
      if (shape === 'phone') seen.push({ stop, elsewhere })
      if (elsewhere === null) await picture(page, stop, shape)
    }
    await context.close()
  }
  return seen
}

function index(seen: readonly Seen[]): string {
  const row = ({ stop, elsewhere }: Seen) => `| \`${stop.line}\` | ${stop.name} | ${stop.as} | ${elsewhere === null
    ? SHAPES.flatMap(([shape]) => SCHEMES.map((scheme) => `[${scheme}](screens/${fileOf(stop, shape, scheme)})`)).join(' | ')
    : `${elsewhere} | | | `} |`
  return `# Every page, in pictures

Made by \`npm run screens\` from the demo community (\`npm run demo\`); do not edit. ${seen.filter((one) => one.elsewhere === null).length} views, each on a phone (390 px) and a desktop (1280 px),
light and dark. The viewer is one of: ${Object.entries(VIEWERS).map(([viewer, name]) => name ? `${viewer} (${name})` : viewer).join(', ')}.

| Page | View | Viewer | Phone | | Desktop | |
| --- | --- | --- | --- | --- | --- | --- |
${seen.map(row).join('\n')}
`
}

const asked = process.argv.slice(2)
if (asked.length === 0) rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const tour = await openTour()
try {
  const seen: Seen[] = []
  for (const group of tour.groups) seen.push(...await visit(tour, group, asked))
  if (asked.length === 0) writeFileSync('docs/screens.md', index(seen))
  process.stdout.write(`${seen.length} views in ${FOLDER}\n`)
} finally {
  await tour.close()
}
