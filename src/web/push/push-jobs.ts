// Sends messages to devices through their push services: tried again while a service is away, for as long as the
// message is news; a device that a service does not know any more is forgotten.
import type { Context } from '#domain/context.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { duePush, PUSH_FOR_MS, SEND_PUSH, type PushJob } from '#domain/push/messages.ts'
import { dropSubscription } from '#domain/push/subscriptions.ts'
import type { Outbound } from '#machinery/http/outbound.ts'
import { retryAfter } from '#machinery/http/retry-after.ts'
import { TryLater } from '#machinery/jobs/queue.ts'
import { pushRequest, type PushSigner } from '#machinery/push/push-request.ts'
import { composePush } from './compose-push.ts'

interface Sends extends Context { readonly outbound: Outbound }

const TIMEOUT_MS = 10_000
const MAX_ANSWER = 16 * 1024
/** Answers after which the same message may get through later. */
const TRY_AGAIN = new Set([408, 425, 429])

async function signerOf({ db, config }: Sends): Promise<PushSigner> {
  const [{ vapidPublicKey, vapidPrivateKey }, { contactEmail }] = await Promise.all([readSecrets(db), readSettings(db)])
  const subject = contactEmail !== '' ? `mailto:${contactEmail}` : config.origin.startsWith('https:') ? config.origin : `mailto:webmaster@${new URL(config.origin).hostname}`
  return { subject, publicKey: vapidPublicKey, privateKey: vapidPrivateKey }
}

async function send(ctx: Sends, job: PushJob): Promise<void> {
  const due = await duePush(ctx.db, job, ctx.clock.now())
  const message = due && await composePush(ctx, due)
  if (!due || !message) return
  const { id, endpoint, key_p256dh: p256dh, key_auth: auth, standard } = due.subscription
  const request = await pushRequest({ endpoint, p256dh, auth, standard: standard === 1 }, JSON.stringify(message), {
    signer: await signerOf(ctx), ttl: PUSH_FOR_MS / 1000,
  })
  const answer = await ctx.outbound.request(endpoint, { method: 'POST', ...request, maxBytes: MAX_ANSWER, timeoutMs: TIMEOUT_MS })
  // Nothing that may ever be reached: the address itself is refused.
  if (!answer.ok && (answer.reason === 'forbidden-address' || answer.reason === 'forbidden-scheme' || answer.reason === 'invalid-url')) {
    ctx.log.info({ reason: answer.reason }, 'a device gave an address that is not reached')
    return ctx.write((tx) => dropSubscription(tx, id))
  }
  if (!answer.ok) throw new Error(`push service: ${answer.reason}`)
  if (answer.status < 300) return
  // Of a 4xx nothing will come later either; so with Mastodon.
  if (answer.status >= 400 && answer.status < 500 && !TRY_AGAIN.has(answer.status)) return ctx.write((tx) => dropSubscription(tx, id))
  const later = retryAfter(answer.headers['retry-after'], ctx.clock.now())
  throw later === null ? new Error(`push service: ${answer.status}`) : new TryLater(`push service: ${answer.status}, later`, later)
}

/** The handler of `push.send`. */
export const pushJobs = (ctx: Sends) => ({ [SEND_PUSH]: (job: PushJob): Promise<void> => send(ctx, job) })
