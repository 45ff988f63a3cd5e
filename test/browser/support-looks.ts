// The screens that each journey is made on, and what a journey may never meet on its way: a page that scrolls sideways.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Look } from './support.ts'

/** Desktop, phone, and turned around: everything a person does is done on each. */
export const LOOKS: Readonly<Record<string, Look>> = {
  'on a desktop': { width: 1280 },
  'on a phone': { width: 390 },
  'on a phone from right to left': { width: 390, dir: 'rtl' },
}

/** The same without any script; pages cannot be turned around then. */
export const SCRIPTLESS: Readonly<Record<string, Look>> = { ...LOOKS, 'on a phone without script': { width: 390, noScript: true } }

/** What stands in the main part of the page must fit into the window. */
export async function assertFits(page: Page): Promise<void> {
  const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.ok(needs !== undefined && has !== undefined && needs <= has, `${new URL(page.url()).pathname} needs ${needs} px of ${has}`)
}
