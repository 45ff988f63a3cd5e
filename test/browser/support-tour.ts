// A tour through the whole house, for screenshots and for checks that every page must pass. Pages without parameters are
// found in the tables of the pages and of the app's screens by themselves; those with parameters need an example here, or
// the tour does not begin: no page goes unseen.
import { PASSWORD } from '#test/seeds/demo/password.ts'
import { pageTable } from '#test/support/page-table.ts'
import { screens } from '#web/app/screens.ts'
import type { Audience } from '#web/routes/page-access.ts'
import type { Running } from '#main/serve.ts'
import { openBrowser, type Look, type OpenBrowser, type Opened } from './support.ts'
import { examples } from './support-examples.ts'
import { openPlaces } from './support-places.ts'
import { gather, type Things } from './support-things.ts'

/** Who looks: a stranger, somebody who waits, Jonas, Rana who reviews, Mara who owns the place. */
export const VIEWERS = { visitor: null, applicant: 'leilani', member: 'jonas', reviewer: 'rana', owner: 'mara' } as const
export type Viewer = keyof typeof VIEWERS

/** The demo, a community nobody has founded yet, and one whose owner is in the middle of founding it. */
export type Place = 'demo' | 'unfounded' | 'unfinished'

export interface Stop {
  /** The line of the table that it shows: `GET /about`, `app /home`. */
  readonly line: string
  /** Of the picture's file. */
  readonly name: string
  readonly as: Viewer
  readonly at: Place
  readonly path: string
}

export interface Example { name?: string; as?: Viewer; at?: Place; path: (things: Things) => string }

export interface Group { readonly as: Viewer; readonly at: Place; readonly stops: readonly Stop[] }

export interface Tour {
  /** The demo's. */
  readonly server: Running
  /** Knows the made-up name that the community has in pictures. */
  readonly browser: OpenBrowser
  /** The stops that one viewer makes at one place. */
  readonly groups: readonly Group[]
  /** Opens a page for a group, signed in as its viewer. */
  pageFor(group: Pick<Group, 'as' | 'at'>, look: Look): Promise<Opened>
  close(): Promise<void>
}

/** Every page that is asked for with GET, and every screen that the app draws where others see a page, with whom it is for. */
export const lines = (): Map<string, Audience> => new Map([
  ...Object.entries(pageTable).filter(([line]) => line.startsWith('GET ')).map(([line, { audience }]) => [line, audience] as const),
  ...screens.filter(({ pattern }) => pageTable[`GET ${pattern}`]?.audience !== 'member').map(({ pattern }) => [`app ${pattern}`, 'member'] as const),
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
    return (examples[line] ?? fallback).map(({ name = nameOf(line), as = viewerOf(audience), at = 'demo', path }) => ({ line, name: prefix + name, as, at, path: path(things) }))
  })
}

const groupsOf = (stops: readonly Stop[]): Group[] => {
  const groups = Map.groupBy(stops, ({ as, at }) => `${as} ${at}`)
  return [...groups.values()].flatMap((own) => own[0] ? [{ as: own[0].as, at: own[0].at, stops: own }] : [])
}

/** Seeds the demo, starts it with two empty communities and a browser beside it, and lays out the tour. */
export async function openTour(): Promise<Tour> {
  const missing = unseen()
  if (missing.length > 0) throw new Error(`pages with parameters need an example in test/browser/support-examples.ts: ${missing.join(', ')}`)
  const places = await openPlaces()
  const browser = await openBrowser(places.named)
  const things = await gather(places.demo, places.setupCode)
  return {
    server: places.demo, browser, groups: groupsOf(stopsOf(things)),
    pageFor({ as, at }, look) {
      const name = VIEWERS[as]
      const userId = at === 'unfinished' ? places.founderId : name === null ? undefined : things.users.get(name)
      return browser.pageFor(places[at], as === 'visitor' || userId === undefined ? null : { userId, password: PASSWORD }, look)
    },
    async close() {
      await browser.close()
      await places.close()
    },
  }
}
