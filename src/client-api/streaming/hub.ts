// The middle of streaming: hears the bus, finds who listens, has each message loaded and written once, and hands the same
// bytes to everybody. Messages leave in the order in which they came.
import type { Log } from '#machinery/log/log.ts'
import { EVERYBODY } from '#domain/announcements/announce.ts'
import type { StreamMessage } from '#domain/context.ts'
import type { At } from '#entities/at.ts'
import { mayHear } from './audience.ts'
import type { Format, Listener, Subscription } from './listener.ts'
import type { Owners } from './owners.ts'
import { payloadOf, type Payload } from './payload.ts'
import type { Wish } from './streams.ts'

export interface Hub {
  /** Idempotent for one channel. */
  subscribe(listener: Listener, wish: Wish): void
  unsubscribe(listener: Listener, channel: string): void
  /** Forgets a connection that has ended. */
  leave(listener: Listener): void
  hear(message: StreamMessage): void
}

/** The channels of members' own streams. */
const HOME = /^user:\d+$/

interface Deps { at: At; owners: Owners; log: Log; recheck(channel: string): Promise<void> }

/** The same bytes for all who share event, payload, stream name and format. */
function writer(event: StreamMessage['event']): (subscription: Subscription, payload: string | undefined) => Buffer {
  const written = new Map<string, Buffer>()
  const quoted = new Map<string, string>()
  const quote = (payload: string): string => {
    let text = quoted.get(payload)
    if (text === undefined) {
      text = JSON.stringify(payload)
      quoted.set(payload, text)
    }
    return text
  }
  const write = (format: Format, label: string, payload: string | undefined): string => {
    if (format === 'event') return `event: ${event}\ndata: ${payload ?? ''}\n\n`
    return payload === undefined ? `{"stream":${label},"event":"${event}"}` : `{"stream":${label},"event":"${event}","payload":${quote(payload)}}`
  }
  return ({ label, listener: { format } }, payload) => {
    const key = `${format === 'event' ? '' : label}\n${payload ?? ''}`
    let bytes = written.get(key)
    if (!bytes) {
      bytes = Buffer.from(write(format, label, payload))
      written.set(key, bytes)
    }
    return bytes
  }
}

function send(subscriptions: readonly Subscription[], { event }: StreamMessage, payload: Payload): void {
  const write = writer(event)
  for (const subscription of subscriptions) {
    // Gone, or ended, while the message was being loaded.
    if (subscription.listener.subscriptions.get(subscription.wish.channel) !== subscription) continue
    const text = payload(subscription)
    if (text !== null) subscription.listener.send(write(subscription, text))
  }
}

/** A hub that nobody listens to yet. */
export function createHub({ at, owners, log, recheck }: Deps): Hub {
  const channels = new Map<string, Set<Subscription>>()
  let last: Promise<void> = Promise.resolve()

  const onChannel = (channel: string): Iterable<Subscription> | undefined => channel === EVERYBODY
    ? [...channels].flatMap(([name, there]) => HOME.test(name) ? [...there] : []) : channels.get(channel)

  const audienceOf = (message: StreamMessage): Subscription[] => message.streams.flatMap((channel) => {
    const there = onChannel(channel)
    return there ? [...there].filter((one) => mayHear(one, message.event)) : []
  })

  /** Work begins at once; what it has made is sent after everything that came before. */
  function inTurn<T>(work: Promise<T>, then: (made: T) => void): void {
    work.catch(() => {})
    last = last.then(async () => then(await work)).catch((error: unknown) => log.warn({ err: error }, 'a stream message was lost'))
  }

  function unsubscribe(listener: Listener, channel: string): void {
    const subscription = listener.subscriptions.get(channel)
    if (!subscription) return
    listener.subscriptions.delete(channel)
    const there = channels.get(channel)
    there?.delete(subscription)
    if (there?.size === 0) channels.delete(channel)
  }

  return {
    subscribe(listener, wish) {
      if (listener.subscriptions.has(wish.channel)) return
      const subscription: Subscription = { listener, wish, label: JSON.stringify(wish.label) }
      listener.subscriptions.set(wish.channel, subscription)
      const there = channels.get(wish.channel)
      if (there) there.add(subscription)
      else channels.set(wish.channel, new Set([subscription]))
    },
    unsubscribe,
    leave(listener) {
      for (const channel of listener.subscriptions.keys()) unsubscribe(listener, channel)
    },
    hear(message) {
      if (message.event === 'refresh') return inTurn(owners.refresh(message.id), () => {})
      if (message.event === 'close') {
        for (const channel of message.streams) inTurn(recheck(channel), () => {})
        return undefined
      }
      if (message.event === 'filters_changed') inTurn(owners.refresh(message.id), () => {})
      const subscriptions = audienceOf(message)
      if (subscriptions.length > 0) inTurn(payloadOf(at, message, subscriptions), (payload) => send(subscriptions, message, payload))
      return undefined
    },
  }
}
