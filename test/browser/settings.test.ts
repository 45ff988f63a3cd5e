// What a member prefers: kept with the account or on the device, at work at once, after a reload, and in the server's own
// first paint.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type OpenBrowser } from './support.ts'
import { axeCheck } from './support-axe.ts'

let server: TestServer
let browser: OpenBrowser
let ada: Member
let ben: Member

before(async () => {
  [server, browser] = await Promise.all([startTestServer(), openBrowser()])
  ;[ada, ben] = [await server.member('ada'), await server.member('ben')]
  await server.call('POST', `/api/v1/accounts/${ben.accountId}/follow`, { token: ada.token })
  const cleo = await server.member('cleo')
  const { body } = await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: cleo.token, json: { status: 'A lighthouse, boosted' } })
  await server.call('POST', '/api/v1/statuses', { token: ben.token, json: { status: 'Behind a warning', spoiler_text: 'Spiders' } })
  await server.call('POST', `/api/v1/statuses/${body.id}/reblog`, { token: ben.token })
  await server.idle()
})
after(async () => {
  await browser.close()
  await server.remove()
})

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.querySelector('main') ?? document.body).backgroundColor)
const DARK = 'rgb(25, 27, 25)'
const LIGHT = 'rgb(255, 255, 255)'

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await what()) return
    await new Promise((go) => { setTimeout(go, 100) })
  }
  assert.fail('it did not come to be')
}

test('colours, contrast and size of text change at once and stay: after a reload, and on pages of the server', async () => {
  const { page, context, close } = await browser.pageFor(server, ada, { width: 390, scheme: 'light' })
  await page.goto('/settings/preferences')
  assert.equal(await background(page), LIGHT)
  await page.getByLabel('Dark').check()
  assert.equal(await background(page), DARK)
  await page.getByLabel('Larger').check()
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '20px')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)
  await page.reload()
  await page.getByRole('heading', { name: 'Preferences' }).waitFor()
  assert.equal(await background(page), DARK)
  assert.equal(await page.getByLabel('Larger').isChecked(), true)
  // The server knows before any script runs.
  assert.match(await (await context.request.get(`${server.url}/home`)).text(), /<html[^>]* data-theme="dark" data-text="larger"/)
  await page.goto('/auth/edit')
  assert.equal(await page.evaluate(() => document.documentElement.dataset['theme']), 'dark')
  await page.goto('/settings/preferences')
  await page.getByLabel('Strong contrast').check()
  assert.equal(await background(page), 'rgb(0, 0, 0)')
  assert.deepEqual(await axeCheck(page), [])
  await page.getByLabel('As the device says').check()
  await page.getByLabel('Strong contrast').uncheck()
  assert.equal(await background(page), LIGHT)
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.equal(await background(page), DARK)
  await close()
})

test('a stranger’s page knows nothing of it', async () => {
  const answer = await fetch(`${server.url}/about`, { headers: { cookie: 'covey_look=dark.more.large.reduce' } })
  assert.doesNotMatch(await answer.text(), /data-theme/)
})

test('what new posts begin with is kept with the account; a failure flips back', async () => {
  const { page, close } = await browser.pageFor(server, ada, { expected: [/503/] })
  await page.goto('/settings/preferences')
  await page.getByLabel('Who reads your posts').selectOption('private')
  await page.getByLabel('Language of your posts').selectOption('de')
  await page.getByLabel('Mark media as sensitive').check()
  const kept = async () => (await server.call<Record<string, unknown>>('GET', '/api/v1/preferences', { token: ada.token })).body
  await until(async () => { const now = await kept(); return now['posting:default:visibility'] === 'private' && now['posting:default:language'] === 'de' && now['posting:default:sensitive'] === true })
  await page.route('**/update_credentials', (route) => route.fulfill({ status: 503, json: { error: 'busy' } }))
  await page.getByLabel('Who reads your posts').selectOption('public')
  await page.locator('.toast-failed').waitFor()
  assert.equal(await page.getByLabel('Who reads your posts').inputValue(), 'private')
  await close()
})

test('warnings open by themselves and boosts stay out of Home, from the next look on', async () => {
  const { page, close } = await browser.pageFor(server, ada)
  await page.goto('/home')
  await page.locator('[data-card]', { hasText: 'A lighthouse, boosted' }).waitFor()
  assert.equal(await page.getByText('Behind a warning').isVisible(), false)
  await page.goto('/settings/preferences')
  await page.getByLabel('Open posts behind a warning').check()
  await page.getByLabel('Show boosts in Home').uncheck()
  await page.locator('summary', { hasText: 'Languages in public lists' }).click()
  await page.getByLabel('German', { exact: true }).check()
  await until(async () => {
    const { body } = await server.call<Record<string, unknown>>('GET', '/api/covey/v1/preferences', { token: ada.token })
    return body['reading:expand:spoilers'] === true && (body['reading:languages'] as string[]).join() === 'de'
  })
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('Behind a warning').waitFor()
  assert.equal(await page.getByText('A lighthouse, boosted').count(), 0)
  await page.goto('/settings/preferences')
  await page.getByLabel('Show boosts in Home').check()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.locator('[data-card]', { hasText: 'A lighthouse, boosted' }).waitFor()
  await close()
})

test('keys are silent where they are switched off', async () => {
  const { page, close } = await browser.pageFor(server, ada)
  await page.goto('/settings/preferences')
  await page.getByLabel('Use keyboard shortcuts').uncheck()
  await page.getByRole('heading', { name: 'Preferences' }).focus()
  await page.keyboard.press('?')
  await page.waitForTimeout(300)
  assert.equal(await page.getByRole('dialog').count(), 0)
  await page.getByLabel('Use keyboard shortcuts').check()
  await page.getByRole('heading', { name: 'Preferences' }).focus()
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await close()
})

test('the settings lead to everything, free of violations', async () => {
  for (const look of [{ width: 390, scheme: 'dark', dir: 'rtl' }, { width: 1280, scheme: 'light', dir: 'ltr' }] as const) {
    const { page, close } = await browser.pageFor(server, ada, look)
    await page.goto('/settings')
    await page.locator('main').getByRole('link', { name: 'Preferences' }).waitFor()
    for (const path of ['/settings/profile', '/auth/edit', '/auth/edit/second-factor', '/auth/edit/sessions', '/auth/edit/apps', '/filters', '/mutes', '/blocks']) {
      assert.equal(await page.locator(`main a[href="${path}"]`).count(), 1, path)
    }
    assert.deepEqual(await axeCheck(page), [])
    await page.locator('main').getByRole('link', { name: 'Preferences' }).click()
    await page.getByRole('heading', { name: 'Preferences' }).waitFor()
    assert.deepEqual(await axeCheck(page), [])
    await close()
  }
})
