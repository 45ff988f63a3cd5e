// The inbox's door. Cheap refusals first; an activity is answered once it is proven and its row is durable, and
// everything it means happens later, in process.ts.
import { createHash } from 'node:crypto'
import { findSigner, type Signer } from '#domain/accounts/peers.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { idOf, parseDocument, sameOrigin, typesOf, type Json } from '#federation/resolve/plain-json.ts'
import type { ReadableSignature, SignedRequest } from '#federation/signatures/signed-request.ts'
import { readRequest, rememberedSigner, rememberSigner, signerOf } from './authenticate.ts'
import { keepOnce } from './keep-once.ts'
import { hearSynchronization } from './synchronization.ts'

/** `detail` is for the log. */
const refuse = (code: 'peer.refused' | 'peer.unreachable' | 'input.malformed', detail: string) => new InboxRefusal(code, detail)

/** A refusal whose text a stranger sees and whose reason only the log. */
export class InboxRefusal extends Refusal {
  readonly reason: string

  constructor(code: 'peer.refused' | 'peer.unreachable' | 'input.malformed', reason: string) {
    super(code)
    this.reason = reason
  }
}

interface Claimed { readonly text: string; readonly activity: Json; readonly type: string; readonly actorUri: string; readonly id: string | null }

/** What each of these does is done once, whoever repeats it; others (a follow after an unfollow) may come again under their id. */
const ONCE = new Set(['Create', 'Announce', 'Like', 'EmojiReact', 'Flag'])
/** May arrive from somebody else than their actor: then nothing in them is believed, and it is fetched from its origin. */
const FORWARDABLE = new Set(['Create', 'Update', 'Delete'])
/** What a suspended account may still say, for it only takes back. */
const WHILE_SUSPENDED = new Set(['Delete', 'Reject', 'Undo', 'Update'])

function readActivity(body: Buffer): Claimed {
  const parsed = parseDocument(body)
  if (!parsed.ok) throw refuse('input.malformed', parsed.reason)
  const activity = parsed.document
  const [type] = typesOf(activity)
  const actorUri = idOf(activity['actor'])
  if (type === undefined || actorUri === null) throw refuse('input.malformed', 'no-actor-or-type')
  const id = idOf(activity)
  if (id !== null && !sameOrigin(id, actorUri)) throw refuse('peer.refused', 'id-on-another-origin')
  return { text: parsed.text, activity, type, actorUri, id }
}

/** Who signed; with `key`, that was remembered, and is as sure as that this key is in force. */
interface Proof { readonly signer: Signer; readonly key?: number }

/** An account nobody here has heard of is gone: there is nothing to delete, and nobody to ask. */
async function isUnknownFarewell({ db }: Reach, { type }: Claimed, keyId: string): Promise<boolean> {
  return type === 'Delete' && await findSigner(db, keyId) === null
}

/** Null for what nobody wants. What was remembered is looked up anew when `again`. */
async function prove(reach: Reach, claimed: Claimed, signature: ReadableSignature, again: boolean): Promise<Proof | null> {
  const forwardable = FORWARDABLE.has(claimed.type)
  if (!forwardable && !sameOrigin(claimed.actorUri, signature.keyId)) throw refuse('peer.refused', 'key-of-another-origin')
  const known = again ? null : rememberedSigner(reach, signature)
  if (known?.uri === claimed.actorUri || (known && forwardable)) return { signer: known, key: known.key_id }
  if (await isUnknownFarewell(reach, claimed, signature.keyId)) return null
  const signer = await signerOf(reach, signature)
  if (!signer.ok) throw refuse(signer.temporary ? 'peer.unreachable' : 'peer.refused', signer.reason)
  if (signer.value.uri !== claimed.actorUri && !forwardable) throw refuse('peer.refused', 'key-of-another-actor')
  if (signer.value.suspended_at === null) rememberSigner(reach, signature.keyId, signer.value)
  return { signer: signer.value }
}

/** The name under which a repeat is recognised: never one that another signer could have used. */
function nameOf({ type, id }: Claimed, signer: Signer, { headers }: SignedRequest): string {
  if (ONCE.has(type) && id !== null) return `${signer.id} ${id}`
  return `${signer.id} ${createHash('sha256').update(String(headers['signature'])).digest('base64url')}`
}

export type Admission = 'kept' | 'seen' | 'ignored'

/**
 * Judges one POST. Resolves once it may be answered 202: its row is on disk, it was here before, or nobody wants it.
 * Throws an {@link InboxRefusal}: 401 for what is not proven, 400 for what is no activity, 503 where the signer's key
 * could not be reached, so that the peer tries again.
 */
export async function admit(reach: Reach, request: SignedRequest, deliveredTo: number | null): Promise<Admission> {
  const signature = readRequest(reach, request)
  if (!signature.ok) throw refuse('peer.refused', signature.detail ? `${signature.reason}:${signature.detail}` : signature.reason)
  const claimed = readActivity(request.body ?? Buffer.alloc(0))
  for (const again of [false, true]) {
    const proof = await prove(reach, claimed, signature, again)
    if (proof === null) return 'ignored'
    const { signer, key } = proof
    if (signer.suspended_at !== null && !WHILE_SUSPENDED.has(claimed.type)) return 'ignored'
    const kept = await keepOnce(reach, { name: nameOf(claimed, signer, request), signer: signer.id, key, deliveredTo, text: claimed.text })
    if (kept === 'kept') await hearSynchronization(reach, request.headers['collection-synchronization'], signer)
    if (kept !== 'unsure') return kept
  }
  throw new Refusal('server.busy')
}
