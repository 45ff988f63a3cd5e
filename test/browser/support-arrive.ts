// Going to a stop of the tour, and waiting until there is something to look at.
import type { Page } from 'playwright-core'
import type { Stop } from './support-tour.ts'

const PATIENCE_MS = 5000

/**
 * Opens a stop. Null once the page is drawn; otherwise words for where its address leads or what it answers instead.
 * Late pictures are waited for, a socket that stays open is not.
 */
export async function arrive(page: Page, { path, as }: Stop): Promise<string | null> {
  const answer = await page.goto(path)
  const type = answer?.headers()['content-type'] ?? ''
  if (!type.includes('text/html')) return `answers ${type.replace(/;.*/, '') || 'nothing'}`
  const [asked, arrived] = [new URL(path, page.url()), new URL(page.url())]
  if (asked.pathname !== arrived.pathname) return `leads to \`${arrived.pathname.replaceAll(/\d{6,}/g, 'ID').replaceAll(/[\w-]{30,}/g, 'TOKEN')}\` as ${as}`
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS }).catch(() => {})
  await page.evaluate(() => Promise.all([...document.images].filter((one) => one.loading !== 'lazy').map((one) => one.decode().catch(() => {}))))
  return null
}
