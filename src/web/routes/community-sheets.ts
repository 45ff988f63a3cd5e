// The sheets of a community's settings: what each shows, and how what was typed is saved. The wizard walks through them;
// the settings page shows one at a time.
import { changeSettings, defaultSettings, registrationModes, type Settings } from '#domain/instance/settings.ts'
import { activeQuestions, saveQuestions } from '#domain/onboarding/questions.ts'
import { rulesInForce, saveRules } from '#domain/instance/rules.ts'
import { invalid, Refusal } from '#domain/refusals.ts'
import { userByName } from '#domain/access/users.ts'
import type { EditedRow, Sheet } from '../props/setup.ts'
import { setupWordsFor } from '../words/setup-catalogue.ts'
import { saveLooks, showLooks } from './community-looks.ts'
import { editRows, type EditedDraft } from './edit-rows.ts'
import { field, type Fields, type Visit } from './visit.ts'

export type SheetName = 'name' | 'joining' | 'questions' | 'rules' | 'looks' | 'papers'

/** What a sheet shows: its fields, and the values of the simple ones. */
export interface ShownSheet { content: Sheet; values: Record<string, string> }

/** `stay`: the reader is not done with the sheet; `at` is the row they were at, `more` how many empty ones they asked for. */
export interface SavedSheet { stay: boolean; at?: number; more?: number }

export interface SheetDesk {
  show(visit: Visit): Promise<ShownSheet>
  /** Saves what is typed; refuses with `fields` named as on the page. */
  save(visit: Visit): Promise<SavedSheet>
}

const save = (visit: Visit, patch: Partial<Settings>): Promise<void> => visit.ctx.write((tx) => changeSettings(tx, patch))

const refuse = (name: string, text: string): Refusal => invalid(text, { [name]: [{ error: 'ERR_INVALID', description: text }] })

const wordsOf = ({ request }: Visit) => setupWordsFor(/^[a-z-]+/i.exec(request.headers['accept-language'] ?? '')?.[0])

const nameSheet: SheetDesk = {
  async show({ ctx }) {
    const { name, shortDescription } = await ctx.settings()
    return { content: { sheet: 'name' }, values: { name: name === defaultSettings.name ? '' : name, purpose: shortDescription } }
  },
  async save(visit) {
    const name = field(visit.form, 'name').trim()
    const purpose = field(visit.form, 'purpose').trim()
    if (name === '') throw invalid('Name can\'t be blank', { name: [{ error: 'ERR_BLANK', description: 'can\'t be blank' }] })
    if ([...name].length > 100) throw invalid('Name is too long', { name: [{ error: 'ERR_TOO_LONG', description: 'is too long' }] })
    if ([...purpose].length > 500) throw invalid('Purpose is too long', { purpose: [{ error: 'ERR_TOO_LONG', description: 'is too long' }] })
    await save(visit, { name, shortDescription: purpose })
    return { stay: false }
  },
}

/** Addresses of friends, one a line, as whole web addresses. */
function friendsIn(text: string): string[] {
  return text.split(/\s+/).filter(Boolean).map((one) => {
    const url = URL.parse(/^https?:\/\//.test(one) ? one : `https://${one}`)
    if (!url || !url.hostname.includes('.')) throw refuse('friends', `${one} is not a web address.`)
    return url.pathname === '/' ? url.origin : url.href
  }).slice(0, 20)
}

/** `whole`: with all that belongs to it, as on the settings page. */
const joiningSheet = (whole: boolean): SheetDesk => ({
  async show({ ctx }) {
    const { registrations, requireReason, registrationsMessage, friends, publicTimelines } = await ctx.settings()
    return { content: { sheet: 'joining', mode: registrations, requireReason, membersOnly: publicTimelines === 'members', whole }, values: { message: registrationsMessage, friends: friends.join('\n') } }
  },
  async save(visit) {
    const { form } = visit
    const registrations = registrationModes.find((mode) => mode === field(form, 'mode'))
    if (!registrations) throw invalid('Mode can\'t be blank', { mode: [{ error: 'ERR_BLANK', description: 'can\'t be blank' }] })
    await save(visit, {
      registrations,
      ...whole ? {
        requireReason: field(form, 'require_reason') === '1', publicTimelines: field(form, 'members_only') === '1' ? 'members' : 'anyone',
        registrationsMessage: field(form, 'message').trim().slice(0, 1000), friends: friendsIn(field(form, 'friends')),
      } : {},
    })
    return { stay: false }
  },
})

const BLANKS_MAX = 20

/** One empty line is always there; "One more" leaves one more than there were, and says how many in the address. */
const blanksOf = ({ query }: Visit): number => Math.min(Math.max(Number.parseInt(field(query, 'more'), 10) || 1, 1), BLANKS_MAX)

/** Where a saved sheet is looked at again. */
export const staysAt = (path: string, { more, at }: SavedSheet): string =>
  `${path}${more === undefined ? '' : `?more=${more}`}${at === undefined ? '' : `#row-${at}`}`

const unused = (suggested: readonly string[], rows: readonly EditedRow[]): string[] => suggested.filter((text) => !rows.some((row) => row.text === text))

const idOf = (row: EditedDraft): number | undefined => row.id === undefined ? undefined : Number(row.id)

const questionsSheet: SheetDesk = {
  async show(visit) {
    const [{ registrations }, questions] = await Promise.all([visit.ctx.settings(), activeQuestions(visit.ctx.db)])
    const rows = questions.map(({ id, text, required }) => ({ id: String(id), text, required }))
    const suggestions = unused(wordsOf(visit).sheet.suggestedQuestions, rows)
    return { content: { sheet: 'questions', rows, blanks: blanksOf(visit), suggestions, asked: registrations === 'approval' }, values: {} }
  },
  async save({ ctx, form }) {
    const { rows, ...saved } = editRows(form)
    await ctx.write((tx) => saveQuestions(tx, rows.map((row) => ({ id: idOf(row), text: row.text, required: row.required }))))
    return saved
  },
}

const rulesSheet: SheetDesk = {
  async show(visit) {
    const rows = (await rulesInForce(visit.ctx.db)).map(({ id, text }) => ({ id: String(id), text }))
    return { content: { sheet: 'rules', rows, blanks: blanksOf(visit), suggestions: unused(wordsOf(visit).sheet.suggestedRules, rows) }, values: {} }
  },
  async save({ ctx, form }) {
    const { rows, ...saved } = editRows(form)
    await ctx.write((tx) => saveRules(tx, rows.map((row) => ({ id: idOf(row), text: row.text }))))
    return saved
  },
}

const papersSheet: SheetDesk = {
  async show({ ctx }) {
    const { contactEmail, contactUsername, extendedDescription, privacyPolicy, termsOfService } = await ctx.settings()
    return {
      content: { sheet: 'papers' },
      values: { contact_email: contactEmail, contact_username: contactUsername, about: extendedDescription, privacy: privacyPolicy, terms: termsOfService },
    }
  },
  async save(visit) {
    const text = (name: string) => field(visit.form, name).trim()
    const contactUsername = text('contact_username').replace(/^@/, '')
    if (contactUsername !== '' && !await userByName(visit.ctx.db, contactUsername)) throw refuse('contact_username', `Nobody here is called ${contactUsername}.`)
    await save(visit, {
      contactEmail: text('contact_email'), contactUsername, extendedDescription: text('about'), privacyPolicy: text('privacy'), termsOfService: text('terms'),
    })
    return { stay: false }
  },
}

/** The sheets as the settings page has them. */
export const settingsSheets: Readonly<Record<SheetName, SheetDesk>> = {
  name: nameSheet, joining: joiningSheet(true), questions: questionsSheet, rules: rulesSheet, looks: { show: showLooks, save: saveLooks }, papers: papersSheet,
}

/** The sheets that the wizard walks through. */
export const wizardSheets = { ...settingsSheets, joining: joiningSheet(false) }

/** What was typed into the simple fields, for showing it again. */
export const typedIn = (form: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(form).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[0] !== 'csrf' && pair[0] !== 'password'))
