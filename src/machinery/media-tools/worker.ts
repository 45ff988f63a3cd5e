// The process in which pictures from strangers are decoded. It knows no secrets, watches its own memory and may die.
// Started by pool.ts, one request at a time.
import { confineDecoders, processAvatar, processHeader, processImage } from './image.ts'
import { EXIT_OVER_MEMORY, MEMORY_CAP_VARIABLE } from './worker-messages.ts'
import type { ImageResult, WorkerReply, WorkerRequest } from './worker-messages.ts'

const MEMORY_CHECK_MS = 20
const VERBS = { processImage, processAvatar, processHeader }

/** Decoding happens on libuv's threads, so this timer runs while a picture grows. */
function watchMemory(cap: number): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > cap) process.exit(EXIT_OVER_MEMORY)
  }, MEMORY_CHECK_MS).unref()
}

async function answer(request: WorkerRequest): Promise<void> {
  let result: ImageResult | null = null
  let error: string | null = null
  try {
    result = await VERBS[request.verb](request.input, request.options)
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown)
  }
  const reply: WorkerReply = { result, error, rss: process.memoryUsage.rss() }
  process.send?.(reply)
}

confineDecoders()
watchMemory(Number(process.env[MEMORY_CAP_VARIABLE]) || Number.POSITIVE_INFINITY)
process.on('message', (request) => void answer(request as WorkerRequest))
process.on('disconnect', () => process.exit(0))
