// Looking at pictures over the page, with keys, mouse and fingers; films in their post.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { film, MOVING, needsFfmpeg } from '#machinery/media-tools/sample-films.ts'
import { axeCheck } from './support-axe.ts'
import { cardOf, openComposer, openDesk, send, text } from './support-compose.ts'

const desk = await openDesk()
const { ben, file, open, postSaying, uploaded, write } = desk
after(() => desk.close())

test('pictures open over the page: caption, keys, larger, a swipe down; the focus returns', { timeout: 120_000 }, async () => {
  const ids = []
  for (const name of ['one', 'two']) {
    ids.push((await uploaded(ben, `Picture ${name}`)).id)
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
  const media = await uploaded(ben)
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

test('a film is uploaded, made ready, described and posted; it stands alone', { skip: needsFfmpeg, timeout: 120_000 }, async () => {
  const { page, close } = await open()
  await openComposer(page)
  await text(page).fill('Moving pictures')
  await page.locator('.composer input[type=file]').setInputFiles([{ name: 'sea.mp4', mimeType: 'video/mp4', buffer: film('mp4', ...MOVING, '-pix_fmt', 'yuv420p') }])
  await page.getByLabel('Description of film 1').fill('The sea, moving')
  await page.locator('.composer input[type=file]').setInputFiles([file('beside.png')])
  await page.getByText('A film or sound stands alone').waitFor()
  await page.waitForFunction(() => !document.querySelector('.attachment .upload'))
  await send(page).click()
  const made = await postSaying('Moving pictures')
  assert.equal(made.media_attachments[0]?.description, 'The sea, moving')
  const player = cardOf(page, 'Moving pictures').locator('video')
  await player.waitFor()
  assert.deepEqual(await player.evaluate((one: HTMLVideoElement) => [one.controls, one.autoplay, one.paused]), [true, false, true])
  await close()
})
