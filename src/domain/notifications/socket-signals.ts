// Tells open sockets that what their owner may see has changed, or that they may have to close. They look for
// themselves: the database is the truth.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'

const refresh = (tx: Tx, accountId: number): void => tx.publish({ event: 'refresh', id: accountId, streams: [`user:${accountId}`] })

/** A block changes what both sides see, a mute what the one who mutes sees. */
export async function refreshPair(
  tx: Tx, { accountId, targetId }: Events['account.blocked'] | Events['account.unblocked'] | Events['account.muted'] | Events['account.unmuted'],
): Promise<void> {
  refresh(tx, accountId)
  refresh(tx, targetId)
}

/** A hidden host changes what its owner sees. */
export async function refreshOwner(tx: Tx, { accountId }: Events['host.blocked'] | Events['host.unblocked']): Promise<void> {
  refresh(tx, accountId)
}

/** A token that was taken back ends its streams. */
export async function closeTokenStreams(tx: Tx, { tokenId }: Events['token.revoked']): Promise<void> {
  tx.publish({ event: 'close', id: tokenId, streams: [`token:${tokenId}`] })
}

/** So does the end of an account, or of the right to use it. */
export async function closeAccountStreams(tx: Tx, { accountId }: Events['account.deleted'] | Events['user.rejected'] | Events['account.suspended'] | Events['account.frozen']): Promise<void> {
  tx.publish({ event: 'close', id: accountId, streams: [`user:${accountId}`] })
}
