// /admin/settings[/SHEET]: everything the wizard set, and the community's papers, for members who may manage settings.
import type { FastifyReply } from 'fastify'
import { Refusal } from '#domain/refusals.ts'
import { setupWordsFor } from '../words/setup-catalogue.ts'
import { settingsSheets, staysAt, typedIn, type SheetName, type ShownSheet } from './community-sheets.ts'
import type { SignedVisit } from './page-access.ts'
import { staffFrame } from './admin/staff-frame.ts'
import { sendOn, sendPage } from './send-page.ts'
import { sentencesOf } from './sentences.ts'
import { field, formOf } from './visit.ts'

const names = Object.keys(settingsSheets) as SheetName[]

const pathOf = (name: SheetName): string => name === 'name' ? '/admin/settings' : `/admin/settings/${name}`

interface Wrong { errors: Record<string, string>; error?: string; status: number }

async function show(visit: SignedVisit, name: SheetName, { content, values }: ShownSheet, wrong: Wrong | null = null): Promise<FastifyReply> {
  const { ctx, reply, query } = visit
  const around = await staffFrame(visit, 'settings', field(query, 'saved') === '1' && !wrong ? setupWordsFor().settingsSheets.saved : null)
  const { page } = around
  const html = ctx.pages.settingsSheetPage({
    ...around, page: name === 'looks' ? { ...page, stylesheets: [...page.stylesheets, '/accent-trial.css'] } : page,
    tabs: names.map((one) => ({ name: one, url: pathOf(one), current: one === name })), content,
    form: { ...formOf(visit, pathOf(name), { error: wrong?.error }), values, ...wrong ? { errors: wrong.errors } : {} },
  })
  return sendPage(reply, html, { status: wrong?.status ?? 200 })
}

/** GET. */
export const showSettingsSheet = (name: SheetName) => async (visit: SignedVisit): Promise<FastifyReply> => show(visit, name, await settingsSheets[name].show(visit))

/** POST: saves, and shows the sheet as it is now. */
export const submitSettingsSheet = (name: SheetName) => async (visit: SignedVisit): Promise<FastifyReply> => {
  const desk = settingsSheets[name]
  try {
    const saved = await desk.save(visit)
    visit.ctx.refreshCommunity()
    return sendOn(visit.reply, saved.stay ? staysAt(pathOf(name), saved) : `${pathOf(name)}?saved=1`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const errors = sentencesOf(error)
    const { content } = await desk.show(visit)
    return show(visit, name, { content, values: typedIn(visit.form) }, { errors, status: error.status, ...Object.keys(errors).length > 0 ? {} : { error: error.message } })
  }
}
