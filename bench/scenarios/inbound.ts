// Activities in: what one costs to verify, keep and answer, and what it costs until fully processed.
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rawActivity, rawVerify } from '../baseline/crypto.ts'
import type { Measured } from '../child.ts'
import { createClient, together } from '../http-client.ts'
import { ownCpu, report } from '../report.ts'

const COUNT = 2000
/**
 * The ratio is that of a server that has been up for a while: V8 is done compiling its hundreds of functions after about
 * this many activities, as it is with the few raw calls after 300. What the first ones cost is printed beside.
 */
const WARMING = 8000

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

interface Target { actor: string; mentioned: string; inbox: string }

function signedCreate(target: Target, index: number): { body: Buffer; headers: Record<string, string> } {
  const { host } = new URL(target.inbox)
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
  const client = createClient(server.url, 8)
  const requests = Array.from({ length: count }, (_, index) => signedCreate(target, index))
  await together(requests, 8, async ({ body, headers }) => {
    const { status, text } = await client.post('/inbox', body, headers)
    if (status !== 202) throw new Error(`the inbox answers ${status} ${text}`)
  })
  await client.close()
}

/** What node:http alone takes for a request of this size, ms of CPU. */
async function bareHttp(): Promise<number> {
  const child = fork(new URL('../bare-inbox.ts', import.meta.url))
  const told = () => once(child, 'message').then(([message]) => message as { port: number; cpu: number })
  const { port } = await told()
  const client = createClient(`http://127.0.0.1:${port}`, 8)
  const { body, headers } = signedCreate({ actor: 'http://127.0.0.9:9/users/a', mentioned: 'http://127.0.0.1/ap/users/1', inbox: 'http://127.0.0.1/inbox' }, 1)
  const cpu = async () => {
    child.send('cpu')
    return (await told()).cpu
  }
  const postAll = (count: number) => together(Array.from({ length: count }, (_, index) => index), 8, async () => { await client.post('/inbox', body, headers) })
  await postAll(WARMING)
  const before = await cpu()
  await postAll(COUNT)
  const caused = await cpu() - before
  await client.close()
  child.disconnect()
  return caused / COUNT
}

/** `receiving` has no workers: it only takes in. `working` also processes. */
export async function inbound(receiving: Measured, startWorking: () => Promise<Measured>): Promise<void> {
  const raw = await rawCost()
  const bare = await bareHttp()
  report({ path: 'for comparison: an HTTP server that reads as much and answers 202', measured: `${bare.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${(bare / raw).toFixed(2)} ×`, must: 'nothing', reached: true })
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string
  const target = await receiving.ask<Target>({ ask: 'inbound', publicKey: publicPem, origin: 'http://127.0.0.9:9' })
  const cold = await receiving.cpuOf(() => post(receiving, target, COUNT)) / COUNT
  await post(receiving, target, WARMING - COUNT)
  const accepted = await receiving.cpuOf(() => post(receiving, target, COUNT)) / COUNT
  report({ path: 'inbound Create(Note), verified, durable, answered, server CPU', measured: `${accepted.toFixed(3)} ms (${cold.toFixed(3)} just started), raw ${raw.toFixed(3)}: ${(accepted / raw).toFixed(2)} ×`, must: '≤ 5 ×', reached: accepted / raw <= 5 })
  await receiving.stop()

  const working = await startWorking()
  await working.ask({ ask: 'idle' })
  const again = await working.ask<Target>({ ask: 'inbound', publicKey: publicPem, origin: 'http://127.0.0.8:9' })
  const process = async (count: number) => {
    await post(working, again, count)
    await working.ask({ ask: 'idle' })
  }
  const first = await working.cpuOf(() => process(COUNT)) / COUNT
  await process(WARMING - COUNT)
  const whole = await working.cpuOf(() => process(COUNT)) / COUNT
  report({ path: 'inbound Create(Note), fully processed, server CPU', measured: `${whole.toFixed(3)} ms (${first.toFixed(3)} just started), raw ${raw.toFixed(3)}: ${(whole / raw).toFixed(2)} ×`, must: '≤ 20 ×', reached: whole / raw <= 20 })
  await working.stop()
}
