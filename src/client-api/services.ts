// What this face needs from others, as `main` lends it: faces never import each other.
import type { FilmTools } from '#machinery/media-tools/films.ts'
import type { ImagePool } from '#machinery/media-tools/pool.ts'
import type { Translator } from '#machinery/translation/translator.ts'
import type { Storage } from '#machinery/storage/storage.ts'

export interface Services {
  /** Fetches (or finds) what a URL or handle on another server names; null if nothing does or it cannot be had. */
  resolve(query: string, options: { kind?: 'account' | 'status' }): Promise<{ kind: 'account' | 'status'; id: number } | null>
  /** Asks, in the background, for what a remote account wrote before anyone here knew it. */
  backfill(accountId: number): void
  /** Asks, in the background, for replies to a remote status that nobody sent us; every quarter of an hour at most. */
  fetchReplies(statusId: number): void
  /** Asks, in the background, for what a remote poll's server counts by now. */
  refreshPoll(pollId: number): void
  /** Null when no translation service is configured. */
  readonly translator: Translator | null
  readonly storage: Storage
  /** Prepares pictures in a process of their own. */
  readonly images: ImagePool
  /** Looks into sound and film; null where they are refused. */
  readonly films: FilmTools | null
}
