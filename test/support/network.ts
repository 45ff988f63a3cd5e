// People and statuses for federation's tests, local and remote, made by the verbs or written as rows where the verb
// belongs to a request that no test makes.
import type { Tx } from '#domain/context.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import type { StatusDraft } from '#domain/statuses/draft.ts'
import { handleKey } from '#domain/text/names.ts'

/** A local status with the given differences from `hello`, public. */
export async function postLocal(tx: Tx, accountId: number, differences: Partial<StatusDraft> = {}): Promise<number> {
  const { statusId } = await postStatus(tx, {
    accountId, text: 'hello', content: '<p>hello</p>', spoilerText: '', sensitive: false, visibility: 'public', language: 'en',
    inReplyToId: null, inReplyToUri: null, mentions: [], tags: [], mediaIds: [], poll: null, appId: null, uri: null, url: null, local: true,
    ...differences,
  })
  return statusId
}

/** A status of a remote account. */
export const postRemote = (tx: Tx, accountId: number, uri: string, differences: Partial<StatusDraft> = {}): Promise<number> =>
  postLocal(tx, accountId, { text: null, uri, url: uri, local: false, ...differences })

interface Peer { origin: string; host?: string; shared?: boolean }

/** Somebody on another server at `origin`. `shared`: the server has an inbox for everybody. */
export async function addRemoteAccount(tx: Tx, username: string, { origin, host = new URL(origin).host, shared = true }: Peer): Promise<number> {
  const id = tx.id()
  const uri = `${origin}/users/${username}`
  await tx.db.insertInto('accounts').values({
    id, username, host, acct_key: handleKey(username, host), uri, url: `${origin}/@${username}`, inbox_url: `${uri}/inbox`,
    shared_inbox_url: shared ? `${origin}/inbox` : null, followers_url: `${uri}/followers`, fetched_at: tx.now,
    created_at: tx.now, updated_at: tx.now,
  }).execute()
  return id
}
