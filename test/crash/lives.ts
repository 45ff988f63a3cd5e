// Starts the server as a child process, again and again on the same data.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { People } from './load.ts'

export interface Life { child: ChildProcess; url: string; people: People }

/** A process with everything loaded and nothing begun. */
export interface Unborn { begin(): Promise<Life>; discard(): Promise<void> }

/** Loads the server with `env`. `command` stands before node, for strace; `root` is whose code it is. */
export function prepareLife(env: Record<string, string>, { command = [], root = process.cwd() }: { command?: string[]; root?: string } = {}): Unborn {
  const [program = process.execPath, ...args] = [...command, process.execPath, `${root}/test/crash/child.ts`]
  const child = spawn(program, args, {
    cwd: root, env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/covey'), ...env }, stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  return {
    async begin() {
      child.stdin.write('begin\n')
      for await (const line of lines) return { child, ...JSON.parse(line) as { url: string; people: People } }
      throw new Error('the server ended before it served')
    },
    async discard() {
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
  }
}

/** The server with `env`; resolves when it serves. */
export const startLife = (env: Record<string, string>, options: { command?: string[]; root?: string } = {}): Promise<Life> => prepareLife(env, options).begin()

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
