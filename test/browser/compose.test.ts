// Writing, as a member does it: first posts with pictures, replies, edits, polls, drafts that survive everything, and
// looking at pictures; with the mouse, with keys alone, on a phone and a desktop, from right to left.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { axeCheck } from './support-axe.ts'
import { openBrowser, type Look, type OpenBrowser, type Opened } from './support.ts'

interface Media { id: string; type: string; description: string | null; meta: { focus?: { x: number; y: number } } | null }
interface Status {
  id: string; content: string; visibility: string; spoiler_text: string; language: string; sensitive: boolean; in_reply_to_id: string | null; edited_at: string | null; media_attachments: Media[]
  poll: { options: { title: string; votes_count: number }[]; multiple: boolean; voted: boolean } | null
}

let server: TestServer
let browser: OpenBrowser
let ada: Member
let ben: Member
let picture: Buffer

before(async () => {
  server = await startTestServer()
  browser = await openBrowser();
  [ada, ben] = [await server.member('ada'), await server.member('ben')]
  await server.call('POST', `/api/v1/accounts/${ben.accountId}/follow`, { token: ada.token })
  picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#386' } }).png().toBuffer()
})
after(async () => {
  await browser.close()
  await server.remove()
})

async function write(member: Member, status: string, more: object = {}): Promise<string> {
  const answer = await server.call<Status>('POST', '/api/v1/statuses', { token: member.token, json: { status, ...more } })
  assert.equal(answer.status, 200, answer.text)
  await server.idle()
  return answer.body.id
}

const postsOf = async (member: Member): Promise<Status[]> => (await server.call<Status[]>('GET', `/api/v1/accounts/${member.accountId}/statuses`, { token: member.token, query: { limit: 40 } })).body

async function postSaying(text: string, member = ada): Promise<Status> {
  for (let i = 0; i < 100; i++) {
    const found = (await postsOf(member)).find(({ content }) => content.includes(text))
    if (found) return found
    await new Promise((go) => { setTimeout(go, 100) })
  }
  return assert.fail(`nobody posted "${text}"`)
}

const file = (name: string) => ({ name, mimeType: 'image/png', buffer: picture })
const composer = (page: Page) => page.locator('form.composer')
const text = (page: Page) => page.locator('.composer-area')
const send = (page: Page) => composer(page).locator('button[type=submit]')
const cardOf = (page: Page, words: string) => page.locator('[data-card]', { hasText: words }).first()
const saved = (page: Page) => page.getByText(/Draft saved at/)

async function open(look: Look = {}, path = '/home', member = ada): Promise<Opened> {
  const opened = await browser.pageFor(server, member, look)
  await opened.page.goto(path)
  await opened.page.locator('.screen-bar, form.composer').first().waitFor()
  return opened
}

/** Opens an empty composer with the key (desktop) or the navigation (phone). */
async function openComposer(page: Page): Promise<void> {
  await page.locator('.nav-write a').click()
  await text(page).waitFor()
  await page.waitForFunction(() => document.activeElement?.classList.contains('composer-area'))
}

for (const width of [1280, 390] as const) {
  test(`the first post, with two pictures, alt text and a focal point (${width})`, { timeout: 120_000 }, async () => {
    const { page, close } = await open({ width })
    await openComposer(page)
    await text(page).fill(`Hello from the pier ${width}`)
    await page.getByRole('button', { name: 'Who can read it: Everyone' }).click()
    const quietly = page.locator('.audiences label', { hasText: 'Everyone, quietly' })
    await (width === 390 ? quietly.tap() : quietly.click())
    await page.getByRole('button', { name: 'Who can read it: Everyone, quietly' }).waitFor()
    await page.locator('.composer input[type=file]').setInputFiles([file('one.png'), file('two.png')])
    await page.locator('.attachment').nth(1).waitFor()
    await page.getByLabel('Description of picture 1').fill('A green pier')
    await page.locator('.attachment-preview').first().click({ position: { x: 20, y: 20 } })
    await page.waitForFunction(() => document.querySelectorAll('.attachment progress').length === 0)
    await send(page).click()
    await page.getByText('The picture has no description.').waitFor()
    await page.getByLabel('Description of picture 2').fill('A greener pier')
    assert.equal(await send(page).textContent(), 'Post quietly')
    await send(page).click()
    await page.getByText('Posted.', { exact: true }).waitFor()
    const made = await postSaying(`Hello from the pier ${width}`)
    assert.equal(made.visibility, 'unlisted')
    assert.deepEqual(made.media_attachments.map(({ description }) => description), ['A green pier', 'A greener pier'])
    const focus = made.media_attachments[0]?.meta?.focus
    assert.ok(focus && focus.x < -0.3 && focus.y > 0.3, JSON.stringify(focus))
    assert.equal(await composer(page).count(), 0)
    await cardOf(page, `Hello from the pier ${width}`).waitFor()
    await close()
  })
}

test('a reply keeps mentions, warning, audience and language, and stands in its thread', async () => {
  const id = await write(ben, '@ada wer kommt zum Hafen?', { spoiler_text: 'Hafen', visibility: 'unlisted', language: 'de' })
  const { page, close } = await open({}, `/@ben/${id}`)
  await page.locator('.post-opened .act-reply').click()
  await text(page).waitFor()
  assert.equal(await text(page).inputValue(), '@ben ')
  assert.equal(await page.locator('.composer-warning').inputValue(), 'Hafen')
  await text(page).pressSequentially('Ich komme')
  assert.equal(await send(page).textContent(), 'Reply quietly')
  await send(page).click()
  await page.locator('.replies [data-card]', { hasText: 'Hafen' }).waitFor()
  const made = await postSaying('Ich komme')
  assert.deepEqual([made.in_reply_to_id, made.visibility, made.spoiler_text, made.language], [id, 'unlisted', 'Hafen', 'de'])
  await close()
})

test('an edit begins with the source, keeps media, and changes a description', async () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'boat.png')
  const media = (await server.call<Media>('POST', '/api/v2/media', { token: ada.token, multipart: form })).body
  const id = await write(ada, 'A **boat** https://boats.example', { media_ids: [media.id] })
  const { page, close } = await open({}, `/@ada/${id}`)
  await page.locator('.post-opened').getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await text(page).waitFor()
  assert.equal(await text(page).inputValue(), 'A **boat** https://boats.example')
  await text(page).fill('A red boat')
  await page.getByLabel('Description of picture 1').fill('A boat, red')
  assert.equal(await send(page).textContent(), 'Save changes')
  await send(page).click()
  await page.getByText('Changes saved.').waitFor()
  await page.locator('.post-opened', { hasText: 'A red boat' }).waitFor()
  const made = await postSaying('A red boat')
  assert.equal(made.id, id)
  assert.ok(made.edited_at)
  assert.deepEqual(made.media_attachments.map((one) => [one.id, one.description]), [[media.id, 'A boat, red']])
  await close()
})

test('written anew: the old post goes when the new one is posted, and its picture moves', async () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'boat.png')
  const media = (await server.call<Media>('POST', '/api/v2/media', { token: ada.token, multipart: form })).body
  const id = await write(ada, 'Misspelt bote', { media_ids: [media.id] })
  const { page, close } = await open({}, `/@ada/${id}`)
  await page.locator('.post-opened').getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Delete and write anew' }).click()
  await text(page).fill('Well spelt boat')
  assert.ok(await server.call('GET', `/api/v1/statuses/${id}`).then(({ status }) => status === 200), 'nothing is deleted before it is posted')
  await page.getByLabel('Description of picture 1').fill('The boat')
  await send(page).click()
  const made = await postSaying('Well spelt boat')
  assert.deepEqual(made.media_attachments.map((one) => [one.id, one.description]), [[media.id, 'The boat']])
  assert.equal((await server.call('GET', `/api/v1/statuses/${id}`)).status, 404)
  await close()
})

test('a poll is posted, and somebody votes in it', async () => {
  const { page, close } = await open()
  await openComposer(page)
  await text(page).fill('Soup or salad?')
  await page.getByRole('button', { name: 'Poll' }).click()
  await page.getByLabel('Option 1', { exact: true }).fill('Soup')
  await send(page).click()
  await page.getByText('A poll needs two different options.').waitFor()
  await page.getByLabel('Option 2', { exact: true }).fill('Salad')
  await page.getByRole('button', { name: 'Add an option' }).click()
  await page.getByLabel('Option 3', { exact: true }).fill('Both')
  await page.getByLabel('It ends in').selectOption({ label: '3 days' })
  await page.getByLabel('One may choose several').check()
  await send(page).click()
  const made = await postSaying('Soup or salad?')
  assert.deepEqual(made.poll?.options.map(({ title }) => title), ['Soup', 'Salad', 'Both'])
  assert.equal(made.poll?.multiple, true)
  await close()
  const voter = await open({}, `/@ada/${made.id}`, ben)
  await voter.page.getByLabel('Both').check()
  await voter.page.getByRole('button', { name: 'Vote' }).click()
  await voter.page.getByText('1 person voted').waitFor()
  assert.deepEqual((await postSaying('Soup or salad?')).poll?.options.map((one) => one.votes_count), [0, 0, 1])
  await voter.close()
})

test('a draft survives Esc, closing and reload, with its pictures; one for each post that is answered; deleting has undo', { timeout: 120_000 }, async () => {
  const id = await write(ben, 'Who has seen the ferry?')
  const { page, close } = await open()
  await openComposer(page)
  await text(page).fill('About ferries in general')
  await page.locator('.composer input[type=file]').setInputFiles([file('ferry.png')])
  await page.getByLabel('Description of picture 1').fill('The ferry')
  await saved(page).waitFor()
  await text(page).press('Escape')
  assert.equal(await composer(page).count(), 0)
  await page.goto(`/@ben/${id}`)
  await page.locator('.post-opened .act-reply').click()
  await text(page).pressSequentially('I have')
  await text(page).press('Escape')
  await page.reload()
  await page.locator('.post-opened .act-reply').click()
  await text(page).waitFor()
  assert.equal(await text(page).inputValue(), '@ben I have')
  await text(page).press('Escape')
  await openComposer(page)
  assert.equal(await text(page).inputValue(), 'About ferries in general')
  assert.equal(await page.getByLabel('Description of picture 1').inputValue(), 'The ferry')
  await page.locator('.attachment-preview img').waitFor()
  await text(page).press('Escape')
  await page.goto('/drafts')
  await page.getByText('About ferries in general').waitFor()
  assert.equal(await page.locator('.kept-post').count(), 2)
  await page.getByRole('button', { name: /^Delete draft: @ben/ }).click()
  await page.waitForFunction(() => document.querySelectorAll('.kept-post').length === 1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.waitForFunction(() => document.querySelectorAll('.kept-post').length === 2)
  await page.getByRole('button', { name: /^Go on writing: About/ }).click()
  await send(page).click()
  const made = await postSaying('About ferries in general')
  assert.equal(made.media_attachments[0]?.description, 'The ferry')
  await page.waitForFunction(() => document.querySelectorAll('.kept-post').length === 1)
  await close()
})

test('a failed upload can be tried again; a file that is too large is refused before it leaves; the text is safe', { timeout: 120_000 }, async () => {
  const { page, close } = await open({ expected: [/503/] })
  await openComposer(page)
  await text(page).fill('A picture that failed at first')
  let asked = 0
  await page.route('**/api/v2/media', (route) => asked++ === 0 ? route.fulfill({ status: 503, json: { error: 'busy' } }) : route.continue())
  await page.locator('.composer input[type=file]').setInputFiles([file('x.png')])
  await page.getByText('The upload did not work. Your text is safe.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.waitForFunction(() => !document.querySelector('.attachment .error, .attachment progress'))
  assert.equal(asked, 2)
  await page.locator('.composer input[type=file]').setInputFiles([{ name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(17 * 1024 * 1024) }])
  await page.getByText('huge.png is over 16 MB. Your text is safe.').waitFor()
  assert.equal(asked, 2, 'nothing was sent')
  await page.getByLabel('Description of picture 1').fill('Here at last')
  await send(page).click()
  assert.equal((await postSaying('failed at first')).media_attachments.length, 1)
  await close()
})

test('a session that has ended loses nothing: after signing in again the text and the picture are there', { timeout: 120_000 }, async () => {
  const opened = await open({ expected: [/401/] })
  const { page } = opened
  await openComposer(page)
  await text(page).fill('Written while signed out')
  await page.locator('.composer input[type=file]').setInputFiles([file('y.png')])
  await page.getByLabel('Description of picture 1').fill('Yes')
  await page.waitForFunction(() => !document.querySelector('.attachment progress'))
  await saved(page).waitFor()
  await page.route('**/api/v1/statuses', (route) => route.fulfill({ status: 401, json: { error: 'The access token is invalid' } }))
  await send(page).click()
  const link = composer(page).getByRole('link', { name: 'Sign in' })
  await link.waitFor()
  assert.match(await link.getAttribute('href') ?? '', /^\/auth\/sign_in\?return_to=%2Fpublish%3Fdraft%3D/)
  await page.unroute('**/api/v1/statuses')
  await link.click()
  await text(page).waitFor()
  assert.equal(await text(page).inputValue(), 'Written while signed out')
  await send(page).click()
  assert.equal((await postSaying('Written while signed out')).media_attachments[0]?.description, 'Yes')
  await opened.close()
})

test('without a connection it waits, and is sent once; an answer that got lost posts nothing twice', { timeout: 120_000 }, async () => {
  const { page, context, close } = await open({ expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket/] })
  await openComposer(page)
  await text(page).fill('Sent when the connection was back')
  await context.setOffline(true)
  await page.getByText('You are offline. What you write is sent later.').waitFor()
  await send(page).click()
  await page.getByText('Waiting for a connection.').waitFor()
  assert.equal((await postsOf(ada)).filter(({ content }) => content.includes('connection was back')).length, 0)
  await context.setOffline(false)
  await postSaying('connection was back')
  await page.route('**/api/v1/statuses', async (route) => {
    await route.fetch()
    await route.abort()
  }, { times: 1 })
  await openComposer(page)
  await text(page).fill('The answer got lost')
  await send(page).click()
  await postSaying('answer got lost')
  await page.reload()
  await page.waitForFunction(async () => (await indexedDB.databases()).some(({ name }) => name === 'covey-drafts'))
  await page.goto('/drafts')
  await page.getByText('When you close a post before it is sent, it waits here.').waitFor()
  await page.waitForTimeout(500)
  const all = await postsOf(ada)
  assert.equal(all.filter(({ content }) => content.includes('connection was back')).length, 1)
  assert.equal(all.filter(({ content }) => content.includes('answer got lost')).length, 1)
  await close()
})

test('scheduled: listed, moved, taken back into the composer', async () => {
  const { page, close } = await open()
  await openComposer(page)
  await text(page).fill('Good morning, tomorrow')
  await page.getByRole('button', { name: 'Post later' }).click()
  await page.getByLabel(/^Post on/).fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 16))
  assert.equal(await send(page).textContent(), 'Schedule')
  await send(page).click()
  await page.getByText(/It will be posted on/).waitFor()
  await page.getByRole('link', { name: 'Look at it' }).click()
  await page.getByText('Good morning, tomorrow').waitFor()
  await page.getByRole('button', { name: 'Change the time' }).click()
  await page.getByLabel(/^Post on/).fill(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 16))
  await page.getByRole('button', { name: 'Save the time' }).click()
  await page.getByText(/Now on/).waitFor()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('button', { name: 'Post at once' }).click()
  await send(page).click()
  await postSaying('Good morning, tomorrow')
  assert.deepEqual((await server.call<object[]>('GET', '/api/v1/scheduled_statuses', { token: ada.token })).body, [])
  await close()
})

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
    await page.keyboard.type('keys it is')
    await page.keyboard.press('Control+Enter')
    assert.equal((await postSaying('keys it is')).in_reply_to_id, id)
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

test('pictures open over the page: caption, keys, larger, a swipe down; the focus returns', { timeout: 120_000 }, async () => {
  const ids = []
  for (const name of ['one', 'two']) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), `${name}.png`)
    form.append('description', `Picture ${name}`)
    ids.push((await server.call<Media>('POST', '/api/v2/media', { token: ben.token, multipart: form })).body.id)
  }
  await write(ben, 'Look at these', { media_ids: ids })
  const { page, close } = await open()
  const card = cardOf(page, 'Look at these')
  await card.locator('.box a').first().click()
  const viewer = page.locator('dialog.viewer')
  await viewer.waitFor()
  await viewer.locator('.viewer-caption', { hasText: 'Picture one' }).waitFor()
  assert.deepEqual(await axeCheck(page), [])
  await page.keyboard.press('ArrowRight')
  await viewer.locator('.viewer-caption', { hasText: 'Picture two' }).waitFor()
  assert.equal(await viewer.locator('img').getAttribute('alt'), 'Picture two')
  await viewer.locator('img').dblclick()
  await viewer.locator('.viewer-large').waitFor()
  await page.keyboard.press('-')
  await page.waitForFunction(() => !document.querySelector('.viewer-large'))
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => !document.querySelector('dialog.viewer'))
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Picture one')
  await card.focus()
  await page.keyboard.press('e')
  const stage = await viewer.locator('.viewer-stage').boundingBox()
  assert.ok(stage)
  await page.mouse.move(stage.x + stage.width / 2, stage.y + 100)
  await page.mouse.down()
  await page.mouse.move(stage.x + stage.width / 2, stage.y + 300, { steps: 5 })
  await page.mouse.up()
  await page.waitForFunction(() => !document.querySelector('dialog.viewer'))
  assert.equal(new URL(page.url()).pathname, '/home')
  await close()
})

test('on a phone two fingers make a picture larger', async () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'pinch.png')
  const media = (await server.call<Media>('POST', '/api/v2/media', { token: ben.token, multipart: form })).body
  await write(ben, 'Pinch me', { media_ids: [media.id] })
  const { page, context, close } = await open({ width: 390 })
  await cardOf(page, 'Pinch me').locator('.box a').tap()
  await page.locator('dialog.viewer img').waitFor()
  const session = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) => session.send('Input.dispatchTouchEvent', {
    type, touchPoints: type === 'touchEnd' ? [] : [{ x: 195 - apart, y: 400, id: 0 }, { x: 195 + apart, y: 400, id: 1 }],
  })
  await touch('touchStart', 40)
  for (const apart of [60, 80, 100, 120]) await touch('touchMove', apart)
  await touch('touchEnd', 0)
  const scale = await page.locator('.viewer-large img').evaluate((image) => new DOMMatrix(getComputedStyle(image).transform).a)
  assert.ok(scale > 2 && scale < 4, `scale ${scale}`)
  await close()
})

test('/share and the intents open it filled in, whatever was being written; without script the plain form posts', async () => {
  const { page, close } = await open({}, `/share?title=Soup&text=on+Saturday&url=${encodeURIComponent('https://soup.example/leek')}`)
  assert.equal(await text(page).inputValue(), 'Soup\non Saturday\nhttps://soup.example/leek')
  await page.goto('/intents/compose?text=Hello+intent')
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.composer-area')?.value === 'Hello intent')
  await text(page).pressSequentially(', and more')
  await saved(page).waitFor()
  await page.reload()
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.composer-area')?.value === 'Hello intent, and more')
  await send(page).click()
  await postSaying('Hello intent, and more')
  await close()
  const plain = await browser.pageFor(server, ada, { noScript: true })
  await plain.page.goto('/share?text=Without+script')
  assert.equal(await plain.page.locator('textarea[name=status]').inputValue(), 'Without script')
  await plain.page.locator('main form button').last().click()
  await postSaying('Without script')
  await plain.close()
})

for (const look of [{ width: 390, scheme: 'dark' }, { width: 1280, dir: 'rtl' }, { width: 390, dir: 'rtl' }, { width: 320 }, { width: 1280, contrast: 'more' }] as const satisfies Look[]) {
  test(`no violation, nothing sticks out: ${JSON.stringify(look)}`, { timeout: 120_000 }, async () => {
    const id = await write(ben, `@ada For the look of ${JSON.stringify(look)}`)
    const { page, close } = await open(look, `/@ben/${id}`)
    const check = async (what: string): Promise<void> => {
      assert.deepEqual(await axeCheck(page), [], what)
      const out = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('form.composer *, .kept-posts *')].filter((one) => one.checkVisibility() && !one.closest('.hidden, svg, option') && one.getBoundingClientRect().width > 1
        && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)).map((one) => one.className || one.tagName))
      assert.deepEqual(out, [], what)
    }
    await page.locator('.post-opened .act-reply').click()
    await text(page).pressSequentially('Hello @be')
    await page.locator('.suggestions').waitFor()
    await check('suggestions')
    const list = await page.locator('.suggestions [role=option]').first().evaluate((row) => {
      const box = row.getBoundingClientRect()
      return row.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2))
    })
    assert.ok(list, 'the suggestion is covered')
    await page.keyboard.press('Escape')
    await page.locator('.composer input[type=file]').setInputFiles([file('a.png'), file('b.png')])
    await page.waitForFunction(() => document.querySelectorAll('.attachment').length === 2 && !document.querySelector('.attachment progress'))
    await page.getByRole('button', { name: 'Content warning' }).click()
    await page.getByRole('button', { name: /^Who can read it/ }).click()
    await check('with pictures, warning and audience')
    await send(page).click()
    assert.ok(await page.getByText('2 pictures have no description.').isVisible())
    await check('nudge')
    await page.keyboard.press('Escape')
    await page.goto('/publish?draft=new')
    await text(page).fill('A poll, later')
    await page.getByRole('button', { name: 'Poll' }).click()
    await page.getByRole('button', { name: 'Post later' }).click()
    await check('poll and hour')
    await saved(page).waitFor()
    await page.goto('/drafts')
    await page.locator('.kept-post').nth(1).waitFor()
    await check('drafts')
    await close()
  })
}
