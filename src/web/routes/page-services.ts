// What the pages need of other servers, as `main` lends it: faces never import each other.

export interface PageServices {
  /** Fetches (or finds) what a URL or handle on another server names; null if nothing does or it cannot be had. `refresh`: a handle's profile as it is now. */
  resolve(query: string, options?: { kind?: 'account' | 'status'; refresh?: boolean }): Promise<{ kind: 'account' | 'status'; id: number } | null>
  /** Where a server, as somebody typed it, wants its people to be sent for `uri`. */
  subscribeAddress(typed: string, uri: string): Promise<{ ok: true; host: string; address: string } | { ok: false; reason: 'unclear' | 'silent'; host: string }>
  /** Asks, in the background, for what a remote account wrote before anyone here knew it. */
  backfill(accountId: number): void
  /** Asks, in the background, for replies to a remote status that nobody sent us. */
  fetchReplies(statusId: number): void
}
