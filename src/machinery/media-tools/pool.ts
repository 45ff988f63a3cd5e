// The server's door to image processing: a few child processes with a memory cap, started when needed, stopped when idle.
// A hostile file can kill a worker; the server sees only a refusal.
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ImageFailure, ImageInput, ImageOptions, ProcessedImage, ProcessedProfileImage } from './image-types.ts'
import { EXIT_OVER_MEMORY, MEMORY_CAP_VARIABLE } from './worker-messages.ts'
import type { ImageResult, WorkerReply, WorkerRequest } from './worker-messages.ts'

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))
const HEAP_MEGABYTES = 128

export interface PoolOptions {
  /** Worker processes at most; 1. */
  workers?: number
  /** Per picture, in ms; 30,000. */
  timeoutMs?: number
  /** Resident memory at which a worker is ended, in bytes; 768 MiB: enough for the largest AVIF. */
  memoryCapBytes?: number
  /** A worker without work for this long is stopped, in ms; 30,000. */
  idleMs?: number
}

/**
 * Image processing outside of this process; the verbs are those of image.ts. They resolve to a refusal for whatever is
 * the picture's fault, and reject when the work could not be done at all: an unreadable path, no worker, a closed pool.
 */
export interface ImagePool {
  processImage(input: ImageInput, options?: ImageOptions): Promise<ProcessedImage | ImageFailure>
  processAvatar(input: ImageInput, options?: ImageOptions): Promise<ProcessedProfileImage | ImageFailure>
  processHeader(input: ImageInput, options?: ImageOptions): Promise<ProcessedProfileImage | ImageFailure>
  /** Process ids of the workers that may be given work; for the operator and for tests. */
  workerPids(): number[]
  /** Stops the workers and rejects what is waiting. Idempotent. */
  close(): Promise<void>
}

interface Task {
  request: WorkerRequest
  resolve: (result: ImageResult) => void
  reject: (error: Error) => void
}

interface Worker {
  child: ChildProcess
  task: Task | null
  timedOut: boolean
  timer: NodeJS.Timeout | null
}

interface Pool {
  settings: Required<PoolOptions>
  workers: Set<Worker>
  waiting: Task[]
  closed: boolean
}

function startChild(memoryCapBytes: number): ChildProcess {
  return fork(WORKER, [], {
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Nothing of the server's environment: whoever takes over a decoder shall find no secrets.
    env: { [MEMORY_CAP_VARIABLE]: String(memoryCapBytes), UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2' },
  })
}

/** Structured clones arrive as plain bytes where `Buffer`s were sent. */
function withBuffers(result: ImageResult): ImageResult {
  if (!result.ok) return result
  const files = 'original' in result ? [result.original, result.small] : [result.image, result.still]
  for (const file of files) file.data = Buffer.from(file.data.buffer, file.data.byteOffset, file.data.byteLength)
  return result
}

function verdictOnDeath(worker: Worker, code: number | null): ImageFailure {
  if (worker.timedOut) return { ok: false, reason: 'timeout' }
  return { ok: false, reason: code === EXIT_OVER_MEMORY ? 'too-large' : 'unreadable' }
}

function holdProcessOpen(worker: Worker, hold: boolean): void {
  const { child } = worker
  if (hold) child.ref()
  else child.unref()
  if (hold) child.channel?.ref()
  else child.channel?.unref()
}

function schedule(worker: Worker, ms: number, then: () => void): void {
  if (worker.timer !== null) clearTimeout(worker.timer)
  worker.timer = setTimeout(then, ms)
}

function stop(pool: Pool, worker: Worker): void {
  pool.workers.delete(worker)
  if (worker.timer !== null) clearTimeout(worker.timer)
  worker.child.kill('SIGKILL')
}

function rest(pool: Pool, worker: Worker): void {
  schedule(worker, pool.settings.idleMs, () => stop(pool, worker))
  worker.timer?.unref()
  holdProcessOpen(worker, false)
}

function give(pool: Pool, worker: Worker, task: Task): void {
  worker.task = task
  holdProcessOpen(worker, true)
  schedule(worker, pool.settings.timeoutMs, () => {
    worker.timedOut = true
    stop(pool, worker)
  })
  // A failed send means a dying child; its exit settles the task.
  worker.child.send(task.request, () => {})
}

function onReply(pool: Pool, worker: Worker, reply: WorkerReply): void {
  const { task } = worker
  worker.task = null
  if (reply.result === null) task?.reject(new Error(reply.error ?? 'image worker gave no result'))
  else task?.resolve(withBuffers(reply.result))
  // Memory that native code does not give back must not be counted against the next picture.
  if (reply.rss > pool.settings.memoryCapBytes / 2) stop(pool, worker)
  else rest(pool, worker)
  next(pool)
}

function onEnd(pool: Pool, worker: Worker, code: number | null, error?: Error): void {
  stop(pool, worker)
  const { task } = worker
  worker.task = null
  if (error !== undefined || pool.closed) task?.reject(error ?? poolClosed())
  else task?.resolve(verdictOnDeath(worker, code))
  next(pool)
}

function start(pool: Pool): Worker {
  const worker: Worker = { child: startChild(pool.settings.memoryCapBytes), task: null, timedOut: false, timer: null }
  worker.child.on('message', (reply) => onReply(pool, worker, reply as WorkerReply))
  worker.child.once('error', (error) => onEnd(pool, worker, null, error))
  worker.child.once('exit', (code) => onEnd(pool, worker, code))
  pool.workers.add(worker)
  return worker
}

function next(pool: Pool): void {
  while (!pool.closed && pool.waiting.length > 0) {
    const idle = [...pool.workers].find((worker) => worker.task === null)
    if (idle === undefined && pool.workers.size >= pool.settings.workers) return
    const task = pool.waiting.shift()
    if (task !== undefined) give(pool, idle ?? start(pool), task)
  }
}

function run<Result extends ImageResult>(pool: Pool, request: WorkerRequest): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (pool.closed) return reject(poolClosed())
    pool.waiting.push({ request, resolve: resolve as (result: ImageResult) => void, reject })
    next(pool)
  })
}

async function close(pool: Pool): Promise<void> {
  pool.closed = true
  for (const task of pool.waiting.splice(0)) task.reject(poolClosed())
  const ended = [...pool.workers].map(({ child }) => new Promise((resolve) => child.once('exit', resolve)))
  for (const worker of pool.workers) {
    holdProcessOpen(worker, true)
    stop(pool, worker)
  }
  await Promise.all(ended)
}

function poolClosed(): Error {
  return new Error('image pool is closed')
}

/** Creates a pool. No process is started before the first picture, and an idle pool keeps nobody's process alive. */
export function createImagePool(options: PoolOptions = {}): ImagePool {
  const defaults = { workers: 1, timeoutMs: 30_000, memoryCapBytes: 768 * 1024 * 1024, idleMs: 30_000 }
  const pool: Pool = { settings: { ...defaults, ...options }, workers: new Set(), waiting: [], closed: false }
  return {
    processImage: (input, limits = {}) => run(pool, { verb: 'processImage', input, options: limits }),
    processAvatar: (input, limits = {}) => run(pool, { verb: 'processAvatar', input, options: limits }),
    processHeader: (input, limits = {}) => run(pool, { verb: 'processHeader', input, options: limits }),
    workerPids: () => [...pool.workers].flatMap(({ child }) => child.pid ?? []),
    close: () => close(pool),
  }
}
