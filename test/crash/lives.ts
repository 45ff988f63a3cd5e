// Starts the server as a child process, again and again on the same data.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { People } from './load.ts'

export interface Life { child: ChildProcess; url: string; people: People }

/** The server with `env`; resolves when it serves. `command` stands before node, for strace. */
export async function startLife(env: Record<string, string>, { command = [], root = process.cwd() }: { command?: string[]; root?: string } = {}): Promise<Life> {
  const [program = process.execPath, ...args] = [...command, process.execPath, `${root}/test/crash/child.ts`]
  const child = spawn(program, args, { cwd: root, env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/covey'), ...env }, stdio: ['pipe', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    return { child, ...JSON.parse(line) as { url: string; people: People } }
  }
  throw new Error('the server ended before it served')
}

/** Ends a life by the book and waits for it. */
export async function endLife({ child }: Life): Promise<void> {
  const exit = once(child, 'exit')
  child.stdin?.end()
  await exit
}

/** Ends it without warning. */
export async function killLife({ child }: Life): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}
