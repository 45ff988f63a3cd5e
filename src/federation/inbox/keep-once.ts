// Where admitted activities become rows: those that arrive while others wait for the database go with them, in two
// statements for all.
import { setTimeout as sleep } from 'node:timers/promises'
import { keysInForce } from '#domain/accounts/peers.ts'
import type { Tx } from '#domain/context.ts'
import { markSeen } from '#domain/peers/seen.ts'
import { JsonText } from '#machinery/jobs/queue.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import type { Json } from '#federation/resolve/plain-json.ts'

/** What a job needs to process an activity. */
export interface Delivered {
  /** Account id of who signed the request. */
  signer: number
  /** The member whose own inbox it came to; null for the shared one. */
  deliveredTo: number | null
  activity: Json
}

export const PROCESS = 'inbox.process'

interface Admitted {
  /** Under which a repeat is recognised. */
  readonly name: string
  readonly signer: number
  readonly deliveredTo: number | null
  /** The key whose owner was remembered rather than looked up: it must be in force still. */
  readonly key?: number | undefined
  /** The activity, as JSON that was parsed. */
  readonly text: string
}

/** What became of one: `kept`, `seen` before, or `unsure`: nothing, for its key is not in force any more. */
export type Kept = 'kept' | 'seen' | 'unsure'

interface Waiting { readonly one: Admitted; resolve(kept: Kept): void; reject(error: unknown): void }

interface Door { readonly waiting: Waiting[]; crowded: boolean }

const doors = new WeakMap<object, Door>()

/** Where several were just answered, several send again: those a millisecond away share the commit and its sync. */
const CROWD_MS = 1

/** A {@link Delivered} as JSON. */
const payloadOf = ({ signer, deliveredTo, text }: Admitted): JsonText =>
  new JsonText(`{"signer":${signer},"deliveredTo":${deliveredTo},"activity":${text}}`)

/** Keeps a group in the order in which it came; what became of each. */
async function keepGroup(tx: Tx, group: readonly Waiting[]): Promise<Kept[]> {
  const inForce = await keysInForce(tx.db, group.flatMap(({ one }) => one.key ?? []))
  const isSure = ({ key }: Admitted) => key === undefined || inForce.has(key)
  const names = await markSeen(tx, group.filter(({ one }) => isSure(one)).map(({ one }) => one.name))
  const became = group.map(({ one }): Kept => !isSure(one) ? 'unsure' : names.delete(one.name) ? 'kept' : 'seen')
  const jobs = group.filter((_, index) => became[index] === 'kept').map(({ one }) => ({ kind: PROCESS, payload: payloadOf(one) }))
  if (jobs.length > 0) await tx.enqueue(...jobs)
  return became
}

async function keepAll(reach: Reach, door: Door): Promise<void> {
  if (door.crowded) await sleep(CROWD_MS)
  let group: Waiting[] | null = null
  const take = () => group ??= door.waiting.splice(0)
  try {
    const became = await reach.write((tx) => keepGroup(tx, take()))
    door.crowded = take().length > 1
    take().forEach((each, index) => { each.resolve(became[index] ?? 'unsure') })
  } catch (error) {
    for (const each of take()) each.reject(error)
  }
}

/**
 * Keeps an activity and leaves it to a job, in the order in which they came, unless one of this name was kept before.
 * Resolves once that is durable.
 */
export function keepOnce(reach: Reach, one: Admitted): Promise<Kept> {
  const door = doors.get(reach.outbound) ?? { waiting: [], crowded: false }
  doors.set(reach.outbound, door)
  return new Promise((resolve, reject) => {
    door.waiting.push({ one, resolve, reject })
    if (door.waiting.length === 1) void keepAll(reach, door)
  })
}
