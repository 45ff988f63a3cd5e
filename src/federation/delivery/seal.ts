// Our public activities carry a Linked Data signature, so that servers may pass them on. It is made where they are sent,
// once for all their inboxes: nobody who writes, and no transaction, waits for it.
import type { Context } from '#domain/context.ts'
import { actorUri } from '#domain/addresses.ts'
import { PUBLIC } from '../documents/context.ts'
import { signLinkedData } from '../proofs/linked-data.ts'
import type { SigningKey } from '../signatures/signing.ts'

type Sealing = Pick<Context, 'config' | 'log'>

interface Said { readonly body: string; readonly saidAt: number; readonly accountId: number }

const isPublic = ({ to, cc }: { to?: unknown; cc?: unknown }): boolean => [to, cc].flat().includes(PUBLIC)

/**
 * The text of an activity of `accountId` as it is sent: with a signature of `saidAt` (epoch ms) if it is for everybody and the
 * account's own, the same to the letter whenever it is sent again. What is passed on for others stays as it is.
 */
export async function seal({ config, log }: Sealing, { body, saidAt, accountId }: Said, key: SigningKey | null): Promise<string> {
  if (!key || !body.includes(PUBLIC)) return body
  const activity = JSON.parse(body) as Record<string, unknown>
  if (activity['actor'] !== actorUri(config, accountId) || activity['signature'] !== undefined || !isPublic(activity)) return body
  try {
    return JSON.stringify(await signLinkedData(activity, key, saidAt))
  } catch (error) {
    log.error({ err: error, activity: activity['id'] }, 'an activity could not be signed for passing on')
    return body
  }
}
