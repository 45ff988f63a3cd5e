// Samples of setting a community up, of its settings, and of invitations.
import type { Page } from '#web/props/page.ts'
import type { FirstDayProps, Sheet, Step, StepName } from '#web/props/setup.ts'
import { sample, type Sample } from './sample.ts'
import { sampleForm as form } from './samples.ts'

const names: StepName[] = ['name', 'owner', 'joining', 'questions', 'rules', 'looks']
const rows = [{ id: '1', text: 'Which team were you on?', required: true }, { id: '2', text: 'Who here knows you?' }]

const sheets: Partial<Record<StepName, Sheet>> & { name: Sheet } = {
  name: { sheet: 'name' }, owner: { sheet: 'owner' },
  joining: { sheet: 'joining', mode: 'approval', requireReason: true, membersOnly: false, whole: false },
  questions: { sheet: 'questions', rows, blanks: 2, suggestions: ['Where is the kettle?'], asked: true },
  rules: { sheet: 'rules', rows, blanks: 1, suggestions: ['Be kind.'] },
  looks: { sheet: 'looks', accent: '#0a6b5e', choices: [{ key: 'teal', colour: '#0a6b5e', light: '#0a6b5e', dark: '#65b6a7' }], banner: '/files/banner.jpg' },
}

const stepsAt = (now: number): Step[] => names.map((name, i) => ({
  name, state: i < now ? 'done' : i === now ? 'now' : name === 'questions' ? 'not-needed' : 'to-come', url: i < now && name !== 'owner' ? `/setup/${name}` : null,
}))

/** The owner's list with nothing done yet. */
export const sampleFirstDay: FirstDayProps = {
  setup: false, domain: false, mail: true, invitations: false, people: false, following: 2, dismiss: form,
  commands: { domain: 'COVEY_DOMAIN=your.domain npm start', mail: 'COVEY_SMTP_URL=smtps://name:password@mail.your.domain:465 npm start' },
}

export function setupSamples(page: Page): Record<string, Sample> {
  const wizard = names.map((name, i) => [`setup-${name}`, sample('setupPage', {
    page, steps: stepsAt(i), back: i === 0 ? null : '/setup/name', minPasswordLength: 8, content: sheets[name] ?? sheets.name,
    form: name === 'rules' ? { ...form, errors: { rows: 'This is too long.' } } : { ...form, values: { name: 'Second Shift' } },
  })] as const)
  const staff = { page, here: 'settings' as const, nav: [{ place: 'settings' as const, url: '/admin/settings', waiting: 0 }], done: null, form, tabs: [{ name: 'joining', url: '/admin/settings/joining', current: true }] }
  const line = { url: 'https://harbour.example/invite/abc', uses: 1, maxUses: 5, expiresAt: '2026-12-01T10:00:00Z', note: 'Come in.', end: form }
  return {
    ...Object.fromEntries(wizard),
    'settings-joining': sample('settingsSheetPage', { ...staff, content: { sheet: 'joining', mode: 'closed', requireReason: false, membersOnly: true, whole: true } }),
    'settings-papers': sample('settingsSheetPage', { ...staff, content: { sheet: 'papers' } }),
    invites: sample('invitesPage', {
      page, closed: false, form, made: line.url,
      invites: [{ ...line, code: 'abc', state: 'good' }, { ...line, code: 'def', state: 'over', maxUses: null }, { ...line, code: 'ghi', state: 'used-up', expiresAt: null, note: '' }],
    }),
    'invites-none': sample('invitesPage', { page, closed: true, form: { ...form, errors: { expires: 'Choose from the lists.' } }, made: null, invites: [] }),
  }
}
