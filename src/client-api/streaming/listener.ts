// One open connection: whose it is, which streams run in it, and how bytes leave it.
import type { Session } from '#domain/access/session.ts'
import type { Owner } from './owners.ts'
import type { Wish } from './streams.ts'

/** How messages are written: one frame of a WebSocket, or one server-sent event. */
export type Format = 'frame' | 'event'

export interface Listener {
  readonly owner: Owner
  readonly format: Format
  /** Looked at again from time to time. */
  session: Session
  /** By channel. */
  readonly subscriptions: Map<string, Subscription>
  /** Sends bytes that other connections are sent too; a connection that cannot keep up is dropped instead. */
  send(bytes: Buffer): void
  /** Ends the connection, as its owner may no longer listen. */
  end(): void
}

export interface Subscription {
  readonly listener: Listener
  readonly wish: Wish
  /** The stream's name as JSON. */
  readonly label: string
}

/** What a connection may have waiting before it is dropped, bytes. */
export const MAX_WAITING = 1024 * 1024
