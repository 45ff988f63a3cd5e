// The composer with keys alone, on a phone and a desktop, from right to left: what it says, and that nothing is covered.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { composer, openComposer, openDesk, send, text } from './support-compose.ts'

const desk = await openDesk()
const { server, ben, file, open, postSaying, write } = desk
after(() => desk.close())

test('the counter, the audience in words, and an outsider in a private conversation', async () => {
  await server.member('kit')
  const id = await write(ben, '@ada between us', { visibility: 'direct' })
  const { page, close } = await open({}, `/@ben/${id}`)
  await page.locator('.post-opened .act-reply').click()
  await text(page).waitFor()
  assert.equal(await send(page).textContent(), 'Reply privately')
  await text(page).pressSequentially(`and @kit ${'x'.repeat(480)}`)
  await page.getByText(/^\d+ characters left$/).waitFor({ state: 'attached' })
  await page.getByText('@kit is not part of this private conversation yet').waitFor()
  await send(page).click()
  assert.equal(await send(page).textContent(), 'Show it to @kit')
  await text(page).pressSequentially('x'.repeat(30))
  await send(page).click()
  await page.getByRole('alert').getByText(/characters too many/).waitFor()
  await page.getByRole('button', { name: 'Who can read it: People I mention' }).click()
  await page.getByLabel(/^Everyone, quietly/).click()
  assert.equal(await send(page).textContent(), 'Reply quietly')
  await close()
})

test('suggestions for people, hashtags and nobody, with keys', async () => {
  await write(ben, 'About #lighthouses')
  const { page, close } = await open()
  await openComposer(page)
  await page.keyboard.type('Hi @be')
  await page.locator('.suggestions [role=option]', { hasText: 'ben' }).waitFor()
  await page.keyboard.press('Enter')
  assert.equal(await text(page).inputValue(), 'Hi @ben ')
  await page.keyboard.type('#lighth')
  await page.locator('.suggestions [role=option]').first().waitFor()
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('.suggestions').count(), 0)
  assert.equal(await composer(page).count(), 1)
  await page.keyboard.type('o')
  await page.locator('.suggestions [role=option]').first().waitFor()
  await page.keyboard.press('Tab')
  assert.match(await text(page).inputValue(), /^Hi @ben #lighthouses $/)
  await close()
})

for (const width of [1280, 390] as const) {
  test(`with keys alone: write, warn, attach, describe, centre, reorder, post, reply (${width})`, { timeout: 120_000 }, async () => {
    const id = await write(ben, `Keys or mouse, at ${width}?`)
    const { page, close } = await open({ width })
    await page.keyboard.press('n')
    await page.waitForFunction(() => document.activeElement?.classList.contains('composer-area'))
    await page.keyboard.type(`By keys at ${width}`)
    await page.keyboard.press('Alt+x')
    await page.waitForFunction(() => document.activeElement?.classList.contains('composer-warning'))
    await page.keyboard.type('Nerdy')
    const choosing = page.waitForEvent('filechooser')
    await tabTo(page, /^Add pictures/)
    await page.keyboard.press('Enter')
    await (await choosing).setFiles([file('k1.png'), file('k2.png')])
    await page.locator('.attachment').nth(1).waitFor()
    await tabTo(page, /^Centre of picture 1/, 'Shift+Tab')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.type('The first')
    await tabTo(page, /^Description of picture 2/)
    await page.keyboard.type('The second')
    await tabTo(page, /^Move picture 2 earlier/)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => !document.querySelector('.attachment progress'))
    await page.keyboard.press('Control+Enter')
    const made = await postSaying(`By keys at ${width}`)
    assert.equal(made.spoiler_text, 'Nerdy')
    assert.deepEqual(made.media_attachments.map((one) => [one.description, one.meta?.focus?.x ?? 0]), [['The second', 0], ['The first', 0.3]])
    await page.goto(`/@ben/${id}`)
    await page.locator('.post-opened').waitFor()
    await page.locator('.post-opened').focus()
    await page.keyboard.press('r')
    await page.waitForFunction(() => document.activeElement?.classList.contains('composer-area'))
    await page.keyboard.type(`keys it is, ${width}`)
    await page.keyboard.press('Control+Enter')
    assert.equal((await postSaying(`keys it is, ${width}`)).in_reply_to_id, id)
    await close()
  })
}

/** Goes on by Tab until something with that name has the focus. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const seen: string[] = []
  for (let i = 0; i < 40; i++) {
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
    if (name.test(label)) return
    seen.push(label)
    await page.keyboard.press(key)
  }
  assert.fail(`${name} is not reached by ${key}: ${seen.join(' | ')}`)
}
