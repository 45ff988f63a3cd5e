// Joining where somebody reads each application: the applicant answers the community's questions and follows on a page of
// their own how it stands; the reviewer leaves a note and decides; the letter brings the answer.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole } from '#domain/access/users.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { saveRules } from '#domain/instance/rules.ts'
import { applicationOf, openApplication } from '#domain/onboarding/applications.ts'
import { addQuestion } from '#domain/onboarding/questions.ts'
import { lettersTo, linkIn, type FoundLetter } from '#test/support/outbox.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type Look, type OpenBrowser } from './support.ts'
import { assertFits, LOOKS, SCRIPTLESS } from './support-looks.ts'

const PASSWORD = 'correct horse battery'
let server: TestServer
let browser: OpenBrowser
let rana: Member

before(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  rana = await server.member('rana')
  await server.member('tui')
  await server.house.write(async (tx) => {
    await changeRole(tx, rana.userId, MODERATOR_ROLE_ID)
    await changeSettings(tx, { name: 'Second Shift', registrations: 'approval', requireReason: false })
    await saveRules(tx, [{ text: 'Nothing about work before noon.' }])
    await addQuestion(tx, { text: 'Which team were you on?', required: true })
    await addQuestion(tx, { text: 'Who here knows you?' })
  })
})
after(async () => {
  await browser.close()
  await server.remove()
})

/** From the front page to the sent application; ends on the applicant's own page, and answers its address. */
async function apply(page: Page, name: string): Promise<string> {
  await page.goto(server.house.config.origin)
  await page.getByRole('link', { name: 'Apply to join' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Join Second Shift' }).waitFor()
  await page.getByText('Nothing about work before noon.').waitFor()
  await page.getByLabel('User name').fill('rana')
  await page.getByLabel('E-mail').fill(`${name}@people.example`)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByLabel('Which team were you on?').fill('Payments, until the lights went out')
  await page.getByLabel('Who here knows you?').fill('Rana does')
  await page.getByLabel(/I have read the rules/).check()
  await page.getByRole('button', { name: 'Send the application' }).click()
  // The name is somebody's: everything typed is still there but for the password.
  await page.getByText('@rana is taken.').waitFor()
  assert.equal(await page.getByLabel('Which team were you on?').inputValue(), 'Payments, until the lights went out')
  await page.getByLabel('User name').fill(name)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Send the application' }).click()
  await page.getByRole('heading', { name: 'Your application to Second Shift' }).waitFor()
  await page.getByText(/^You are \d+(st|nd|rd|th)/).waitFor()
  await assertFits(page)
  return page.url()
}

const cardOf = (page: Page, name: string) => page.getByRole('article', { name: `@${name}` })

/** The reviewer finds them in the queue, by the way that members have. */
async function openQueue(look: Look) {
  const opened = await browser.pageFor(server, rana, look)
  await opened.page.goto('/admin/queue')
  await opened.page.getByRole('heading', { level: 1, name: 'Applications' }).waitFor()
  await assertFits(opened.page)
  return opened
}

/** A decision's letter leaves after a minute; this one is over. */
async function letterTo(name: string): Promise<FoundLetter | undefined> {
  await server.house.write((tx) => tx.db.updateTable('jobs').set({ run_at: tx.now }).where('kind', 'like', 'mail.%').execute())
  return (await lettersTo(server, `${name}@people.example`)).at(-1)
}

async function signInFrom(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path)
  await page.getByLabel('E-mail').fill(`${name}@people.example`)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

let count = 0
for (const [words, look] of Object.entries(SCRIPTLESS)) {
  test(`approved with a note: applied, read, welcomed by letter, in, ${words}`, async () => {
    const name = `noa${count++}`
    const guest = await browser.pageFor(server, null, { ...look, expected: [/status of 422/] })
    const status = await apply(guest.page, name)

    const { page, close } = await openQueue(look)
    const card = cardOf(page, name)
    await card.getByText('Payments, until the lights went out').waitFor()
    await card.getByText('Rana does').waitFor()
    await card.locator('summary').click()
    await card.getByLabel('A note for the others').fill('I know her voice.')
    await card.getByRole('button', { name: 'Keep note' }).click()
    await cardOf(page, name).getByText('I know her voice.').waitFor()
    await page.getByRole('button', { name: `Approve @${name}` }).click()
    await page.getByText('approved the application of').first().waitFor()
    assert.equal(await cardOf(page, name).count(), 0)
    await close()

    await guest.page.goto(status)
    await guest.page.getByRole('heading', { name: `Welcome, ${name}` }).waitFor()
    const letter = await letterTo(name)
    assert.match(letter?.subject ?? '', new RegExp(`^Welcome, ${name}`))
    await signInFrom(guest.page, linkIn(letter, '/auth/sign_in'), name)
    await guest.page.waitForURL(({ pathname }) => pathname === '/home' || pathname === '/start')
    await guest.page.getByRole('heading', { level: 1 }).waitFor()
    await assertFits(guest.page)
    await guest.close()
  })
}

for (const [words, look] of Object.entries(LOOKS)) {
  test(`declined with words that can be taken back; then they are told, ${words}`, async () => {
    const name = `kit${count++}`
    const guest = await browser.pageFor(server, null, { ...look, expected: [/status of 422/] })
    const status = await apply(guest.page, name)
    const { page, close } = await openQueue(look)
    for (const again of [true, false]) {
      await cardOf(page, name).getByRole('link', { name: /^Decline/ }).click()
      await page.getByRole('link', { name: 'Too few words' }).click()
      const message = page.getByLabel('What they read')
      assert.match(await message.inputValue(), /You wrote very little/)
      await message.fill('We only know people from the night shift, sorry.')
      await page.getByRole('button', { name: 'Show the letter' }).click()
      await page.getByRole('heading', { name: 'The letter' }).waitFor()
      assert.match(await page.locator('pre').innerText(), /We only know people from the night shift/)
      await page.getByRole('button', { name: 'Decline', exact: true }).click()
      await page.getByText('declined the application of').first().waitFor()
      await guest.page.goto(status)
      await guest.page.getByText('We only know people from the night shift').waitFor()
      if (!again) break
      await page.getByRole('button', { name: 'Take it back' }).first().click()
      await cardOf(page, name).waitFor()
      await guest.page.goto(status)
      await guest.page.getByText(/^You are \d/).waitFor()
    }
    const letter = await letterTo(name)
    assert.match(letter?.subject ?? '', /^About your application/)
    assert.match(letter?.text ?? '', /We only know people from the night shift/)
    assert.equal((await lettersTo(server, `${name}@people.example`)).filter((one) => one.subject === letter?.subject).length, 1, 'what was taken back was told')
    await close()
    await guest.close()
  })
}

test('an applicant who changes their mind is out of the queue, and may come again', async () => {
  const guest = await browser.pageFor(server, null, { width: 390, expected: [/status of 422/] })
  await apply(guest.page, 'vic')
  await guest.page.getByRole('button', { name: 'Withdraw the application' }).click()
  await guest.page.getByRole('heading', { name: 'You have withdrawn your application' }).waitFor()
  const { page, close } = await openQueue({ width: 390 })
  assert.equal(await cardOf(page, 'vic').count(), 0)
  await close()
  await guest.page.getByRole('link', { name: 'Apply again' }).click()
  await guest.page.getByRole('heading', { level: 1, name: 'Join Second Shift' }).waitFor()
  await guest.close()
})

/** Somebody who waits, without the way through the form. */
async function waiting(name: string): Promise<Member> {
  const member = await server.member(name)
  await server.house.write(async (tx) => {
    await tx.db.updateTable('users').set({ approved_at: null }).where('id', '=', member.userId).execute()
    await tx.db.updateTable('accounts').set({ pending: 1 }).where('id', '=', member.accountId).execute()
    await openApplication(tx, member.userId, { state: 'waiting', reason: `I am ${name}` })
  })
  return member
}

test('the queue by keys: move, note, skip, decline, approve, help; silent in fields; of two reviewers the second is told', async () => {
  const [first, second, third] = [await waiting('key_a'), await waiting('key_b'), await waiting('key_c')]
  const stateOf = async ({ userId }: Member) => (await applicationOf(server.house.db, userId))?.state
  const { page, close } = await openQueue({ width: 1280 })
  const other = await openQueue({ width: 1280 })
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-applicant'))
  await page.locator('#queue-keys:not([hidden])').waitFor({ state: 'attached' })
  await page.keyboard.press('?')
  await page.getByText('Next applicant').waitFor()
  await page.keyboard.press('a')
  assert.equal(await stateOf(first), 'waiting', 'nobody was chosen yet')
  await page.locator(`#card-${first.userId}`).focus()
  for (const [key, at] of [['s', second], ['j', third], ['k', second]] as const) {
    await page.keyboard.press(key)
    assert.equal(await focused(), String(at.userId), key)
  }
  await page.keyboard.press('q')
  await page.keyboard.type('add: a dad')
  assert.equal(await page.locator(`#card-${second.userId} textarea`).inputValue(), 'add: a dad')
  assert.equal(await stateOf(second), 'waiting', 'letters in a field are letters')
  await page.locator(`#card-${second.userId}`).focus()
  await page.keyboard.press('a')
  await page.locator(`#card-${second.userId}`).waitFor({ state: 'detached' })
  assert.equal(await stateOf(second), 'approved')
  assert.equal(await focused(), String(third.userId), 'the next one has the focus')
  await page.keyboard.press('d')
  await page.waitForURL(`**/admin/queue/${third.userId}/decline`)
  await other.page.locator(`#card-${second.userId}`).focus()
  await other.page.keyboard.press('a')
  await other.page.getByText(/@key_b|meanwhile|already/).first().waitFor()
  assert.match(other.page.url(), new RegExp(`meanwhile=${second.userId}`))
  await close()
  await other.close()
})
