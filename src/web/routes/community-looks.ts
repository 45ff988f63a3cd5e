// A community's colour and banner: chosen, tried, kept; and the style sheets that carry a colour to every page.
import type { FastifyInstance } from 'fastify'
import { changeSettings } from '#domain/instance/settings.ts'
import { removePictures, storePicture } from '#domain/accounts/profile-pictures.ts'
import { invalid, Refusal } from '#domain/refusals.ts'
import { accentStyleSheet, accentThemes, readableAccent } from '../accent.ts'
import type { AccentChoice } from '../props/setup.ts'
import type { SavedSheet, ShownSheet } from './community-sheets.ts'
import { sendShared } from './reading.ts'
import { field, type Visit } from './visit.ts'

const COLOURS: Readonly<Record<string, string>> = { teal: '#0a6b5e', sea: '#1f5fa8', plum: '#8a2f7a', brick: '#b0452c', moss: '#4c7a1e', ink: '#4a4f63' }

const [light, dark] = accentThemes

const choices: AccentChoice[] = Object.entries(COLOURS).map(([key, colour]) => ({
  key, colour, light: light ? readableAccent(colour, light) : colour, dark: dark ? readableAccent(colour, dark) : colour,
}))

/** The colour and the banner as they are. */
export async function showLooks({ ctx }: Visit): Promise<ShownSheet> {
  const { accent, thumbnailKey } = await ctx.settings()
  const banner = thumbnailKey === null ? null : `${ctx.config.origin}/files/${thumbnailKey}`
  return { content: { sheet: 'looks', accent: accent || COLOURS['teal'] || '', choices, banner }, values: {} }
}

/** The colour that was chosen: one of ours, or the one in the colour field. */
function accentIn({ form }: Visit): string {
  const chosen = field(form, 'accent') === 'other' ? field(form, 'colour') : field(form, 'accent')
  const colour = chosen.toLowerCase()
  if (!/^#[0-9a-f]{6}$/.test(colour)) throw invalid('Colour is invalid', { accent: [{ error: 'ERR_INVALID', description: 'is invalid' }] })
  return colour
}

/** Puts another banner (or none) in the place of the old one, whose file goes. */
async function changeBanner({ ctx }: Visit, key: string | null): Promise<void> {
  const before = (await ctx.settings()).thumbnailKey
  await ctx.write((tx) => changeSettings(tx, { thumbnailKey: key }))
  await removePictures(ctx.storage, [before])
}

async function keepBanner(visit: Visit, path: string): Promise<void> {
  try {
    const { key, staticKey } = await storePicture(visit.ctx, 'header', path)
    await changeBanner(visit, staticKey ?? key)
    if (staticKey !== null) await removePictures(visit.ctx.storage, [key])
  } catch (error) {
    const fault = error instanceof Refusal ? error.details.fields?.['header'] : undefined
    throw fault ? invalid('Banner is not a picture', { banner: fault }) : error
  }
}

/** Saves the colour, and the banner if one was sent. */
export async function saveLooks(visit: Visit): Promise<SavedSheet> {
  if (visit.tooLarge) throw new Refusal('input.too-large', { fields: { banner: [{ error: 'ERR_TOO_LONG', description: 'must be less than 8 MB' }] } })
  const pressed = field(visit.form, 'do')
  const accent = accentIn(visit)
  await visit.ctx.write((tx) => changeSettings(tx, { accent: accent === COLOURS['teal'] ? '' : accent }))
  const [file] = visit.files
  if (file) await keepBanner(visit, file.path)
  else if (pressed === 'remove-banner') await changeBanner(visit, null)
  return { stay: pressed !== 'next' && pressed !== '' }
}

/** Has the page take on a colour of ours as soon as it is chosen, without script. */
const trial = choices.map(({ key, colour }) => accentStyleSheet(colour, `:root:has(#accent-${key}:checked)`) ?? '').join('\n')

const FOR_EVER = 'public, max-age=31536000, immutable'

/** /accent.css?c=rrggbb: what is in it follows from its address. /accent-trial.css: the choices of the settings. */
export function mountAccents(app: FastifyInstance): void {
  app.get('/accent.css', async (request, reply) => {
    const css = accentStyleSheet(`#${field(request.query as Record<string, unknown>, 'c')}`)
    if (css === null) throw new Refusal('record.missing')
    return sendShared(request, reply.header('content-type', 'text/css; charset=utf-8').header('cache-control', FOR_EVER), css)
  })
  app.get('/accent-trial.css', async (request, reply) =>
    sendShared(request, reply.header('content-type', 'text/css; charset=utf-8').header('cache-control', 'public, no-cache'), trial))
}
