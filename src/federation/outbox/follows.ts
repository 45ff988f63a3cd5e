// Follows between a member and somebody elsewhere: asking, answering, ending. Activities between the same two people
// arrive in the order they happened.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { activityUri, actorUri } from '#domain/addresses.ts'
import { followName, nameFollowRequest } from '#domain/peers/sent-names.ts'
import { localSender, remoteParty } from '#domain/peers/recipients.ts'
import { activity, inContext, undo } from '../documents/activities.ts'
import type { Document } from '../documents/context.ts'
import { tell } from './tell.ts'

/** A member and the somebody elsewhere; null when it is not between these two kinds. */
async function parties(tx: Tx, localId: number, remoteId: number): Promise<{ local: number; remote: number; remoteUri: string } | null> {
  const remote = await remoteParty(tx.db, remoteId)
  if (!remote || !await localSender(tx.db, localId)) return null
  return { local: localId, remote: remoteId, remoteUri: remote.uri }
}

type Parties = NonNullable<Awaited<ReturnType<typeof parties>>>

/** Says something to the other one alone. */
export const tellOne = (tx: Tx, { local, remote }: Pick<Parties, 'local' | 'remote'>, document: Document): Promise<void> =>
  tell(tx, { from: local, about: `${local}>${remote}`, to: { accounts: [remote] }, say: async () => inContext(document) })

/** The Follow a member sent, by the name it went by. */
const ownFollow = (tx: Tx, { local, remoteUri }: Parties, id: string): Document =>
  ({ id, type: 'Follow', actor: actorUri(tx.config, local), object: remoteUri })

/** A member asks to follow somebody elsewhere; the request keeps the name it is sent under. */
export async function federateFollow(tx: Tx, { requestId, accountId, targetId }: Events['follow.requested']): Promise<void> {
  const two = await parties(tx, accountId, targetId)
  if (!two) return
  const id = activityUri(tx.config, accountId, `follows/${requestId}`)
  await nameFollowRequest(tx, requestId, id)
  await tellOne(tx, two, ownFollow(tx, two, id))
}

/** A member stops following somebody elsewhere, or no longer asks to. */
export async function federateUnfollow(tx: Tx, { followId, accountId, targetId, uri }: Events['follow.undone']): Promise<void> {
  const two = await parties(tx, accountId, targetId)
  if (!two) return
  await tellOne(tx, two, undo(tx.config, accountId, ownFollow(tx, two, uri ?? activityUri(tx.config, accountId, `follows/${followId}`))))
}

async function answer(tx: Tx, two: Parties, type: 'Accept' | 'Reject', uri: string | null): Promise<void> {
  const me = actorUri(tx.config, two.local)
  const name = `${type.toLowerCase()}s/follows/${tx.id()}`
  const follow = { ...(uri === null ? {} : { id: uri }), type: 'Follow', actor: two.remoteUri, object: me }
  await tellOne(tx, two, activity(tx.config, { accountId: two.local, name }, type, follow, { to: [two.remoteUri] }))
}

/** Somebody elsewhere may follow a member now. */
export async function federateAccept(tx: Tx, { followId, accountId, targetId }: Events['follow.updated']): Promise<void> {
  const two = await parties(tx, targetId, accountId)
  if (two) await answer(tx, two, 'Accept', await followName(tx.db, followId))
}

/** A member declines a request from elsewhere. */
export async function federateReject(tx: Tx, { accountId, targetId, uri }: Events['follow.rejected']): Promise<void> {
  const two = await parties(tx, targetId, accountId)
  if (two) await answer(tx, two, 'Reject', uri)
}

/** A member removes a follower: the same word, later. */
export const federateRemoval = (tx: Tx, event: Events['follower.removed']): Promise<void> => federateReject(tx, event)

/** A member blocks somebody elsewhere. */
export async function federateBlock(tx: Tx, { blockId, accountId, targetId }: Events['account.blocked']): Promise<void> {
  const two = await parties(tx, accountId, targetId)
  if (two) await tellOne(tx, two, activity(tx.config, { accountId, name: `blocks/${blockId}` }, 'Block', two.remoteUri))
}

/** A member no longer blocks somebody elsewhere. */
export async function federateUnblock(tx: Tx, { blockId, accountId, targetId }: Events['account.unblocked']): Promise<void> {
  const two = await parties(tx, accountId, targetId)
  if (!two) return
  await tellOne(tx, two, undo(tx.config, accountId, activity(tx.config, { accountId, name: `blocks/${blockId}` }, 'Block', two.remoteUri)))
}
