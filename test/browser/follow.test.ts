// Following, here and between two servers, as people do it: from a profile, with a way back; and the ways to be rid of
// somebody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { testEngine } from '#test/support/database.ts'
import { meet, post, relationship, type Person } from '../journeys/person.ts'
import { startTowns, type Towns } from '../journeys/town.ts'
import { openBrowser, type Look, type OpenBrowser } from './support.ts'
import { axeCheck } from './support-axe.ts'

let towns: Towns
let browser: OpenBrowser
let ann: Person
let ben: Person
let far: Person

before(async () => {
  [towns, browser] = await Promise.all([startTowns(testEngine), openBrowser()])
  ;[ann, ben, far] = [await towns.a.newcomer('ann'), await towns.a.newcomer('ben'), await towns.b.newcomer('far')]
  await post(ben, 'Nets are mended on Thursdays')
})
after(async () => {
  await browser.close()
  await towns.remove()
})

const open = (who: Person, look: Look = {}) => browser.pageFor(who.town.server, who.member, look)
const toast = (page: Page, text: string) => page.locator('.toast', { hasText: text })

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await what()) return
    await new Promise((go) => { setTimeout(go, 100) })
  }
  assert.fail('it did not come to be')
}

const idOf = async (from: Person, whom: Person) => (await meet(from, whom.handle)).id
const stands = async (from: Person, whom: Person) => relationship(from, await idOf(from, whom))

test('a first follow from the profile, undone, and done again', async () => {
  const { page, close } = await open(ann, { width: 390 })
  await page.goto(`/@${ben.name}`)
  const button = page.locator('.profile-acts').getByRole('button', { name: `Follow @${ben.name}` })
  await button.click()
  const following = page.getByRole('button', { name: `Following @${ben.name}` })
  assert.equal(await following.getAttribute('aria-pressed'), 'true')
  await until(async () => (await stands(ann, ben)).following)
  await toast(page, `You follow @${ben.name}.`).getByRole('button', { name: 'Undo' }).click()
  await button.waitFor()
  await until(async () => !(await stands(ann, ben)).following)
  await button.click()
  await until(async () => (await stands(ann, ben)).following)
  assert.deepEqual(await axeCheck(page), [])
  await close()
})

test('a follow that fails flips back and says so', async () => {
  const { page, close } = await open(ann, { expected: [/503/] })
  await page.goto(`/@${ben.name}`)
  await page.route('**/unfollow', (route) => route.fulfill({ status: 503, json: { error: 'busy' } }))
  await page.getByRole('button', { name: `Following @${ben.name}` }).click()
  await toast(page, 'That did not work.').waitFor()
  assert.equal(await page.getByRole('button', { name: `Following @${ben.name}` }).isVisible(), true)
  await close()
})

test('somebody on a second server is found by their name, followed, and what they write comes to home by itself', { timeout: 90_000 }, async () => {
  // For their own followers only: it is counted in what they wrote, and no outbox shows it to a server that asks later.
  await post(far, 'Lights out by ten', { visibility: 'private' })
  const { page, close } = await open(ann, { also: [towns.b.server], expected: [/404/] })
  await page.goto('/home')
  await page.getByRole('heading', { name: /Home/ }).waitFor()
  // Nobody here has heard of them: a link to them has the app ask their server.
  await page.evaluate((path) => {
    const link = Object.assign(document.createElement('a'), { href: path })
    document.querySelector('main')?.append(link)
    link.click()
  }, `/@${far.handle}`)
  await page.getByRole('button', { name: `Follow @${far.handle}` }).click()
  await towns.settle()
  await until(async () => (await stands(ann, far)).following)
  await page.goto('/home')
  await page.getByRole('heading', { name: /Home/ }).waitFor()
  await post(far, 'Fog over the second harbour')
  await towns.settle()
  await page.locator('[data-card]', { hasText: 'Fog over the second harbour' }).waitFor()
  await page.goto(`/@${far.handle}`)
  await page.getByText('wrote more before anyone here followed them').waitFor()
  await close()
})

test('and from there to here', { timeout: 90_000 }, async () => {
  await idOf(far, ann)
  const { page, close } = await open(far, { width: 390, also: [towns.a.server] })
  await page.goto(`/@${ann.handle}`)
  await page.getByRole('button', { name: `Follow @${ann.handle}` }).click()
  await towns.settle()
  await until(async () => (await stands(far, ann)).following)
  await page.reload()
  await page.getByText('You follow each other').waitFor()
  await page.goto('/home')
  await page.getByRole('heading', { name: /Home/ }).waitFor()
  await post(ann, 'Clear sky over the first harbour')
  await towns.settle()
  await page.locator('[data-card]', { hasText: 'Clear sky over the first harbour' }).waitFor()
  await close()
})

test('muted for an hour, and unmuted by undoing; with keys alone', async () => {
  const { page, close } = await open(ann)
  await page.goto(`/@${ben.name}`)
  await page.getByRole('button', { name: `More about @${ben.name}`, exact: true }).focus()
  await page.keyboard.press('Enter')
  const item = page.getByRole('menuitem', { name: 'Mute …' })
  for (let i = 0; i < 20 && !await item.evaluate((one) => one === document.activeElement); i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: `Mute @${ben.name}` }).waitFor()
  await page.getByLabel('Until you unmute them').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText(/You muted them until/).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-haspopup')), 'menu')
  await page.keyboard.press('z')
  await page.getByText(/You muted them until/).waitFor({ state: 'detached' })
  await until(async () => !(await ann.ask<{ muting: boolean }[]>('GET', '/v1/accounts/relationships', { query: { id: [await idOf(ann, ben)] } }))[0]?.muting)
  await close()
})

test('blocked: posts are hidden; undone: followed as before. The blocked are told in words', async () => {
  const { page, close } = await open(ann)
  await page.goto(`/@${ben.name}`)
  await page.getByRole('button', { name: `More about @${ben.name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: 'Block', exact: true }).click()
  await page.getByText('Their posts stay hidden until you unblock them.').waitFor()
  await until(async () => (await stands(ann, ben)).blocking)
  const other = await open(ben)
  await other.page.goto(`/@${ann.name}`)
  await other.page.getByText('They blocked you').waitFor()
  assert.equal(await other.page.locator('.profile-acts').getByRole('button', { name: /^Follow/ }).count(), 0)
  await other.close()
  await toast(page, 'is blocked').getByRole('button', { name: 'Undo' }).click()
  await until(async () => { const now = await stands(ann, ben); return !now.blocking && now.following })
  await page.locator('[data-card]', { hasText: 'Nets are mended' }).waitFor()
  await close()
})

test('a report begun at a post, with that post chosen, reaches the staff', async () => {
  const { page, close } = await open(ann, { width: 390 })
  await page.goto(`/@${ben.name}`)
  const card = page.locator('[data-card]', { hasText: 'Nets are mended' })
  await card.getByRole('button', { name: /^More about the post/ }).click()
  await page.getByRole('menuitem', { name: `Report @${ben.name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Report @${ben.name}` })
  await dialog.getByRole('button', { name: 'Send the report' }).click()
  await dialog.getByText('Choose what is wrong.').waitFor()
  await dialog.getByLabel('It is spam').check()
  assert.equal(await dialog.getByLabel(/Nets are mended/).isChecked(), true)
  await dialog.getByLabel('Anything they should know').fill('Nets, again and again')
  assert.deepEqual(await axeCheck(page), [])
  await dialog.getByRole('button', { name: 'Send the report' }).click()
  await page.getByRole('dialog', { name: 'Report sent' }).waitFor()
  const [report] = await towns.a.server.house.db.selectFrom('reports').select(['comment', 'category']).execute()
  assert.deepEqual({ ...report }, { comment: 'Nets, again and again', category: 'spam' })
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  assert.equal(new URL(page.url()).search, '')
  await close()
})

test('who asks is answered on their profile', async () => {
  const kit = await towns.a.newcomer('kit')
  await kit.ask('PATCH', '/v1/accounts/update_credentials', { json: { locked: true } })
  const { page, close } = await open(ann)
  await page.goto(`/@${kit.name}`)
  await page.getByRole('button', { name: 'Ask to follow' }).click()
  await page.getByRole('button', { name: `Requested: @${kit.name}` }).waitFor()
  await close()
  const own = await open(kit, { width: 390 })
  await own.page.goto(`/@${ann.name}`)
  await own.page.getByRole('button', { name: 'Accept' }).click()
  await own.page.getByText('Follows you', { exact: true }).waitFor()
  await until(async () => (await stands(ann, kit)).following)
  await own.page.goto(`/@${kit.name}/followers`)
  await own.page.getByRole('button', { name: `Remove @${ann.name} from your followers` }).click()
  await own.page.getByText('Nobody follows you yet.').waitFor()
  await until(async () => !(await stands(ann, kit)).following)
  await own.close()
})
