// The streams that apps ask for by name, and what each means here: which channel of the bus, which scope.
import type { Context } from '#domain/context.ts'
import { foldTag } from '#domain/text/tags.ts'

/** A stream that was asked for, understood. */
export interface Wish {
  /** The channel of the bus. */
  channel: string
  /** How messages name the stream: as it was asked for. */
  label: readonly string[]
  /** `public`: filtered for each socket; `personal`: whoever published knew whom for. */
  kind: 'public' | 'personal'
  scope: 'read:statuses' | 'read:notifications'
  /** A list that has to be the owner's. */
  listId: number | null
}

/** A stream that cannot be had; `status` as HTTP would say it. */
export class StreamRefusal extends Error {
  readonly status: number

  constructor(status: number, text: string) {
    super(text)
    this.status = status
  }
}

/** What whoever asked is told instead of a stream, with its one line in the log. `address` is written without its query. */
export function refuseStream(log: Context['log'], error: unknown, address: string): { status: number; text: string } {
  const refusal = error instanceof StreamRefusal ? error : null
  const line = { url: address.replace(/\?.*/s, ''), status: refusal?.status ?? 500 }
  if (refusal) log.info(line, refusal.message)
  else log.error({ ...line, err: error }, 'a stream could not be opened')
  return { status: line.status, text: refusal?.message ?? 'An unexpected error occurred' }
}

export interface StreamParams { tag?: unknown; list?: unknown }

const PUBLIC = new Set(['public', 'public:media', 'public:local', 'public:local:media', 'public:remote', 'public:remote:media'])

const textOf = (value: unknown): string => typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

function hashtag(name: string, params: StreamParams): Wish {
  const tag = textOf(params.tag)
  const folded = foldTag(tag.replace(/^[#＃]/u, ''))
  if (folded === '') throw new StreamRefusal(400, 'Missing tag name parameter')
  return { channel: `${name}:${folded}`, label: [name, tag], kind: 'public', scope: 'read:statuses', listId: null }
}

function list(params: StreamParams): Wish {
  const id = textOf(params.list)
  if (id === '') throw new StreamRefusal(400, 'Missing list name parameter')
  if (!/^\d{1,16}$/.test(id)) throw new StreamRefusal(401, 'Not authorized to stream this list')
  return { channel: `list:${Number(id)}`, label: ['list', id], kind: 'personal', scope: 'read:statuses', listId: Number(id) }
}

/** Understands a stream's name and parameters for the account that asks. Refuses unknown names and missing parameters. */
export function wishOf(name: string, params: StreamParams, accountId: number): Wish {
  const personal = (channel: string, scope: Wish['scope']): Wish => ({ channel, label: [name], kind: 'personal', scope, listId: null })
  if (PUBLIC.has(name)) return { channel: name, label: [name], kind: 'public', scope: 'read:statuses', listId: null }
  switch (name) {
    case 'user': return personal(`user:${accountId}`, 'read:statuses')
    case 'user:notification': return personal(`user:notification:${accountId}`, 'read:notifications')
    case 'direct': return personal(`direct:${accountId}`, 'read:statuses')
    case 'hashtag': case 'hashtag:local': return hashtag(name, params)
    case 'list': return list(params)
    default: throw new StreamRefusal(400, 'Unknown stream type')
  }
}

/** The streams that have an address of their own for server-sent events: the path's end → the stream's name. */
export const streamPaths: Readonly<Record<string, string>> = {
  'user': 'user', 'user/notification': 'user:notification', 'public': 'public', 'public/local': 'public:local', 'public/remote': 'public:remote',
  'hashtag': 'hashtag', 'hashtag/local': 'hashtag:local', 'list': 'list', 'direct': 'direct',
}
