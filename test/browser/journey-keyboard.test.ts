// Coming in and letting in without ever touching a mouse: only Tab, Space, Enter and what is typed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole } from '#domain/access/users.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { addQuestion } from '#domain/onboarding/questions.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type OpenBrowser } from './support.ts'
import { LOOKS } from './support-looks.ts'

let server: TestServer
let browser: OpenBrowser

before(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  // Nobody applies where nobody has set the community up.
  await server.member('founder')
  await server.house.write(async (tx) => {
    await changeSettings(tx, { registrations: 'approval', requireReason: false })
    await addQuestion(tx, { text: 'Which team were you on?', required: true })
  })
})
after(async () => {
  await browser.close()
  await server.remove()
})

/** Presses Tab until the focus is on what `words` name. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const one = document.activeElement as HTMLInputElement | null
      return [one?.getAttribute('aria-label'), one?.labels?.[0]?.textContent, one?.textContent].find((text) => text?.trim())?.trim() ?? ''
    })
    if (words.test(here)) return
  }
  assert.fail(`Tab never comes to ${words}`)
}

const enter = async (page: Page, wait: (page: Page) => Promise<unknown>): Promise<void> => {
  await page.keyboard.press('Enter')
  await wait(page)
}

let count = 0
for (const [words, look] of Object.entries(LOOKS)) {
  test(`joining and deciding with keys alone, ${words}`, async () => {
    const name = `key${count++}`
    const guest = await browser.pageFor(server, null, look)
    await guest.page.goto('/')
    await tabTo(guest.page, /^Apply to join/)
    await enter(guest.page, (page) => page.waitForURL('**/auth/sign_up'))
    for (const [label, text] of [[/^User name/, name], [/^E-mail/, `${name}@people.example`], [/^Password/, 'correct horse battery'], [/^Which team/, 'Payments']] as const) {
      await tabTo(guest.page, label)
      await guest.page.keyboard.type(text)
    }
    await tabTo(guest.page, /^I have read the rules/)
    await guest.page.keyboard.press('Space')
    await tabTo(guest.page, /^Send the application/)
    await enter(guest.page, (page) => page.waitForURL('**/join/status/*'))

    const rana = await server.member(`rana${count}`)
    await server.house.write((tx) => changeRole(tx, rana.userId, MODERATOR_ROLE_ID))
    const { page, close } = await browser.pageFor(server, rana, look)
    await page.goto('/admin/queue')
    await tabTo(page, new RegExp(`^Approve @${name}$`))
    await enter(page, () => page.waitForURL(/done=/))
    await guest.page.reload()
    await guest.page.getByRole('heading', { name: `Welcome, ${name}` }).waitFor()
    await close()
    await guest.close()
  })
}
