// The job behind the inbox's door: one activity, its handler, one log line if nothing comes of it.
import { senderById } from '#domain/accounts/peers.ts'
import { refusalOf } from '#domain/faults.ts'
import { HEARD_EVERY_MS, hearFromHost } from '#domain/peers/peer-states.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { idOf, typesOf, type Json } from '#federation/resolve/plain-json.ts'
import { refreshSoon } from '#federation/resolve/jobs.ts'
import { receiveAccept } from './accept.ts'
import { receiveAdd } from './add.ts'
import { receiveAnnounce } from './announce.ts'
import { Unreachable, type Handler } from './arrival.ts'
import { receiveBlock } from './block.ts'
import { receiveCreate } from './create.ts'
import { receiveDelete } from './delete.ts'
import { receiveFeatureRequest } from './feature-request.ts'
import { receiveFlag } from './flag.ts'
import { receiveFollow } from './follow.ts'
import { receiveForwarded } from './forwarded.ts'
import { inOrder, inTurn } from './in-turn.ts'
import type { Delivered } from './keep-once.ts'
import { receiveLike } from './like.ts'
import { receiveMove } from './move.ts'
import { receiveQuoteRequest } from './quote-request.ts'
import { receiveReject } from './reject.ts'
import { receiveRemove } from './remove.ts'
import { SYNCHRONIZE, synchronizeFollowers, type Synchronizing } from './synchronization.ts'
import { receiveUndo } from './undo.ts'
import { receiveUpdate } from './update.ts'

const handlers: Readonly<Record<string, Handler>> = {
  Accept: receiveAccept, Add: receiveAdd, Announce: receiveAnnounce, Block: receiveBlock, Create: receiveCreate,
  Delete: receiveDelete, EmojiReact: receiveLike, FeatureRequest: receiveFeatureRequest, Flag: receiveFlag, Follow: receiveFollow, Like: receiveLike,
  Move: receiveMove, QuoteRequest: receiveQuoteRequest,
  Reject: receiveReject, Remove: receiveRemove, Undo: receiveUndo, Update: receiveUpdate,
}

/** A temporary failure is tried again this often, over about five hours. */
const ATTEMPTS = 7

/** What has to happen in order: everything about one object, one follow or one boost. */
const subjectOf = (activity: Json): string | null => {
  const [type] = typesOf(activity)
  const named = type === 'Create' || type === 'Update' || type === 'Delete' || type === 'Undo'
  return (named ? idOf(activity['object']) : null) ?? idOf(activity)
}

/**
 * Processes an activity that was admitted. Repeatable: every verb it leads to is. What is refused is logged once and
 * dropped; only what could not be reached, and faults of ours, are tried again.
 */
export async function processDelivered(reach: Reach, { signer: signerId, deliveredTo, activity }: Delivered, attempts: number): Promise<void> {
  const signer = await senderById(reach.db, signerId)
  const [type = ''] = typesOf(activity)
  const line = { activity: type, id: idOf(activity), from: signer?.uri }
  if (!signer) return reach.log.info(line, 'an activity was dropped: its sender is gone')
  const handle = idOf(activity['actor']) === signer.uri ? (Object.hasOwn(handlers, type) ? handlers[type] : undefined) : receiveForwarded
  if (!handle) return reach.log.debug(line, 'an activity of a kind that means nothing here')
  try {
    const ignored = await inTurn(reach, subjectOf(activity), () => inOrder(reach, signer.id, (write) => handle({ reach, write, activity, signer, deliveredTo })))
    if (ignored !== null) reach.log.info({ ...line, reason: ignored }, 'an activity was dropped')
  } catch (error) {
    const reason = error instanceof Unreachable && attempts >= ATTEMPTS ? error.message : refusedBecause(error)
    if (reason === null) throw error
    reach.log.info({ ...line, reason }, 'an activity was dropped')
  }
  if (signer.host_failing_since !== null && (signer.host_seen_at ?? 0) < reach.clock.now() - HEARD_EVERY_MS) await hearFromHost(reach, signer.host)
  await refreshSoon(reach, signer)
}

/** The reason if `error` is an expected no; a full disk or a busy database is not. */
function refusedBecause(error: unknown): string | null {
  const refusal = refusalOf(error)
  return refusal && refusal.status < 500 ? `${refusal.code}: ${refusal.message}` : null
}

/** The inbox's job. */
export const inboxJobs = (reach: Reach) => ({
  'inbox.process': (delivered: Delivered, { attempts }: { attempts: number }): Promise<void> => processDelivered(reach, delivered, attempts),
  [SYNCHRONIZE]: (asked: Synchronizing): Promise<void> => synchronizeFollowers(reach, asked),
})
