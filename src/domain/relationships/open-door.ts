// A member who no longer wants to be asked: whoever is still waiting follows now.
import type { Context, Reaction } from '../context.ts'
import { acceptFollow } from './follow-requests.ts'

const ACCEPT_ALL = 'relationships.accept-all'
const CHUNK = 50

/** On `account.updated`: leaves what waits at an unlocked account of ours to a job. */
export const acceptWhenUnlocked: Reaction<'account.updated'> = async (tx, { accountId }) => {
  const waiting = await tx.db.selectFrom('follow_requests as r').innerJoin('accounts as a', 'a.id', 'r.target_account_id').select('r.id')
    .where('r.target_account_id', '=', accountId).where('a.host', 'is', null).where('a.locked', '=', 0).limit(1).executeTakeFirst()
  if (waiting) await tx.enqueue({ kind: ACCEPT_ALL, payload: { accountId }, key: `${ACCEPT_ALL}:${accountId}` })
}

/** Accepts one chunk per transaction until nobody waits, or the account is locked again. */
export const openDoorJobs = (ctx: Pick<Context, 'write'>) => ({
  async [ACCEPT_ALL]({ accountId }: { accountId: number }): Promise<void> {
    const acceptSome = () => ctx.write(async (tx) => {
      const waiting = await tx.db.selectFrom('follow_requests as r').innerJoin('accounts as a', 'a.id', 'r.target_account_id').select('r.id')
        .where('r.target_account_id', '=', accountId).where('a.locked', '=', 0).orderBy('r.id').limit(CHUNK).execute()
      for (const { id } of waiting) await acceptFollow(tx, id)
      return waiting.length
    })
    while (await acceptSome() === CHUNK);
  },
})
