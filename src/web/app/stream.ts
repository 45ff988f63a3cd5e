// What happens while the member reads: one WebSocket for all streams, opened again when it breaks; what was missed
// meanwhile, or before it was there, is asked for.
import type { Status } from '../props/entities.ts'
import { parting } from './parting.ts'
import { start } from './start.ts'
import { atTop } from './at-top.ts'
import { openLists } from './store/list.ts'
import { forgetStatus, rememberStatus, statusOf } from './store/statuses.ts'

/** A stream and its parameter, as the API names them. */
export interface StreamName { stream: string; tag?: string; list?: string }

interface Message { stream?: string[]; event?: string; payload?: string }
type Listener = (event: string, payload: unknown) => void

const keyOf = ({ stream, tag, list }: StreamName): string => [stream, tag ?? list].filter(Boolean).join(':')
const listeners = new Map<string, { name: StreamName; heard: Set<Listener> }>()
const connected = new Set<() => void>()
let socket: WebSocket | null = null
let attempts = 0

const say = (type: 'subscribe' | 'unsubscribe', name: StreamName): void => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type, ...name }))
}

/** Hears a stream; answers the way to stop. Payloads come parsed: a status, a notification, an id. */
export function listen(name: StreamName, hear: Listener): () => void {
  const key = keyOf(name)
  let one = listeners.get(key)
  if (!one) {
    listeners.set(key, one = { name, heard: new Set() })
    say('subscribe', name)
  }
  one.heard.add(hear)
  return () => {
    one.heard.delete(hear)
    if (one.heard.size > 0 || listeners.get(key) !== one) return
    listeners.delete(key)
    say('unsubscribe', name)
  }
}

/**
 * Calls `look` whenever a connection has come to be: what happened between the page and its first connection, or in a break,
 * was not heard. Answers the way to stop.
 */
export function onConnect(look: () => void): () => void {
  connected.add(look)
  return () => connected.delete(look)
}

function parse(payload: string | undefined): unknown {
  try { return JSON.parse(payload ?? 'null') } catch { return payload }
}

function heard(data: unknown): void {
  const message = parse(String(data)) as Message | null
  if (!message?.event || !message.stream) return
  const payload = parse(message.payload)
  if (message.event === 'delete') {
    const id = String(message.payload)
    if (statusOf(id)) forgetStatus(id)
  }
  if (message.event === 'status.update') rememberStatus(payload as Status, { own: false })
  for (const hear of listeners.get(message.stream.join(':'))?.heard ?? []) hear(message.event, payload)
}

function connect(): void {
  if (parting.aborted || socket && socket.readyState <= WebSocket.OPEN) return
  // Browsers can send no header with it; as a subprotocol the token stays out of addresses and logs.
  // What is named in the address is heard before the connection counts as open: nothing falls between it and the looks.
  socket = new WebSocket(`${start.streaming}?stream=user`, start.token)
  socket.onopen = () => {
    attempts = 0
    for (const { name } of listeners.values()) say('subscribe', name)
    for (const list of openLists()) void list.catchUp(atTop()).catch(() => {})
    for (const look of connected) look()
  }
  socket.onmessage = (event) => heard(event.data)
  socket.onclose = () => {
    const wait = Math.min(60_000, 1000 * 2 ** Math.min(attempts++, 6)) * (0.5 + Math.random())
    setTimeout(() => { if (!document.hidden && navigator.onLine) connect() }, wait)
  }
}

/** Begins to hear; called once. */
export function startStream(): void {
  connect()
  addEventListener('online', connect)
  parting.addEventListener('abort', () => socket?.close())
  document.addEventListener('visibilitychange', () => { if (!document.hidden) connect() })
}
