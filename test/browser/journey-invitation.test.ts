// Joining by a friend's link: a member makes it, the guest reads who asks them in, signs up, and is inside at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeSettings } from '#domain/instance/settings.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type OpenBrowser } from './support.ts'
import { assertFits, SCRIPTLESS } from './support-looks.ts'

let server: TestServer
let browser: OpenBrowser
let jonas: Member

before(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  jonas = await server.member('jonas')
  await server.house.write((tx) => changeSettings(tx, { name: 'Second Shift', registrations: 'invited' }))
})
after(async () => {
  await browser.close()
  await server.remove()
})

let count = 0
for (const [words, look] of Object.entries(SCRIPTLESS)) {
  test(`a link for one person is made, used, and used up, ${words}`, async () => {
    const name = `guest${count++}`
    const host = await browser.pageFor(server, jonas, look)
    await host.page.goto('/invites')
    await host.page.getByLabel('A word to your guests').fill('The kettle is on.')
    await host.page.getByLabel('How many may use it').selectOption({ label: 'One person' })
    await host.page.getByLabel('How long it is good').selectOption({ label: 'One day' })
    await host.page.getByLabel('Whoever comes follows me').check()
    await host.page.getByRole('button', { name: 'Make the link' }).click()
    await host.page.getByRole('heading', { name: 'Here is your link.' }).waitFor()
    await assertFits(host.page)
    const link = (await host.page.locator('section.card', { hasText: 'Here is your link.' }).locator('code').innerText()).trim()

    const guest = await browser.pageFor(server, null, { ...look, expected: [/status of 404/] })
    await guest.page.goto(link)
    await guest.page.getByRole('heading', { name: 'You are invited to Second Shift' }).waitFor()
    await guest.page.getByText('You are invited by jonas.').waitFor()
    await guest.page.getByText('The kettle is on.').waitFor()
    await guest.page.getByText('It is good for one more person.').waitFor()
    await assertFits(guest.page)
    await guest.page.getByLabel('User name').fill(name)
    await guest.page.getByLabel('E-mail').fill(`${name}@people.example`)
    await guest.page.getByLabel('Password').fill('correct horse battery')
    await guest.page.getByLabel(/I have read the rules/).check()
    await guest.page.getByRole('button', { name: 'Sign up' }).click()
    await guest.page.waitForURL(({ pathname }) => pathname === '/home' || pathname === '/start')
    await guest.page.goto('/@jonas')
    const { body: followers } = await server.call<{ acct: string }[]>('GET', `/api/v1/accounts/${jonas.accountId}/followers`, { token: jonas.token })
    assert.ok(followers.some((one) => one.acct === name), 'whoever comes follows the host')
    await guest.page.context().clearCookies()
    assert.equal((await guest.page.goto(link))?.status(), 404)
    await guest.page.getByText('This invitation is used up or too old.').waitFor()
    await guest.close()

    await host.page.goto('/invites')
    await host.page.getByText('Used 1 of 1 times · used up').first().waitFor()
    await host.close()
  })
}
