// Signing in as a person does, in Chromium: with an authenticator app, with a passkey kept by the browser, with a link
// from the mail, and without any script.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { changePassword } from '#domain/access/users.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { freePort } from '#test/support/free-port.ts'
import { lettersTo, linkIn } from '#test/support/outbox.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type OpenBrowser } from './support.ts'
import { axeCheck } from './support-axe.ts'

const PASSWORD = 'correct horse battery'
let server: TestServer
let browser: OpenBrowser

before(async () => {
  // Passkeys belong to a host name: an address will not do.
  const port = await freePort('127.0.0.1')
  server = await startTestServer({ env: { COVEY_PORT: String(port), COVEY_DOMAIN: `localhost:${port}` } })
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await server.remove()
})

async function personCalled(name: string) {
  const member = await server.member(name)
  const hash = await hashPassword(PASSWORD)
  await server.house.write((tx) => changePassword(tx, member.userId, hash))
  return { ...member, password: PASSWORD }
}

const inside = (page: Page) => page.waitForURL(({ pathname }) => pathname === '/auth/edit')

/** A phone's own keeper of passkeys, which finds a finger whenever it asks for one. */
async function withKeeper(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
}

async function typePassword(page: Page, name: string): Promise<void> {
  await page.goto('/auth/sign_in?return_to=/auth/edit')
  await page.getByLabel('E-mail').fill(`${name}@people.example`)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const code = (secret: string, at = Date.now()) => generateSync({ secret, epoch: Math.floor(at / 1000) })

for (const width of [390, 1280] as const) {
  test(`with an authenticator app and without script, at ${width}`, async () => {
    const name = `noa${width}`
    const member = await personCalled(name)
    const setting = await browser.pageFor(server, member, { width, noScript: true })
    await setting.page.goto('/auth/edit')
    await setting.page.getByRole('link', { name: 'Two steps to sign in' }).click()
    await setting.page.getByRole('form', { name: 'Set it up' }).getByLabel('Current password').fill(PASSWORD)
    await setting.page.getByRole('button', { name: 'Set it up' }).click()
    await setting.page.getByRole('img', { name: /secret for your authenticator app/ }).waitFor()
    const secret = (await setting.page.locator('code.code').innerText()).replaceAll(/\s/g, '')
    await setting.page.getByLabel('Code that the app shows now').fill(code(secret, Date.now() - 30_000))
    await setting.page.getByRole('button', { name: 'Turn it on' }).click()
    const codes = await setting.page.locator('.codes code').allInnerTexts()
    assert.equal(codes.length, 10)
    await setting.close()

    const { page, close } = await browser.pageFor(server, null, { width, noScript: true })
    await typePassword(page, name)
    assert.equal(await page.locator('h1').innerText(), 'One more step')
    await page.getByLabel('Code').fill('000000')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('This code is not right').waitFor()
    await page.getByLabel('Code').fill(code(secret))
    await page.getByRole('button', { name: 'Go on' }).click()
    await inside(page)
    await close()

    const lost = await browser.pageFor(server, null, { width })
    await typePassword(lost.page, name)
    await lost.page.getByLabel('Code').fill(codes[3] ?? '')
    await lost.page.keyboard.press('Enter')
    await inside(lost.page)
    await lost.close()
  })

  test(`with a passkey: added, used instead of name and password, and as the second step, at ${width}`, async () => {
    const name = `mia${width}`
    const member = await personCalled(name)
    const { page, close } = await browser.pageFor(server, member, { width })
    await withKeeper(page)
    await page.goto('/auth/edit/second-factor')
    const form = page.getByRole('form', { name: 'Add a passkey' })
    await form.getByLabel('A name for it').fill('my phone')
    await form.getByLabel('Current password').fill(PASSWORD)
    await form.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor()
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await page.getByRole('heading', { name: 'my phone' }).waitFor()

    await page.context().clearCookies()
    await page.goto('/auth/sign_in?return_to=/auth/edit')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await inside(page)
    assert.match(await page.locator('main').innerText(), new RegExp(`${name}@people`))

    await page.context().clearCookies()
    await typePassword(page, name)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await inside(page)
    await close()
  })
}

test('a browser that gives no passkey says so and keeps the other ways open', async () => {
  await personCalled('ida')
  const { page, close } = await browser.pageFor(server, null, { width: 390 })
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: false, automaticPresenceSimulation: true },
  })
  await page.goto('/auth/sign_in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('alert').filter({ hasText: 'No passkey was given' }).waitFor()
  await typePassword(page, 'ida')
  await inside(page)
  await close()
})

test('without script no passkey is offered, and the page asks for nothing it cannot do', async () => {
  const { page, close } = await browser.pageFor(server, null, { noScript: true })
  await page.goto('/auth/sign_in')
  assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).count(), 0)
  await close()
})

test('a forgotten password: the link from the outbox, a new one, and in', async () => {
  await personCalled('rana')
  const { page, close } = await browser.pageFor(server, null, { width: 390, expected: [/404/] })
  await page.goto('/auth/sign_in')
  await page.getByRole('link', { name: /Forgotten your password/ }).click()
  await page.getByLabel('E-mail').fill('rana@people.example')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByRole('heading', { name: 'Look in your mail' }).waitFor()
  const letter = (await lettersTo(server, 'rana@people.example')).find(({ subject }) => subject.startsWith('Choose a new password'))
  await page.goto(linkIn(letter, '/auth/password/edit'))
  await page.getByLabel('New password').fill('a quite new password')
  await page.getByLabel('The same again').fill('a quite new password')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('Your password is changed').waitFor()
  await page.getByLabel('E-mail').fill('rana@people.example')
  await page.getByLabel('Password').fill('a quite new password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/auth'))
  await close()
})

test('every page of the account settings is accessible, on a phone and in the dark', async () => {
  const member = await personCalled('lee')
  const { page, close } = await browser.pageFor(server, member, { width: 390, scheme: 'dark' })
  for (const path of ['', '/email', '/password', '/second-factor', '/sessions', '/apps', '/mail', '/language', '/delete']) {
    await page.goto(`/auth/edit${path}`)
    assert.deepEqual(await axeCheck(page), [], path)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${path} scrolls sideways`)
  }
  await close()
})
