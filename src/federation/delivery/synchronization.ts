// What goes with posts for followers alone (FEP-8fcf): whom we take for followers on the receiving server, so that it
// notices if it shows such posts to somebody who follows no more.
import { LRUCache } from 'lru-cache'
import { followerUris } from '#domain/peers/follower-sync.ts'
import type { Context } from '#domain/context.ts'
import { PUBLIC } from '../documents/context.ts'
import { followersDigest, type FollowersDigest } from '../documents/followers-digest.ts'
import { followersSynchronizationUri, followersUri } from '../documents/names.ts'

const KEPT = 200
const KEPT_MS = 60_000
const PAGE = 1000

type ByOrigin = ReadonlyMap<string, FollowersDigest>

async function digestsOf({ db }: Pick<Context, 'db'>, accountId: number): Promise<ByOrigin> {
  const digests = new Map<string, FollowersDigest>()
  for (let after = 0, more = true; more;) {
    const rows = await followerUris(db, accountId, { after, limit: PAGE })
    for (const { uri } of rows) {
      const origin = uri === null ? undefined : URL.parse(uri)?.origin
      if (uri === null || origin === undefined) continue
      const digest = digests.get(origin) ?? followersDigest()
      digests.set(origin, digest)
      digest.add(uri)
    }
    more = rows.length === PAGE
    after = rows.at(-1)?.key ?? after
    // The embedded database answers without ever waiting: others may run between two pages.
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  return digests
}

/** A lookup of the header for an activity of a member to an inbox: empty for what is not for followers alone. */
export function synchronization(ctx: Pick<Context, 'db' | 'config'>) {
  const known = new LRUCache<number, Promise<ByOrigin>>({ max: KEPT, ttl: KEPT_MS })
  return async (accountId: number, inbox: string, body: Buffer): Promise<Record<string, string>> => {
    const collection = followersUri(ctx.config, accountId)
    const origin = URL.parse(inbox)?.origin
    if (origin === undefined || !body.includes(`"${collection}"`) || body.includes(PUBLIC)) return {}
    let digests = known.get(accountId)
    if (!digests) known.set(accountId, digests = digestsOf(ctx, accountId))
    const digest = (await digests).get(origin) ?? followersDigest()
    return {
      'collection-synchronization': `collectionId="${collection}", url="${followersSynchronizationUri(ctx.config, accountId)}", digest="${digest.text()}"`,
    }
  }
}
