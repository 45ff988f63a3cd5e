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

const LONG = 'Wolfeschlegelsteinhausenbergerdorffschen'
let tour: Tour
before(async () => {
  tour = await openTour()
  await addLongNames(tour)
})
after(async () => { await tour.close() })

/** Names and words of 40 letters and more, of people here and elsewhere, in what everybody sees. */
async function addLongNames({ server: { house } }: Tour): Promise<void> {
  const { id: jonasId } = await house.db.selectFrom('accounts').select('id').where('acct_key', '=', 'jonas').executeTakeFirstOrThrow()
  const stranger = await remotePerson(house, LONG.toLowerCase(), `${LONG.toLowerCase()}.example`, { displayName: LONG })
  await house.write(async (tx) => {
    await updateProfile(tx, jonasId, { displayName: LONG.slice(0, 30), fields: [{ name: LONG, value: `https://${LONG.toLowerCase()}.example/${LONG}` }] })
    await follow(tx, stranger, jonasId)
    await postStatus(tx, draftOf(stranger, `${LONG.repeat(3)} https://${LONG}.example/${LONG.repeat(3)}`, { uri: 'https://long.example/1', mentions: [jonasId] }))
    await postStatus(tx, draftOf(jonasId, LONG.repeat(4), { tags: [LONG] }))
  })
}

const turn = (page: Page, side: string) => page.evaluate((dir) => { document.documentElement.dir = dir }, side)

const COLOURS = ['color-contrast', 'link-in-text-block']
const PLACES = ['target-size', 'scrollable-region-focusable', ...COLOURS]

/** The whole of axe once; in each of the other looks whatever colours or sides can change. */
async function everyLook(page: Page): Promise<string[]> {
  const wrong: string[] = []
  for (const [side, scheme, rules] of [['ltr', 'light', null], ['ltr', 'dark', COLOURS], ['rtl', 'dark', COLOURS], ['rtl', 'light', PLACES]] as const) {
    await turn(page, side)
    await page.emulateMedia({ colorScheme: scheme })
    wrong.push(...(await axeCheck(page, rules)).map((line) => `${side} ${scheme}: ${line}`))
  }
  await turn(page, 'ltr')
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

/** Another window for the same page. */
async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
}

/** One page in every look: it is loaded once, and turned, coloured and resized where it stands. */
async function look(page: Page): Promise<string[]> {
  const wrong: string[] = []
  for (const [width, height] of [[390, 844], [1280, 900]] as const) {
    await resize(page, width, height)
    wrong.push(...(await everyLook(page)).map((line) => `${width} ${line}`))
  }
  await resize(page, 320, 640)
  wrong.push(...await sideways(page, '320'))
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
  await resize(page, 390, 844)
  return [...wrong, ...await sideways(page, '200 %')]
}

/** How many stops one page makes, and how many pages there are at a time: most of what a page does is wait. */
const STOPS = 24
const PAGES = 3

const parts = (): Group[] => tour.groups.flatMap((group) =>
  Array.from({ length: Math.ceil(group.stops.length / STOPS) }, (_, part) => ({ ...group, stops: group.stops.slice(part * STOPS, (part + 1) * STOPS) })))

test('axe finds nothing on any page, and none is scrolled sideways, at 320 or with letters twice as large', { concurrency: PAGES }, async (t) => {
  await Promise.all(parts().map((group) => t.test(`${group.as} in the ${group.at} community, from ${group.stops[0]?.path}`, async () => {
    const { page, close } = await tour.pageFor(group, { width: 390 })
    const wrong: string[] = []
    let seen = 0
    for (const stop of group.stops) {
      if (await arrive(page, stop) !== null) continue
      seen += 1
      wrong.push(...(await look(page)).map((line) => `${stop.name} (${stop.path}): ${line}`))
    }
    assert.deepEqual(wrong, [])
    t.diagnostic(`${seen} of ${group.stops.length} pages were looked at by ${group.as}`)
    await close()
  })))
})
