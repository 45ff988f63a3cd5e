// What can be guessed is tried only so often: each form that asks for a secret, or sends a letter, counts first.
import { requireAttempt, type Attempt } from '#domain/access/throttle.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Visit } from './visit.ts'

/** Counts one try by the visitor's address and by `email`. Too many are refused, and whatever page says so says when to come back. */
export async function countTry({ ctx, request, reply }: Visit, attempt: Attempt, email: string): Promise<void> {
  try {
    await ctx.write((tx) => requireAttempt(tx, attempt, { ip: request.ip, email }))
  } catch (error) {
    if (error instanceof Refusal && error.details.retryAfter !== undefined) reply.header('retry-after', String(error.details.retryAfter))
    throw error
  }
}
