// A hostile picture may cost a worker, never the server.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { createImagePool } from './pool.ts'
import { animation, halves, telephonePhoto } from './sample-images.ts'

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries += 1) await sleep(25)
  assert.ok(condition())
}

describe('the image pool', () => {
  it('starts lazily, works, and stops when idle', async () => {
    await using stack = new AsyncDisposableStack()
    const pool = createImagePool({ idleMs: 50 })
    stack.defer(() => pool.close())
    assert.deepEqual(pool.workerPids(), [])
    const image = await pool.processImage(await telephonePhoto({ width: 80, height: 40 }))
    assert.ok(image.ok)
    assert.ok(Buffer.isBuffer(image.original.data) && Buffer.isBuffer(image.small.data))
    assert.equal((await sharp(image.original.data).metadata()).width, 40)
    const [pid = 0] = pool.workerPids()
    assert.ok(pid > 0)
    await until(() => pool.workerPids().length === 0)
    await until(() => !isRunning(pid))
    const again = await pool.processAvatar(await animation({ width: 20, height: 20 }, ['red', 'blue'], 'gif'))
    assert.ok(again.ok && again.animated)
    const header = await pool.processHeader(await halves({ width: 90, height: 60 }).png().toBuffer())
    assert.ok(header.ok && header.image === header.still)
  })

  it('never runs more workers than allowed, and answers in full', async () => {
    await using stack = new AsyncDisposableStack()
    const pool = createImagePool({ workers: 2 })
    stack.defer(() => pool.close())
    const picture = await halves({ width: 60, height: 40 }).png().toBuffer()
    const results = Promise.all(Array.from({ length: 12 }, () => pool.processImage(picture)))
    assert.equal(pool.workerPids().length, 2)
    assert.equal((await results).filter(({ ok }) => ok).length, 12)
    assert.ok(pool.workerPids().length <= 2)
  })

  it('refuses as a value, rejects what it cannot attempt, and goes on', async () => {
    await using stack = new AsyncDisposableStack()
    const pool = createImagePool()
    stack.defer(() => pool.close())
    assert.deepEqual(await pool.processImage(Buffer.from('text')), { ok: false, reason: 'unsupported-type' })
    await assert.rejects(pool.processImage('/nowhere/picture.png'), /ENOENT/)
    const picture = await halves({ width: 6, height: 4 }).png().toBuffer()
    assert.equal((await pool.processImage(picture)).ok, true)
    assert.deepEqual(await pool.processImage(picture, { maxBytes: 5 }), { ok: false, reason: 'too-large' })
  })

  it('ends a worker that takes too long', async () => {
    await using stack = new AsyncDisposableStack()
    const pool = createImagePool({ timeoutMs: 1 })
    stack.defer(() => pool.close())
    const picture = await halves({ width: 600, height: 400 }).png().toBuffer()
    const working = pool.processImage(picture)
    const [pid = 0] = pool.workerPids()
    assert.deepEqual(await working, { ok: false, reason: 'timeout' })
    await until(() => !isRunning(pid))
  })

  it('ends a worker that takes too much memory', async () => {
    await using stack = new AsyncDisposableStack()
    const pool = createImagePool({ memoryCapBytes: 1024 * 1024 })
    stack.defer(() => pool.close())
    const picture = await halves({ width: 3000, height: 2000 }).png().toBuffer()
    assert.deepEqual(await pool.processImage(picture), { ok: false, reason: 'too-large' })
  })

  it('survives a worker that crashes', async () => {
    await using stack = new AsyncDisposableStack()
    const pool = createImagePool()
    stack.defer(() => pool.close())
    const picture = await halves({ width: 600, height: 400 }).png().toBuffer()
    const working = pool.processImage(picture)
    process.kill(pool.workerPids()[0] ?? 0, 'SIGSEGV')
    assert.deepEqual(await working, { ok: false, reason: 'unreadable' })
    assert.equal((await pool.processImage(picture)).ok, true)
  })

  it('handles the largest picture it accepts within its memory', async () => {
    await using stack = new AsyncDisposableStack()
    const pool = createImagePool()
    stack.defer(() => pool.close())
    const largest = await sharp({ create: { width: 7680, height: 4320, channels: 3, background: 'teal' } })
      .withMetadata({ orientation: 6 })
      .jpeg({ progressive: true })
      .toBuffer()
    const image = await pool.processImage(largest)
    assert.ok(image.ok)
    assert.deepEqual([image.original.width, image.original.height], [2160, 3840])
  })

  it('closes: workers end, waiting and later work is rejected', async () => {
    const pool = createImagePool()
    const picture = await halves({ width: 600, height: 400 }).png().toBuffer()
    const working = [pool.processImage(picture), pool.processImage(picture)]
    const [pid = 0] = pool.workerPids()
    const settled = Promise.allSettled(working)
    await pool.close()
    assert.deepEqual((await settled).map(({ status }) => status), ['rejected', 'rejected'])
    assert.ok(!isRunning(pid))
    await assert.rejects(pool.processImage(picture), /closed/)
    await pool.close()
  })
})
