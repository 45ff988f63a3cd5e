// docs/guards.md: every guard that is taken out by `npm run test:guards`, and the test that then fails.
import { readFileSync } from 'node:fs'
import { isThere, parts, split } from '#test/proof/proof-page.ts'
import { guards } from './all-guards.ts'

/** Guards whose source does not stand in its file once any more, or whose test is gone. */
export const lostGuards = (): string[] => guards.flatMap(({ id, file, find, replace, test }) => {
  if (find === replace || readFileSync(file, 'utf8').split(find).length !== 2) return [`${id}: what it takes out does not stand in ${file} exactly once; change its row in test/guards`]
  return isThere(test) ? [] : [`${id}: no test is called ${test}; change its row in test/guards`]
})

/** The page. Throws where the table does not fit the source any more. */
export function guardsPage(note: string): string {
  const lost = lostGuards()
  if (lost.length > 0) throw new Error(lost.join('\n'))
  const rows = parts.B.flatMap((line) => guards.filter((guard) => guard.line === line.id).map((guard, index) => {
    const { file, title } = split(guard.test)
    return `| ${index === 0 ? `\`${line.id}\` ${line.title}` : ''} | \`${guard.id}\` | ${guard.keeps} | [${guard.file.replace('src/', '')}](../${guard.file}) | [${title.replaceAll('|', '\\|')}](../${file}) |`
  }))
  return `# Guards\n\n${note}
What keeps strangers from doing what they have done to servers of this kind. \`npm run test:guards\` takes out each of these in turn (a few
characters of source, replaced in memory only) and runs the test beside it, which has to fail; CI does so as well. ${guards.length} guards.

| line | guard | keeps out | stands in | is missed by |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}
