// What every handler of an activity is given, and the few questions they all ask of it.
import type { Peer } from '#domain/accounts/peers.ts'
import { isBuriedSince } from '#domain/statuses/tombstones.ts'
import { createBudget, type Budget } from '#federation/resolve/budget.ts'
import { fetchDocument } from '#federation/resolve/fetch-document.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { failed, found, type Failed, type Outcome } from '#federation/resolve/outcome.ts'
import { idOf, isObject, sameOrigin, type Json } from '#federation/resolve/plain-json.ts'
import { localAccount } from '#federation/resolve/resolve-actor.ts'

export interface Arrival {
  readonly reach: Reach
  /** For the one thing that the activity does: written after what its sender sent before. */
  readonly write: Reach['write']
  readonly activity: Json
  /** Who does it, proven. */
  readonly signer: Peer
  /** The member whose own inbox it came to; null for the shared one. */
  readonly deliveredTo: number | null
  /** True for what somebody else than the author sent: it is not passed on once more. */
  readonly passedOn?: boolean
}

/** Null: done. Otherwise why nothing was done, for the log. */
export type Ignored = string | null

export type Handler = (arrival: Arrival) => Promise<Ignored>

/** Something that may work later: the job is tried again. */
export class Unreachable extends Error {}

/** What one activity may cost. */
export const activityBudget = (): Budget => createBudget({ requests: 25, ms: 20_000 })

/** A failure as a reason; one that may pass is thrown, so that the job comes again. */
export function giveUp(outcome: Failed): string {
  if (outcome.temporary) throw new Unreachable(outcome.reason)
  return outcome.reason
}

/** Some servers give a follow the same id each time: who follows again the next day is heard. */
const TAKEN_BACK_MS = 6 * 3_600_000

/** Whether its sender has taken this very activity back already: the two met on the way. */
export async function isTakenBack({ reach, activity }: Arrival): Promise<boolean> {
  const uri = idOf(activity)
  return uri !== null && isBuriedSince(reach.db, uri, reach.clock.now() - TAKEN_BACK_MS)
}

/** The activity's object as a document of the signer's own origin: embedded, or fetched if it is only named. */
export async function objectOf({ reach, activity, signer }: Arrival): Promise<Outcome<Json>> {
  const id = idOf(activity['object'])
  if (id === null) return failed('no-object')
  if (!sameOrigin(id, signer.uri)) return failed('object-on-another-origin')
  const embedded = activity['object']
  return isObject(embedded) ? found(embedded) : fetchDocument(reach, id, activityBudget())
}

/** The member that the activity's object (or `value`) names by its network id. */
export async function memberOf({ reach, activity }: Arrival, value: unknown = activity['object']): Promise<number | null> {
  const uri = idOf(value)
  const member = uri === null ? null : await localAccount(reach, uri)
  return member?.ok ? member.value : null
}
