// Where admitted activities become rows: those that arrive while others wait for the database go with them, in two
// statements for all.
import { setTimeout as sleep } from 'node:timers/promises'
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
  /** The activity, as JSON that was parsed. */
  readonly text: string
}

interface Waiting { readonly one: Admitted; resolve(isNew: boolean): void; reject(error: unknown): void }

interface Door { readonly waiting: Waiting[]; crowded: boolean }

const doors = new WeakMap<object, Door>()

/** Where several were just answered, several send again: those a millisecond away share the commit and its sync. */
const CROWD_MS = 1

/** A {@link Delivered} as JSON. */
const payloadOf = ({ signer, deliveredTo, text }: Admitted): JsonText =>
  new JsonText(`{"signer":${signer},"deliveredTo":${deliveredTo},"activity":${text}}`)

async function keepAll(reach: Reach, door: Door): Promise<void> {
  if (door.crowded) await sleep(CROWD_MS)
  let group: Waiting[] | null = null
  const take = () => group ??= door.waiting.splice(0)
  try {
    const fresh = await reach.write(async (tx) => {
      const names = await markSeen(tx, take().map(({ one }) => one.name))
      const first = take().filter(({ one }) => names.delete(one.name))
      if (first.length > 0) await tx.enqueue(...first.map(({ one }) => ({ kind: PROCESS, payload: payloadOf(one) })))
      return new Set(first)
    })
    door.crowded = take().length > 1
    for (const each of take()) each.resolve(fresh.has(each))
  } catch (error) {
    for (const each of take()) each.reject(error)
  }
}

/**
 * Keeps an activity and leaves it to a job, in the order in which they came; false when one of this name was kept before.
 * Resolves once that is durable.
 */
export function keepOnce(reach: Reach, one: Admitted): Promise<boolean> {
  const door = doors.get(reach.outbound) ?? { waiting: [], crowded: false }
  doors.set(reach.outbound, door)
  return new Promise((resolve, reject) => {
    door.waiting.push({ one, resolve, reject })
    if (door.waiting.length === 1) void keepAll(reach, door)
  })
}
