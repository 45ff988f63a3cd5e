// From an empty folder to an open front page: the program prints its link, and the wizard is gone through as a founder
// would, with going back, a second thought about a question, a colour and a banner.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { telephonePhoto } from '#machinery/media-tools/sample-images.ts'
import { freePort } from '#test/support/free-port.ts'
import { openBrowser, type Look, type OpenBrowser } from './support.ts'
import { assertFits, SCRIPTLESS } from './support-looks.ts'

let browser: OpenBrowser
let folder = ''
const running: ChildProcess[] = []

before(async () => {
  browser = await openBrowser()
  folder = mkdtempSync(join(tmpdir(), 'covey-journey-'))
})
after(async () => {
  await browser.close()
  for (const child of running) {
    const ended = new Promise((resolve) => { child.once('exit', resolve) })
    if (child.exitCode === null && child.kill('SIGTERM')) await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the program on a folder that is not there yet; what it prints is all that the founder knows. */
async function startEmpty(name: string): Promise<{ origin: string; link: string }> {
  const port = await freePort('127.0.0.1')
  const env = { ...process.env, COVEY_DATA_DIR: join(folder, name), COVEY_PORT: String(port), COVEY_DATABASE_URL: '', COVEY_LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, ['bin/covey.ts', 'serve'], { env })
  running.push(child)
  let said = ''
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const printed = /Set up your community: (\S+)\n/.exec(said)?.[1]
      if (printed) resolve(printed)
    })
    child.once('exit', () => reject(new Error(`it ended: ${said}`)))
  })
  assert.equal(said.match(/Set up your community/g)?.length, 1, said)
  return { origin: new URL(link).origin, link }
}

/** Opens a page on a server that runs elsewhere: nobody signs in by the harness. */
async function visit(origin: string, look: Look) {
  const house = { config: { origin } } as Parameters<OpenBrowser['pageFor']>[0]['house']
  return browser.pageFor({ house }, null, { ...look, expected: [/status of 404/] })
}

const goOn = (page: Page) => page.getByRole('button', { name: 'Save and go on' }).last().click()
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

async function nameAndOwner(page: Page): Promise<void> {
  await heading(page, 'Name and purpose')
  await page.getByText('Step 1 of 6').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Second Sift')
  await page.getByLabel('Purpose').fill('For those who worked the night shift, and whoever they like.')
  await goOn(page)
  await heading(page, 'Your account')
  await page.getByRole('link', { name: 'Back' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Second Shift')
  await goOn(page)
  await page.getByLabel('User name').fill('mara')
  await page.getByLabel('E-mail').fill('mara@shift.example')
  await page.getByLabel('Password').fill('correct horse battery')
  await goOn(page)
}

async function joiningAndQuestions(page: Page): Promise<void> {
  await heading(page, 'Who may join')
  await page.getByText('People you have read about').click()
  await goOn(page)
  await heading(page, 'Questions')
  await page.getByLabel('Which team were you on?').check()
  await page.getByLabel('Who here knows you?').check()
  await page.getByLabel('Another question').first().fill('What do you miss most?')
  await page.getByRole('button', { name: 'One more' }).click()
  await page.getByRole('button', { name: 'Remove: Who here knows you?' }).click()
  await page.getByLabel('Question 2').waitFor()
  assert.equal(await page.getByLabel('Question 3').count(), 0)
  await goOn(page)
}

async function rulesAndLooks(page: Page): Promise<void> {
  await heading(page, 'Rules')
  await page.getByLabel('No advertising, no spam.').check()
  await page.getByLabel('Another rule').first().fill('Nothing about work before noon.')
  await goOn(page)
  await heading(page, 'Looks')
  await page.getByText('Plum').click()
  await page.getByLabel('Banner picture').setInputFiles({ name: 'pier.jpg', mimeType: 'image/jpeg', buffer: await telephonePhoto({ width: 1500, height: 500 }) })
  await page.getByRole('button', { name: 'Open the community' }).last().click()
}

let count = 0
for (const [words, look] of Object.entries(SCRIPTLESS)) {
  test(`from the printed link to the front page with its list, ${words}`, { timeout: 120_000 }, async () => {
    const { origin, link } = await startEmpty(`empty-${count++}`)
    const { page, close } = await visit(origin, look)
    await page.goto(link)
    await nameAndOwner(page)
    await joiningAndQuestions(page)
    await rulesAndLooks(page)

    await page.getByRole('heading', { name: 'Your first day' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/')
    await page.getByText('0 of 4 done').waitFor()
    for (const task of ['A domain of your own', 'Mail', 'First invitations', 'People to follow']) await page.getByRole('heading', { name: task }).waitFor()
    await assertFits(page)
    assert.equal((await page.goto(link))?.status(), 404, 'the link is good once')

    await page.context().clearCookies()
    await page.goto(origin)
    await page.getByRole('heading', { name: /Second Shift/ }).waitFor()
    await page.getByText('For those who worked the night shift').first().waitFor()
    await page.getByText('Nothing about work before noon.').waitFor()
    assert.match(await page.locator('.hero > img').getAttribute('src') ?? '', /\/files\//)
    await page.goto(`${origin}/auth/sign_up`)
    const asked = (await page.getByRole('group', { name: 'About you' }).locator('label').allInnerTexts()).map((one) => one.split('\n')[0])
    assert.deepEqual(asked, ['What do you miss most?', 'Which team were you on?'])
    await close()
  })
}
