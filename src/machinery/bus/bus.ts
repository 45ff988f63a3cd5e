// Tells every part of the program, and every process on the same database, what has just been committed. Nothing
// depends on a message arriving: the database is the truth.

export interface Bus<M> {
  publish(messages: readonly M[]): void
  subscribe(hear: (message: M) => void): () => void
}

interface Wire {
  /** Whether there are no other processes to tell. */
  readonly alone: boolean
  notify(channel: string, payload: string): Promise<void>
  listen(channel: string, hear: (payload: string) => void): Promise<void>
}

// PostgreSQL refuses payloads of 8,000 bytes.
const MAX_PAYLOAD = 7_500
const CHANNEL = 'covey'

/** Messages reach local subscribers at once and other processes through `wire`; `split` halves one too big for it. */
export async function createBus<M>(
  wire: Wire, origin: string, split: (message: M) => readonly M[], warn: (error: unknown) => void,
): Promise<Bus<M>> {
  const hearers = new Set<(message: M) => void>()
  const deliver = (message: M) => { for (const hear of hearers) hear(message) }

  await wire.listen(CHANNEL, (payload) => {
    const { from, message } = JSON.parse(payload) as { from: string; message: M }
    if (from !== origin) deliver(message)
  })

  function send(message: M): void {
    const payload = JSON.stringify({ from: origin, message })
    if (payload.length <= MAX_PAYLOAD) {
      wire.notify(CHANNEL, payload).catch(warn)
      return
    }
    for (const part of split(message)) send(part)
  }

  return {
    publish(messages) {
      for (const message of messages) {
        deliver(message)
        if (!wire.alone) send(message)
      }
    },
    subscribe(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
  }
}
