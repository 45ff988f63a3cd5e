// What peers send in the bench: signed activities, a few at a time; and what the least of their check costs.
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { rawActivity, rawVerify } from './baseline/crypto.ts'
import type { Measured } from './child.ts'
import { createClient, together } from './http-client.ts'
import { median, ownCpu } from './report.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** The key of every peer in the bench. */
export const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string

export interface Signed { readonly body: Buffer; readonly headers: Record<string, string> }

/** An activity of `actor`, signed for the shared inbox at `inbox`. */
export function signed(inbox: string, actor: string, activity: object): Signed {
  const body = Buffer.from(JSON.stringify(activity))
  const { host } = new URL(inbox)
  const date = new Date().toUTCString()
  const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`
  const signature = createSign('sha256').update(`(request-target): post /inbox\nhost: ${host}\ndate: ${date}\ndigest: ${digest}`).sign(privateKey, 'base64')
  return {
    body,
    headers: {
      host, date, digest, 'content-type': 'application/activity+json',
      signature: `keyId="${actor}#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature}"`,
    },
  }
}

const SENDERS = 8

/** Sends all of these, in their order, eight at a time; each must be accepted. */
export async function postAll(server: Measured, requests: readonly Signed[]): Promise<void> {
  const client = createClient(server.url, SENDERS)
  await together(requests, SENDERS, async ({ body, headers }) => {
    const { status, text } = await client.post('/inbox', body, headers)
    if (status !== 202) throw new Error(`the inbox answers ${status} ${text}`)
  })
  await client.close()
}

const RAW_COUNT = 2000
const RAW_ROUNDS = 7

/** What parse, digest and RSA check of one activity cost here and now, ms of CPU: the middle of several rounds. */
export async function rawCost(): Promise<number> {
  const activities = Array.from({ length: RAW_COUNT }, (_, index) => rawActivity(index))
  for (const one of activities.slice(0, 300)) rawVerify(one)
  const rounds: number[] = []
  for (let round = 0; round < RAW_ROUNDS; round++) {
    rounds.push(await ownCpu(() => { for (const one of activities) if (!rawVerify(one)) throw new Error('the baseline does not verify') }) / RAW_COUNT)
  }
  return median(rounds)
}
