// Debian's `toot` 0.34, a client that nobody here wrote, in a home folder of its own.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Result { code: number | null; out: string; err: string }

export interface Toot {
  readonly home: string
  /** Writes down who is signed in, as toot would. */
  remember(user: { instance: string; baseUrl: string; username: string; token: string }): void
  /** Runs `toot` with these words; `input` is what is typed or piped in. */
  run(words: readonly string[], input?: string): Promise<Result>
  /** Runs it on a terminal: types each answer when its question appears. Resolves with all that was shown. */
  onTerminal(words: readonly string[], talk: readonly { question: RegExp; answer: (shown: string) => Promise<string> | string }[]): Promise<Result>
  remove(): void
}

/** What is installed; fails clearly where nothing is. */
export function tootVersion(): string {
  const { stdout, error } = spawnSync('toot', ['env'], { encoding: 'utf8' })
  if (error) throw new Error('toot is not installed (Debian: apt-get install toot): this test has nothing to try')
  return /^toot (\d\S*)/m.exec(stdout)?.[1] ?? 'unknown'
}

/** The commands that toot itself lists. */
export const tootCommands = (): string[] =>
  [...spawnSync('toot', ['--help'], { encoding: 'utf8' }).stdout.matchAll(/^ {2}toot ([a-z_]+) /gm)].map(([, name = '']) => name)

const LIMIT_MS = 30_000

function collect(child: ReturnType<typeof spawn>, heard: (shown: string) => void = () => {}): Promise<Result> {
  const result: Result = { code: null, out: '', err: '' }
  child.stdout?.on('data', (part: Buffer) => {
    result.out += part.toString('utf8')
    heard(result.out)
  })
  child.stderr?.on('data', (part: Buffer) => { result.err += part.toString('utf8') })
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ ...result, code })
    })
  })
}

/** A toot that has never been used. `certificate` is a file with the one it trusts beside the usual ones. */
export function openToot(certificate = ''): Toot {
  const home = mkdtempSync(join(tmpdir(), 'covey-toot-'))
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_CONFIG_HOME: join(home, '.config'), LANG: 'C.UTF-8', TERM: 'xterm', BROWSER: 'true', PYTHONUNBUFFERED: '1', REQUESTS_CA_BUNDLE: certificate }
  return {
    home,
    remember({ instance, baseUrl, username, token }) {
      const folder = join(home, '.config', 'toot')
      mkdirSync(folder, { recursive: true })
      const name = `${username}@${instance}`
      writeFileSync(join(folder, 'config.json'), JSON.stringify({
        apps: { [instance]: { instance, base_url: baseUrl, client_id: 'none', client_secret: 'none' } },
        users: { [name]: { instance, username, access_token: token } }, active_user: name,
      }))
    },
    run(words, input = '') {
      const child = spawn('toot', [...words], { env, cwd: home })
      child.stdin.end(input)
      return collect(child)
    },
    onTerminal(words, talk) {
      // Python's own pseudo-terminal, for toot asks differently where nobody sits.
      const child = spawn('python3', ['-c', 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))', 'sh', '-c', 'stty rows 40 cols 120; exec toot "$@"', 'toot', ...words], { env, cwd: home })
      const waiting = [...talk]
      let from = 0
      return collect(child, (shown) => {
        const [next] = waiting
        if (!next?.question.test(shown.slice(from))) return
        waiting.shift()
        from = shown.length
        // Who has no answer hangs up; what went wrong is then part of what was shown.
        Promise.resolve(shown).then(next.answer).then((answer) => child.stdin.write(answer), (error: unknown) => {
          child.stderr.emit('data', Buffer.from(String(error)))
          child.kill('SIGKILL')
        })
      })
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}
