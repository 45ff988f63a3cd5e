// What the other faces borrow from this one, through `main`: finding things elsewhere, in the request or behind it.
import { accountExists } from '#domain/accounts/queries.ts'
import { parseLocalUrl } from '#domain/addresses.ts'
import { findStatusByUri } from '#domain/statuses/find-status.ts'
import { createBudget } from './budget.ts'
import { fetchDocument } from './fetch-document.ts'
import { enqueueBackfill, enqueuePoll, enqueueReplies } from './jobs.ts'
import { once, type Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'
import { isWebUri, typeAmong } from './plain-json.ts'
import { ACTOR_TYPES } from './read-actor.ts'
import { admitActor, isOurs, localAccount, resolveActor, resolveHandle } from './resolve-actor.ts'
import { admitStatus, resolveStatus } from './resolve-status.ts'
import { findByUri } from '#domain/accounts/queries.ts'

export interface Resolved { kind: 'account' | 'status'; id: number }

const asKind = (kind: Resolved['kind'], outcome: Outcome<number>): Outcome<Resolved> => outcome.ok ? found({ kind, id: outcome.value }) : outcome

/** A person waits: a post and a few above it, or an account. */
const budgetOf = () => createBudget({ requests: 15, ms: 12_000 })

async function findHere(reach: Reach, url: string): Promise<Resolved | null> {
  const statusId = await findStatusByUri(reach, url)
  if (statusId !== null) return { kind: 'status', id: statusId }
  const local = isOurs(reach, url) && parseLocalUrl(reach.config, url)?.kind === 'account' ? await localAccount(reach, url) : null
  if (local?.ok && await accountExists(reach.db, local.value)) return { kind: 'account', id: local.value }
  const account = await findByUri(reach.db, url)
  return account && account.deleted_at === null ? { kind: 'account', id: account.id } : null
}

async function resolveUrl(reach: Reach, url: string, kind: Resolved['kind'] | undefined): Promise<Outcome<Resolved>> {
  const here = await findHere(reach, url)
  if (here) return found(here)
  if (isOurs(reach, url)) return failed('nothing-here')
  if (kind === 'account') return asKind('account', await resolveActor(reach, url, { budget: budgetOf() }))
  if (kind === 'status') return asKind('status', await resolveStatus(reach, url, { budget: budgetOf(), ancestors: 5 }))
  return once(reach, `either ${url}`, async () => {
    const budget = budgetOf()
    const fetched = await fetchDocument(reach, url, budget)
    if (!fetched.ok) return fetched
    const known = await findHere(reach, String(fetched.value['id']))
    if (known) return found(known)
    return typeAmong(fetched.value, ACTOR_TYPES) !== null
      ? asKind('account', await admitActor(reach, fetched.value, budget))
      : asKind('status', await admitStatus(reach, fetched.value, { budget, ancestors: 5 }))
  })
}

/** The services; failures are logged here, for those who ask only want to know whether there is something. */
export function federationServices(reach: Reach) {
  const behind = (what: Promise<void>) => {
    what.catch((error: unknown) => reach.log.error({ err: error }, 'a fetch could not be asked for'))
  }
  return {
    /** What a URL or handle names, here or elsewhere; null if nothing does or it cannot be had within 12 s. `refresh`: a handle's profile as it is now. */
    async resolve(query: string, { kind, refresh = false }: { kind?: Resolved['kind']; refresh?: boolean } = {}): Promise<Resolved | null> {
      const text = query.trim()
      const outcome = isWebUri(text) ? await resolveUrl(reach, text, kind)
        : asKind('account', await resolveHandle(reach, text, { budget: budgetOf(), refresh }))
      if (!outcome.ok) reach.log.info({ query: text.slice(0, 200), reason: outcome.reason }, 'nothing was found elsewhere')
      return outcome.ok && (kind === undefined || outcome.value.kind === kind) ? outcome.value : null
    },
    /** Has a remote account's latest posts and pins fetched, in the background. */
    backfill: (accountId: number): void => behind(reach.write((tx) => enqueueBackfill(tx, accountId))),
    /** Has the missing replies to a remote status fetched, in the background. */
    fetchReplies: (statusId: number): void => behind(reach.write((tx) => enqueueReplies(tx, statusId))),
    /** Has the numbers of a remote poll fetched, in the background. */
    refreshPoll: (pollId: number): void => behind(reach.write((tx) => enqueuePoll(tx, pollId))),
  }
}
