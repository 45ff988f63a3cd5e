// The pages of docs/ that are made from the code, as path → text.
import { routeTable } from '#client-api/route-table.ts'
import { settings } from '#machinery/config/config.ts'
import { refusals } from '#domain/refusals.ts'
import { entryOf, pageTable, READERS } from './page-table.ts'
import { reactions } from '#main/reactions.ts'
import { guardsPage } from '#test/guards/guards-page.ts'
import { answerSchemas } from '#test/contract/answer-schemas.ts'
import { limitsPage } from '#test/proof/limits-page.ts'
import { proofPage } from '#test/proof/proof-page.ts'
import { schedule } from '#main/schedule.ts'

const NOTE = 'Made by `npm run docs`; do not edit.\n'

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')

const configuration = () => `# Configuration\n\n${NOTE}\nEnvironment variables, read once at the start. A wrong value stops the start with one sentence that names it.\n\n${
  table(['Name', 'Default', 'Meaning'], settings.map(({ name, fallback, about }) => [`\`${name}\``, fallback ? `\`${fallback}\`` : '', about]))}\n`

const errors = () => `# Errors\n\n${NOTE}\nEverything Covey declines to do. The API answers \`{"error": text}\` with the status; pages say the same in words.\n\n${
  table(['Code', 'Status', 'Text'], Object.entries(refusals).map(([code, { status, text }]) => [`\`${code}\``, String(status), text]))}\n`

const consequences = () => `# What follows from what\n\n${NOTE}\n${
  table(['Event', 'Reactions, in order, in the same transaction'], Object.entries(reactions).map(([name, list]) => [`\`${name}\``, list.map((react) => react.name || 'unnamed').join(', ') || '—']))}

## Periodic

${table(['Task', 'Every'], schedule.map(({ name, everyMs }) => [`\`${name}\``, everyMs >= 3_600_000 ? `${everyMs / 3_600_000} h` : `${everyMs / 60_000} min`]))}\n`

const routes = () => `# Routes of the client API\n\n${NOTE}\n${
  table(['Method', 'Path', 'Who', 'Scopes (one of)', 'Rate class', 'Contract'], routeTable.map((route) => [route.method, `\`${route.path}\``, route.auth, route.scopes.join(', '), route.rate, route.contract]))}\n`

const pages = () => `# Pages\n\n${NOTE}
Who each page is for, and what each kind of reader gets there. *in*: the page; *sign in*: sent to sign in and back; *waits*: sent
to the applicant's own page; *refused*: 403, in words. A reviewer has the role Moderator. A test walks every line as every reader.\n\n${
  table(['Method', 'Path', 'For', ...READERS], Object.entries(pageTable).map(([line, { audience }]) => {
    const [method = '', path = ''] = line.split(' ')
    return [method, `\`${path}\``, audience, ...READERS.map((reader) => entryOf(audience, reader))]
  }))}\n`

/** Every generated page. */
export const generatedDocs = (): Record<string, string> => ({
  'docs/operate/configuration.md': configuration(),
  'docs/errors.md': errors(),
  'docs/reactions.md': consequences(),
  'docs/routes.md': routes(),
  'docs/pages.md': pages(),
  'docs/federation-coverage.md': proofPage(NOTE),
  'docs/guards.md': guardsPage(NOTE),
  'docs/federation-limits.md': limitsPage(NOTE),
  'src/client-api/answers.json': answerSchemas(),
})
