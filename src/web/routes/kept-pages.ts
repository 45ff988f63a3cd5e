// Strangers all see the same page, so it is drawn once and kept for a while, compressed. Before it is shown again one
// statement makes sure that nothing on it was edited, deleted or hidden: what is gone is gone at once. Only counts and what
// has been added may be a few seconds old.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { Context } from '#domain/context.ts'
import { pageMark, type PageMark, type Shows } from '#domain/reading/page-marks.ts'

/** For so long counts may be wrong, and lists may lack what is new. */
const FRESH_MS = 5000
/** For so long the rest may be: times like "2 minutes ago", and what the community says of itself. */
const KEEP_MS = 60_000
const MAX_BYTES = 32 * 1024 * 1024
/** A page with more on it than this is drawn anew each time: the check would cost as much. */
const MOST_SHOWN = 300

/** A page's body in every encoding; a small one is only kept as it is. */
export interface Bodies { readonly identity: Buffer; readonly br?: Buffer; readonly gzip?: Buffer }

/** A page as it is sent. */
export interface KeptPage { readonly etag: string; readonly headers: Readonly<Record<string, string>>; readonly bodies: Bodies }

interface Entry { readonly page: KeptPage; readonly shows: PageShows; readonly mark: PageMark; readonly since: number }

/** What stands on a page; `growing`: it is a list that new posts or people come to. */
export interface PageShows extends Shows { readonly growing: boolean }

/** What one server keeps. */
export interface KeptPages {
  /** The page under `key`, if it is there and still right. Waits for who draws it at this moment. */
  find(key: string): Promise<KeptPage | null>
  /** Says that the page under `key` is being drawn, until the answer is called. */
  begin(key: string): () => void
  /** Keeps a page that was drawn from what was read since `readAt` (epoch ms); not if anything on it has changed since then. */
  keep(key: string, page: KeptPage, shows: PageShows, readAt: number): Promise<void>
}

const sizeOf = ({ page: { bodies } }: Entry): number => bodies.identity.length + (bodies.br?.length ?? 0) + (bodies.gzip?.length ?? 0)

/** Opens an empty store. */
export function createKeptPages({ db, clock }: Pick<Context, 'db' | 'clock'>): KeptPages {
  const entries = new LRUCache<string, Entry>({ maxSize: MAX_BYTES, sizeCalculation: sizeOf })
  const underway = new Map<string, Promise<void>>()

  async function isRight({ shows, mark, since }: Entry): Promise<boolean> {
    const age = clock.now() - since
    if (age < 0 || age >= (shows.growing ? FRESH_MS : KEEP_MS)) return false
    const now = await pageMark(db, shows)
    return now.text === mark.text && (age < FRESH_MS || now.counts === mark.counts)
  }

  return {
    async find(key) {
      await underway.get(key)
      const entry = entries.get(key)
      if (!entry) return null
      if (await isRight(entry)) return entry.page
      if (entries.get(key) === entry) entries.delete(key)
      return null
    },
    begin(key) {
      const { promise, resolve } = Promise.withResolvers<void>()
      underway.set(key, promise)
      return () => {
        if (underway.get(key) === promise) underway.delete(key)
        resolve()
      }
    },
    async keep(key, page, shows, readAt) {
      const wanted = shows.statuses.length + shows.accounts.length
      if (wanted > MOST_SHOWN) return
      const mark = await pageMark(db, shows)
      if (mark.there === wanted && mark.latest < readAt) entries.set(key, { page, shows, mark, since: readAt })
    },
  }
}

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)
const WORTH_IT = 1024

/** A body in every encoding, compressed in the thread pool. Only for pages without secrets: a length can betray them. */
export async function encoded(html: string): Promise<Bodies> {
  const identity = Buffer.from(html)
  if (identity.length < WORTH_IT) return { identity }
  const [br, gz] = await Promise.all([
    toBrotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } }), toGzip(identity),
  ])
  return { identity, br, gzip: gz }
}

/** The best of the encodings that an Accept-Encoding header allows; `q=0` forbids. */
export function encodingFor(accepted: string, bodies: Bodies): 'br' | 'gzip' | 'identity' {
  const offers = accepted.toLowerCase().split(',').map((one) => one.trim()).filter((one) => !/;\s*q=0(?:\.0*)?$/.test(one))
  const allowed = new Set(offers.map((one) => one.replace(/;.*/, '').trim()))
  if (bodies.br && allowed.has('br')) return 'br'
  return bodies.gzip && (allowed.has('gzip') || allowed.has('*')) ? 'gzip' : 'identity'
}
