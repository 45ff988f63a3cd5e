// Looks at a page with axe: every rule it has, in the page's own policy.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * The violations on the page as it is shown now, a line each: rule, where, what to mend. Injected by the browser's
 * debugger, which no content policy hinders, so the page is looked at as it is sent. `rules` are the only ones asked, if given.
 */
export async function axeCheck(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(source)
  const { violations } = await page.evaluate((only) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
    resultTypes: ['violations'], ...only ? { runOnly: [...only] } : {},
  }), rules)
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} – ${(node.failureSummary ?? '').replaceAll(/\s+/g, ' ')}`))
}
