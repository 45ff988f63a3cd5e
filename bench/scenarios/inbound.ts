// Activities in: what one costs to verify, keep and answer, and what it costs until fully processed.
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { rawActivity, rawVerify } from '../baseline/crypto.ts'
import type { Measured } from '../child.ts'
import { createClient, together } from '../http-client.ts'
import { ownCpu, report } from '../report.ts'

const COUNT = 2000
/** A server is as warm after this many as the raw calls are after 300. */
const WARMING = 2000

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

interface Target { actor: string; mentioned: string; inbox: string }

function signedCreate(target: Target, host: string, index: number): { body: Buffer; headers: Record<string, string> } {
  const id = `${target.actor}/statuses/${Date.now()}-${index}`
  const followers = `${target.actor}/followers`
  const body = Buffer.from(JSON.stringify({
    '@context': 'https://www.w3.org/ns/activitystreams', id: `${id}/activity`, type: 'Create', actor: target.actor, published: new Date().toISOString(),
    to: ['https://www.w3.org/ns/activitystreams#Public'], cc: [followers, target.mentioned],
    object: {
      id, type: 'Note', attributedTo: target.actor, published: new Date().toISOString(), to: ['https://www.w3.org/ns/activitystreams#Public'], cc: [followers, target.mentioned],
      content: `<p><span class="h-card"><a href="${target.mentioned}" class="u-url mention">@<span>reader</span></a></span> ${'words and more words '.repeat(8)} <a href="${new URL(target.actor).origin}/tags/tag1" class="mention hashtag" rel="tag">#<span>tag1</span></a></p>`,
      url: id, sensitive: false, tag: [{ type: 'Mention', href: target.mentioned, name: '@reader' }, { type: 'Hashtag', href: `${new URL(target.actor).origin}/tags/tag1`, name: '#tag1' }],
    },
  }))
  const date = new Date().toUTCString()
  const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`
  const signature = createSign('sha256').update(`(request-target): post /inbox\nhost: ${host}\ndate: ${date}\ndigest: ${digest}`).sign(privateKey, 'base64')
  return {
    body,
    headers: {
      host, date, digest, 'content-type': 'application/activity+json',
      signature: `keyId="${target.actor}#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature}"`,
    },
  }
}

async function rawCost(): Promise<number> {
  const activities = Array.from({ length: COUNT }, (_, index) => rawActivity(index))
  for (const one of activities.slice(0, 300)) rawVerify(one)
  return await ownCpu(() => { for (const one of activities) if (!rawVerify(one)) throw new Error('the baseline does not verify') }) / COUNT
}

async function post(server: Measured, target: Target, count: number): Promise<void> {
  const { host } = new URL(server.url)
  const client = createClient(server.url, 8)
  const requests = Array.from({ length: count }, (_, index) => signedCreate(target, host, index))
  await together(requests, 8, async ({ body, headers }) => {
    const { status, text } = await client.post('/inbox', body, headers)
    if (status !== 202) throw new Error(`the inbox answers ${status} ${text}`)
  })
  await client.close()
}

/** `receiving` has no workers: it only takes in. `working` also processes. */
export async function inbound(receiving: Measured, startWorking: () => Promise<Measured>): Promise<void> {
  const raw = await rawCost()
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string
  const target = await receiving.ask<Target>({ ask: 'inbound', publicKey: publicPem, origin: 'http://127.0.0.9:9' })
  await post(receiving, target, WARMING)
  let accepted = 0
  accepted = await receiving.cpuOf(() => post(receiving, target, COUNT)) / COUNT
  report({ path: 'inbound Create(Note), verified, durable, answered, server CPU', measured: `${accepted.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${(accepted / raw).toFixed(2)} ×`, must: '≤ 5 ×', reached: accepted / raw <= 5 })
  await receiving.stop()

  const working = await startWorking()
  await working.ask({ ask: 'idle' })
  const again = await working.ask<Target>({ ask: 'inbound', publicKey: publicPem, origin: 'http://127.0.0.8:9' })
  await post(working, again, WARMING)
  await working.ask({ ask: 'idle' })
  const whole = await working.cpuOf(async () => {
    await post(working, again, COUNT)
    await working.ask({ ask: 'idle' })
  }) / COUNT
  report({ path: 'inbound Create(Note), fully processed, server CPU', measured: `${whole.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${(whole / raw).toFixed(2)} ×`, must: '≤ 20 ×', reached: whole / raw <= 20 })
  await working.stop()
}
