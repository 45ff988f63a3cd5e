// All open connections: let in by their token, looked at again while they last, and ended when the token no longer holds.
import { findSession, hasScope, sessionsOfTokens, userRefusal, type Session } from '#domain/access/session.ts'
import type { Context } from '#domain/context.ts'
import { ownList } from '#domain/lists/lists.ts'
import { Refusal, refusals } from '#domain/refusals.ts'
import { idList } from '#machinery/db/id-list.ts'
import type { Listener } from './listener.ts'
import { StreamRefusal, type Wish } from './streams.ts'

/** A token is looked at again this often, unless there are very many. */
const RECHECK_MS = 500
const RECHECKED_AT_ONCE = 500

/** The session of a token that may stream; refuses the rest. */
export async function openSession(ctx: Pick<Context, 'db'>, token: string | null): Promise<Session & { user: NonNullable<Session['user']> }> {
  if (!token) throw new StreamRefusal(401, 'Missing access token')
  const session = await findSession(ctx.db, token).catch((error: unknown) => {
    if (error instanceof Refusal) throw new StreamRefusal(401, error.message)
    throw error
  })
  if (!session?.user) throw new StreamRefusal(401, 'Invalid access token')
  const refusal = userRefusal(session)
  if (refusal) throw new StreamRefusal(refusals[refusal].status, refusals[refusal].text)
  return { ...session, user: session.user }
}

/** Refuses a stream that the token does not cover, and other people's lists. */
export async function checkWish(ctx: Pick<Context, 'db'>, session: Session, wish: Wish): Promise<void> {
  if (!hasScope(session, wish.scope)) throw new StreamRefusal(401, 'Access token does not have the required scopes')
  if (wish.listId === null) return
  await ownList(ctx.db, session.user?.accountId ?? 0, wish.listId).catch((error: unknown) => {
    throw error instanceof Refusal ? new StreamRefusal(401, 'Not authorized to stream this list') : error
  })
}

export interface Connections {
  add(listener: Listener): void
  remove(listener: Listener): void
  /** Looks at once at the tokens that `token:ID` or `user:ACCOUNT` names. */
  recheck(channel: string): Promise<void>
  /** Ends all connections and stops looking. */
  close(): void
}

/** Ends what may not go on; keeps the session up to date for the rest. */
function judge(listener: Listener, session: Session | undefined): void {
  if (!session || userRefusal(session) !== null) return listener.end()
  listener.session = session
  if ([...listener.subscriptions.values()].some(({ wish }) => !hasScope(session, wish.scope))) listener.end()
  return undefined
}

const named = (channel: string) => {
  const [, kind, id] = /^(token|user):(\d+)$/.exec(channel) ?? []
  return (listener: Listener) => kind === 'token' ? listener.session.tokenId === Number(id)
    : kind === 'user' && listener.owner.accountId === Number(id)
}

/** No connections yet. Every token is looked at again in turn, five hundred at a time, so that nothing depends on being told. */
export function createConnections(ctx: Pick<Context, 'db' | 'log'>): Connections {
  const open = new Set<Listener>()

  async function look(listeners: readonly Listener[]): Promise<void> {
    if (listeners.length === 0) return
    const sessions = await sessionsOfTokens(ctx.db, idList([...new Set(listeners.map((one) => one.session.tokenId))]))
    for (const listener of listeners) if (open.has(listener)) judge(listener, sessions.get(listener.session.tokenId))
  }

  /** Those looked at go to the end of the set. */
  async function lookAtSome(): Promise<void> {
    const next = [...open].slice(0, RECHECKED_AT_ONCE)
    for (const listener of next) {
      open.delete(listener)
      open.add(listener)
    }
    await look(next)
  }

  let looking = false
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    lookAtSome().catch((error: unknown) => ctx.log.warn({ err: error }, 'streams could not be checked')).finally(() => { looking = false })
  }, RECHECK_MS)
  timer.unref()

  return {
    add: (listener) => { open.add(listener) },
    remove: (listener) => { open.delete(listener) },
    recheck: (channel) => look([...open].filter(named(channel))),
    close() {
      clearInterval(timer)
      for (const listener of open) listener.end()
    },
  }
}
