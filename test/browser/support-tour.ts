// A tour through the whole house, for screenshots and for checks that every page must pass. Pages without parameters are
// found in the tables of the pages and of the app's screens by themselves; those with parameters need an example here, or
// the tour does not begin: no page goes unseen.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '#machinery/log/log.ts'
import { readConfig } from '#machinery/config/config.ts'
import { start } from '#main/serve.ts'
import { PASSWORD } from '#test/seeds/demo/password.ts'
import { seedDemo } from '#test/seeds/demo/seed-demo.ts'
import { freePort } from '#test/support/free-port.ts'
import { pageTable } from '#test/support/page-table.ts'
import { screens } from '#web/app/screens.ts'
import type { Audience } from '#web/routes/page-access.ts'
import type { Running } from '#main/serve.ts'
import { gather, type Things } from './support-things.ts'
import { examples } from './support-examples.ts'

/** Who looks: a stranger, somebody who waits, Jonas, Rana who reviews, Mara who owns the place. */
export const VIEWERS = { visitor: null, applicant: 'leilani', member: 'jonas', reviewer: 'rana', owner: 'mara' } as const
export type Viewer = keyof typeof VIEWERS

export interface Stop {
  /** The line of the table that it shows: `GET /about`, `app /home`. */
  readonly line: string
  /** Of the picture's file. */
  readonly name: string
  readonly as: Viewer
  readonly path: string
}

export interface Example { name?: string; as?: Viewer; path: (things: Things) => string }

export interface Tour {
  readonly server: Running
  readonly stops: readonly Stop[]
  /** Everybody signs in with the demo's password. */
  signsIn(viewer: Viewer): { userId: number; password: string } | null
  close(): Promise<void>
}

/** Every page that is asked for with GET, and every screen of the app, with whom it is for. */
export const lines = (): Map<string, Audience> => new Map([
  ...Object.entries(pageTable).filter(([line]) => line.startsWith('GET ')).map(([line, { audience }]) => [line, audience] as const),
  ...screens.map(({ pattern }) => [`app ${pattern}`, 'member'] as const),
])

const hasParameter = (line: string): boolean => /[:*]/.test(line)
const viewerOf = (audience: Audience): Viewer =>
  audience === 'anyone' ? 'visitor' : audience === 'member' || audience === 'signed-in' ? 'member' : 'owner'
const nameOf = (line: string): string =>
  line.replace(/^GET |^app /, '').replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'front-door'

/** Lines that have a parameter and no example yet. */
export const unseen = (): string[] => [...lines().keys()].filter((line) => hasParameter(line) && !Object.hasOwn(examples, line))

/** Examples of lines that are no more. */
export const forgotten = (): string[] => Object.keys(examples).filter((line) => !lines().has(line))

function stopsOf(things: Things): Stop[] {
  return [...lines()].flatMap(([line, audience]) => {
    const fallback: readonly Example[] = [{ path: () => line.replace(/^\S+ /, '') }]
    const prefix = line.startsWith('app ') ? 'app-' : ''
    return (examples[line] ?? fallback).map(({ name = nameOf(line), as = viewerOf(audience), path }) => ({ line, name: prefix + name, as, path: path(things) }))
  })
}

/** Seeds the demo into a temporary folder, starts it and lays out the tour. */
export async function openTour(): Promise<Tour> {
  const missing = unseen()
  if (missing.length > 0) throw new Error(`pages with parameters need an example in test/browser/support-examples.ts: ${missing.join(', ')}`)
  const dataDir = mkdtempSync(join(tmpdir(), 'covey-tour-'))
  const config = readConfig({ COVEY_DATA_DIR: dataDir, COVEY_PORT: String(await freePort()), COVEY_RATE_LIMITS: 'off', COVEY_LOG_LEVEL: 'silent' })
  await seedDemo(config)
  const server = await start(config, { http: true, work: true, log: createLog('silent') })
  const things = await gather(server)
  return {
    server, stops: stopsOf(things),
    signsIn(viewer) {
      const name = VIEWERS[viewer]
      const userId = name === null ? undefined : things.users.get(name)
      return userId === undefined ? null : { userId, password: PASSWORD }
    },
    async close() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
