// Every page and screen of the house, as its reader sees it: nothing for axe to complain about, light and dark, both ways
// round, on a phone and a desktop; and nothing that has to be scrolled sideways, however narrow, large or long.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { updateProfile } from '#domain/accounts/update-profile.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { follow } from '#domain/relationships/follow.ts'
import { draftOf, remotePerson } from '#test/seeds/village.ts'
import { arrive } from './support-arrive.ts'
import { axeCheck } from './support-axe.ts'
import { openTour, type Group, type Tour } from './support-tour.ts'

let tour: Tour
before(async () => { tour = await openTour() })
after(async () => { await tour.close() })

/** Takes one viewer around one place at one width; `look` says what is wrong on a page, a line each. */
async function around(group: Group, width: 320 | 390 | 1280, look: (page: Page) => Promise<string[]>): Promise<void> {
  const { page, close } = await tour.pageFor(group, { width })
  const wrong: string[] = []
  for (const stop of group.stops) {
    if (await arrive(page, stop) !== null) continue
    wrong.push(...(await look(page)).map((line) => `${stop.name} (${stop.path}): ${line}`))
  }
  assert.deepEqual(wrong, [])
  await close()
}

const turn = (page: Page, side: string) => page.evaluate((dir) => { document.documentElement.dir = dir }, side)

/** The whole of axe once; what colours and sides can change, in each of the others. */
async function everyLook(page: Page): Promise<string[]> {
  const wrong: string[] = []
  for (const side of ['ltr', 'rtl']) {
    await turn(page, side)
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      const first = side === 'ltr' && scheme === 'light'
      wrong.push(...(await axeCheck(page, first ? null : ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'])).map((line) => `${side} ${scheme}: ${line}`))
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return wrong
}

/** What sticks out of the page: its width over the window's, and which elements. */
async function sideways(page: Page, as: string): Promise<string[]> {
  const found = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if ((document.scrollingElement?.scrollWidth ?? 0) <= room) return null
    const isCut = (one: Element | null): boolean => one !== null && (getComputedStyle(one).overflowX !== 'visible' || isCut(one.parentElement))
    const out = [...document.body.querySelectorAll('*')].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect()
      return width > 0 && (right > room + 1 || left < -1) && getComputedStyle(one).position !== 'fixed' && !isCut(one.parentElement)
    })
    return out.slice(-3).map((one) => `${one.tagName.toLowerCase()}${one.className && typeof one.className === 'string' ? `.${one.className.trim().replaceAll(/\s+/g, '.')}` : ''}`).join(', ')
  })
  return found === null ? [] : [`${as}: sticks out: ${found}`]
}

test('axe finds nothing', async (t) => {
  for (const group of tour.groups) {
    for (const width of [390, 1280] as const) {
      await t.test(`${group.as} in the ${group.at} community at ${width}`, () => around(group, width, everyLook))
    }
  }
})

test('nothing is scrolled sideways at 320, nor at 390 with letters twice as large, with names of 40 letters', async (t) => {
  const { house } = tour.server
  const long = 'Wolfeschlegelsteinhausenbergerdorffschen'
  const { id: jonasId } = await house.db.selectFrom('accounts').select('id').where('acct_key', '=', 'jonas').executeTakeFirstOrThrow()
  const stranger = await remotePerson(house, long.toLowerCase(), `${long.toLowerCase()}.example`, { displayName: long })
  await house.write(async (tx) => {
    await updateProfile(tx, jonasId, { displayName: long.slice(0, 30), fields: [{ name: long, value: `https://${long.toLowerCase()}.example/${long}` }] })
    await follow(tx, stranger, jonasId)
    await postStatus(tx, draftOf(stranger, `${long.repeat(3)} https://${long}.example/${long.repeat(3)}`, { uri: 'https://long.example/1', mentions: [jonasId] }))
    await postStatus(tx, draftOf(jonasId, long.repeat(4), { tags: [long] }))
  })
  for (const group of tour.groups) {
    await t.test(`${group.as}, ${group.at}, at 320`, () => around(group, 320, (page) => sideways(page, '320')))
    await t.test(`${group.as}, ${group.at}, with large letters`, () => around(group, 390, async (page) => {
      await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
      return sideways(page, '200 %')
    }))
  }
})
