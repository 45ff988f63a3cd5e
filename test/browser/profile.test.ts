// A member says who they are, and is seen so: in their own header, in another browser, on another server; and how a
// profile looks in each of its states.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { testEngine } from '#test/support/database.ts'
import { accountOf, meet, picture, post, relate, type Person } from '../journeys/person.ts'
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
  for (let i = 1; i <= 30; i++) await post(ben, `Knot ${i}. ${'Over, under, through. '.repeat(i % 4)}`)
})
after(async () => {
  await browser.close()
  await towns.remove()
})

const open = (who: Person, look: Look = {}) => browser.pageFor(who.town.server, who.member, look)
const waits = { timeout: 90_000 }

/** The colour in the middle of the picture at `src`, as r, g, b. */
async function colourOf(page: Page, src: string | null): Promise<number[]> {
  assert.ok(src)
  const answer = await page.request.get(src)
  assert.equal(answer.status(), 200, src)
  const { data } = await sharp(await answer.body()).resize(1, 1).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return [...data]
}

const isBlue = ([r = 0, g = 0, b = 0]: number[]): boolean => b > 150 && r < 60 && g < 140

test('edits the profile with a picture: it is in the header, in a second browser and on a second server', waits, async () => {
  const theirs = await meet(far, ann.handle)
  await relate(far, 'follow', theirs.id)
  await towns.settle()
  const { page, close } = await open(ann, { width: 390 })
  await page.goto(`/@${ann.name}`)
  await page.getByRole('link', { name: 'Edit profile' }).click()
  await page.getByRole('heading', { name: 'Your profile' }).waitFor()
  await page.setInputFiles('#file-avatar', { name: 'sea.png', mimeType: 'image/png', buffer: await picture('#0a4fc8', 600, 400) })
  const dialog = page.getByRole('dialog', { name: 'Choose the part to show' })
  await dialog.getByLabel('Size').fill('2')
  assert.deepEqual(await axeCheck(page), [])
  await dialog.getByRole('button', { name: 'Use it' }).click()
  await page.locator('.toast', { hasText: 'Saved.' }).waitFor()
  assert.ok(isBlue(await colourOf(page, await page.locator('.nav-you img').getAttribute('src'))), 'the navigation shows the new picture')
  await page.getByLabel('Name', { exact: true }).fill('أَنّ البحر')
  await page.getByLabel('About you').fill('Boats, #tides and rain')
  await page.getByRole('button', { name: 'Add a line' }).click()
  await page.getByLabel('Label 1').fill('Boat')
  await page.getByLabel('Content 1').fill('Lotte')
  await page.getByLabel('Suggest me to others').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.toast', { hasText: 'Saved.' }).waitFor()
  await page.getByRole('link', { name: 'See your profile' }).click()
  await page.getByRole('heading', { name: 'أَنّ البحر' }).waitFor()
  assert.ok(isBlue(await colourOf(page, await page.locator('.profile .avatar').getAttribute('src'))))
  await close()

  const other = await open(ben)
  await other.page.goto(`/@${ann.name}`)
  await other.page.getByText('Boats, #tides and rain').waitFor()
  assert.ok(isBlue(await colourOf(other.page, await other.page.locator('.profile .avatar').getAttribute('src'))))
  await other.close()

  await towns.settle()
  const there = await open(far, { also: [towns.a.server] })
  await there.page.goto(`/@${ann.handle}`)
  await there.page.getByRole('heading', { name: 'أَنّ البحر' }).waitFor()
  assert.ok(isBlue(await colourOf(there.page, await there.page.locator('.profile .avatar').getAttribute('src'))), 'the other server shows the new picture')
  await there.close()
})

test('a picture is removed with a way back; after it has gone, the account has none', async () => {
  const { page, close } = await open(ann)
  const before = (await accountOf(ann, String(ann.member.accountId))).avatar
  await page.goto('/settings/profile')
  await page.getByRole('button', { name: 'Remove the picture' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Remove the picture' }).click()
  await page.locator('.toast', { hasText: 'Picture removed.' }).getByRole('button', { name: 'Close' }).click()
  for (let i = 0; i < 50 && (await accountOf(ann, String(ann.member.accountId))).avatar === before; i++) await page.waitForTimeout(100)
  assert.notEqual((await accountOf(ann, String(ann.member.accountId))).avatar, before)
  await close()
})

test('what was typed and not saved is there after a reload; what is too long is refused in words', async () => {
  const { page, close } = await open(ann, { expected: [/422/] })
  await page.goto('/settings/profile')
  const about = page.getByLabel('About you')
  await about.fill('x'.repeat(520))
  await page.getByText('20 too many').waitFor()
  await page.reload()
  await page.getByText('Not saved yet').waitFor()
  assert.equal((await about.inputValue()).length, 520)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').filter({ hasText: 'Not saved.' }).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  assert.equal(await about.inputValue(), 'Boats, #tides and rain')
  await close()
})

test('hashtags are featured and shown', async () => {
  await post(ann, 'High water at noon #tides')
  const { page, close } = await open(ann)
  await page.goto('/settings/profile')
  await page.getByLabel('Hashtag', { exact: true }).fill('#tides')
  await page.getByRole('button', { name: 'Feature', exact: true }).click()
  await page.getByRole('button', { name: 'No longer feature #tides' }).waitFor()
  await page.goto(`/@${ann.name}/featured`)
  await page.locator('.tag-list').getByRole('link', { name: '#tides' }).click()
  await page.locator('[data-card]', { hasText: 'High water at noon' }).waitFor()
  await close()
})

test('the first post begins within 360 px, back finds the card, and tabs have their own posts', async () => {
  const { page, close } = await open(ann, { width: 390 })
  await page.goto(`/@${ben.name}`)
  await page.locator('.profile-acts').waitFor()
  const top = await page.locator('[data-card]').first().evaluate((card) => card.getBoundingClientRect().top)
  assert.ok(top <= 360, `it begins at ${top}`)
  await page.evaluate(() => window.scrollTo(0, 1200))
  await page.waitForTimeout(300)
  const left = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-card]')].find((card) => card.getBoundingClientRect().top >= 48)?.dataset['card'] ?? '')
  const card = page.locator(`[data-card="${left}"]`)
  const before = await card.evaluate((one) => one.getBoundingClientRect().top)
  await card.locator('.post-time').click()
  await page.getByRole('heading', { name: 'Conversation' }).waitFor()
  await page.goBack()
  await card.waitFor()
  await page.waitForTimeout(300)
  assert.ok(Math.abs(await card.evaluate((one) => one.getBoundingClientRect().top) - before) <= 2)
  await page.getByRole('link', { name: 'Media', exact: true }).click()
  await page.getByText('No pictures or films yet.').waitFor()
  assert.ok((await page.title()).includes(ben.name))
  await close()
})

test('limited, suspended and unknown people are told in words', async () => {
  const [quiet, gone] = [await towns.a.newcomer('quiet'), await towns.a.newcomer('gone')]
  await post(quiet, 'Hardly anybody sees this')
  const { db } = towns.a.server.house
  await towns.a.server.house.write(async (tx) => {
    await tx.db.updateTable('accounts').set({ silenced_at: tx.now }).where('id', '=', quiet.member.accountId).execute()
    await tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', gone.member.accountId).execute()
  })
  assert.ok(db)
  const { page, close } = await open(ann, { expected: [/404/] })
  await page.goto(`/@${quiet.name}`)
  await page.getByText('have hidden this profile from most people').waitFor()
  assert.equal(await page.getByText('Hardly anybody sees this').count(), 0)
  await page.getByRole('button', { name: 'Show it all the same' }).click()
  await page.getByText('Hardly anybody sees this').waitFor()
  await page.goto(`/@${gone.name}`)
  await page.getByText('This account has been suspended.').waitFor()
  await page.goto('/home')
  await page.getByRole('heading', { name: /Home/ }).waitFor()
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/@nobody_at_all' })
    document.querySelector('main')?.append(link)
    link.click()
  })
  await page.getByText('There is nobody by this name.').waitFor()
  await close()
})

test('every screen of a profile is free of violations, phone and desktop, light and dark, both directions', { timeout: 180_000 }, async () => {
  for (const look of [{ width: 390, scheme: 'light', dir: 'rtl' }, { width: 1280, scheme: 'dark', dir: 'ltr' }] as const) {
    const { page, close } = await open(ben, look)
    for (const path of [`/@${ann.name}`, `/@${ben.name}`, `/@${ann.name}/media`, `/@${ann.name}/featured`, `/@${ann.name}/followers`, `/@${ann.name}/following`, '/relationships', '/settings/profile']) {
      await page.goto(path)
      await page.locator('main h1').waitFor()
      await page.waitForTimeout(250)
      assert.deepEqual(await axeCheck(page), [], `${path} ${look.width}`)
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${path} scrolls sideways`)
    }
    await close()
  }
})
