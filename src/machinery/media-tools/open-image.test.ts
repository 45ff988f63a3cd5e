// The gate in front of the decoders.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { openImage } from './open-image.ts'

const picture = () => sharp({ create: { width: 9, height: 6, channels: 3, background: '#06c' } })

test('a drawing that calls itself a picture is refused', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>')
  const disguised = Buffer.concat([Buffer.from('GIF89a'), svg])
  const opened = await openImage(disguised, {})
  assert.equal(opened.ok, false)
  const honest = await openImage(await picture().png().toBuffer(), {})
  assert.deepEqual(honest.ok && [honest.type, honest.width, honest.height], ['image/png', 9, 6])
})

test('bytes count before anything is opened', async () => {
  assert.deepEqual(await openImage(await picture().png().toBuffer(), { maxBytes: 10 }), { ok: false, reason: 'too-large' })
})
