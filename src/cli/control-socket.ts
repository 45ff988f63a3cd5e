// How an operator's verb reaches a running server: a socket in the data folder that only its owner can open. One line of
// JSON asks (verb and arguments), one line answers.
import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Context } from '#domain/context.ts'
import { refusalOf } from '#domain/faults.ts'
import { UsageError, type Args, type Outcome } from './verb.ts'
import { verbs } from './verbs.ts'

interface Request { verb: string; args: Args }
export type Reply = { ok: true } & Outcome | { ok: false; usage: boolean; error: string }

// sun_path holds 104 bytes on some systems; a socket beyond that cannot be bound.
const MAX_PATH = 103
const MAX_LINE = 64 * 1024

/** Runs a verb and turns every ending into a reply. */
export async function answerVerb(ctx: Context, { verb, args }: Request): Promise<Reply> {
  try {
    const found = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (!found) throw new UsageError(`${verb} is not a verb of this server.`)
    return { ok: true, ...await (await found.load()).run(ctx, args) }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal && !(error instanceof UsageError)) ctx.log.error({ err: error, verb }, 'an operator\'s verb failed')
    const words = refusal?.message ?? (error instanceof Error ? error.message : String(error))
    return { ok: false, usage: error instanceof UsageError, error: words.replace(/^Validation failed: /, '') }
  }
}

async function serveSocket(ctx: Context, socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy())
  let received = 0
  socket.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received > MAX_LINE) socket.destroy()
  })
  for await (const line of createInterface({ input: socket })) {
    received = 0
    const reply = await answerVerb(ctx, JSON.parse(line) as Request)
    socket.write(`${JSON.stringify(reply)}\n`)
  }
}

/**
 * Listens at `path` (mode 0600), over whatever a crashed server left there; call only while holding the data folder's
 * lock. The result stops listening and removes the socket.
 */
export async function startControlSocket(ctx: Context, path: string): Promise<() => Promise<void>> {
  if (Buffer.byteLength(path) > MAX_PATH) {
    ctx.log.warn({ path }, 'the data folder\'s path is too long for a control socket: operator\'s verbs need the server stopped')
    return async () => {}
  }
  rmSync(path, { force: true })
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    serveSocket(ctx, socket).catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'a control connection broke')
      socket.destroy()
    })
  })
  // Nobody but the owner may ever open it, not even between bind and chmod.
  const mask = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, resolve)
    })
  } finally {
    process.umask(mask)
  }
  chmodSync(path, 0o600)
  return async () => {
    for (const socket of open) socket.destroy()
    await new Promise((resolve) => { server.close(resolve) })
    rmSync(path, { force: true })
  }
}

/** What connecting says where nobody listens, or where there is no such folder: opening the data will say which. */
const NOBODY: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ENOTSOCK', 'ELOOP', 'ENAMETOOLONG'])

/** Asks the server at `path`; null when none listens there. */
export function askServer(path: string, request: Request): Promise<Reply | null> {
  if (Buffer.byteLength(path) > MAX_PATH) return Promise.resolve(null)
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('error', (error: Error & { code?: string }) => {
      if (NOBODY.has(error.code ?? '')) resolve(null)
      else if (error.code === 'EACCES' || error.code === 'EPERM') resolve({ ok: false, usage: false, error: `The server's socket ${path} is not for this user. Run this as the user that runs the server` })
      else reject(error)
    })
    socket.once('connect', () => socket.write(`${JSON.stringify(request)}\n`))
    createInterface({ input: socket, crlfDelay: Infinity }).on('error', reject).once('line', (line) => {
      resolve(JSON.parse(line) as Reply)
      socket.end()
    }).once('close', () => reject(new Error('the server went away before it answered')))
  })
}
