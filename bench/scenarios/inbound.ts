// Activities in: what one costs to verify, keep and answer, and what it costs until fully processed.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Measured } from '../child.ts'
import { createClient, together } from '../http-client.ts'
import { report } from '../report.ts'
import { postAll, publicPem, rawCost, signed, type Signed } from '../signed.ts'

const COUNT = 2000
/**
 * The ratio is that of a server that has been up for a while: V8 is done compiling its hundreds of functions after about
 * this many activities, as it is with the few raw calls after 300. What the first ones cost is printed beside.
 */
const WARMING = 8000

interface Target { actor: string; mentioned: string; inbox: string }

function signedCreate(target: Target, index: number): Signed {
  const id = `${target.actor}/statuses/${Date.now()}-${index}`
  const followers = `${target.actor}/followers`
  return signed(target.inbox, target.actor, {
    '@context': 'https://www.w3.org/ns/activitystreams', id: `${id}/activity`, type: 'Create', actor: target.actor, published: new Date().toISOString(),
    to: ['https://www.w3.org/ns/activitystreams#Public'], cc: [followers, target.mentioned],
    object: {
      id, type: 'Note', attributedTo: target.actor, published: new Date().toISOString(), to: ['https://www.w3.org/ns/activitystreams#Public'], cc: [followers, target.mentioned],
      content: `<p><span class="h-card"><a href="${target.mentioned}" class="u-url mention">@<span>reader</span></a></span> ${'words and more words '.repeat(8)} <a href="${new URL(target.actor).origin}/tags/tag1" class="mention hashtag" rel="tag">#<span>tag1</span></a></p>`,
      url: id, sensitive: false, tag: [{ type: 'Mention', href: target.mentioned, name: '@reader' }, { type: 'Hashtag', href: `${new URL(target.actor).origin}/tags/tag1`, name: '#tag1' }],
    },
  })
}

const post = (server: Measured, target: Target, count: number): Promise<void> =>
  postAll(server, Array.from({ length: count }, (_, index) => signedCreate(target, index)))

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
  const send = (count: number) => together(Array.from({ length: count }, (_, index) => index), 8, async () => { await client.post('/inbox', body, headers) })
  await send(WARMING)
  const before = await cpu()
  await send(COUNT)
  const caused = await cpu() - before
  await client.close()
  child.disconnect()
  return caused / COUNT
}

const UNSIGNED = 400
const MUST_MS = 0.2

/** What a POST of a megabyte costs that nobody has signed: refused by its headers, its body thrown away as it comes. */
async function unsigned(server: Measured): Promise<void> {
  const client = createClient(server.url, 2)
  const send = (count: number, bytes: number) => together(Array.from({ length: count }, (_, index) => index), 2, async () => {
    const { status } = await client.post('/inbox', Buffer.alloc(bytes, '['), { 'content-type': 'application/activity+json' })
    if (status !== 401) throw new Error(`unsigned, the inbox answers ${status}`)
  })
  for (const [path, bytes] of [['1 MB', 1_000_000], ['1 kB', 1000]] as const) {
    await send(UNSIGNED, bytes)
    const cost = await server.cpuOf(() => send(UNSIGNED, bytes)) / UNSIGNED
    report({ path: `an unsigned POST of ${path}, refused, server CPU`, measured: `${cost.toFixed(3)} ms`, must: `< ${MUST_MS} ms`, reached: cost < MUST_MS })
  }
  await client.close()
}

/** `receiving` has no workers: it only takes in. `working` also processes. */
export async function inbound(receiving: Measured, startWorking: () => Promise<Measured>): Promise<void> {
  const raw = await rawCost()
  const bare = await bareHttp()
  report({ path: 'for comparison: an HTTP server that reads as much and answers 202', measured: `${bare.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${(bare / raw).toFixed(2)} ×`, must: 'nothing', reached: true })
  const target = await receiving.ask<Target>({ ask: 'inbound', publicKey: publicPem, origin: 'http://127.0.0.9:9' })
  const cold = await receiving.cpuOf(() => post(receiving, target, COUNT)) / COUNT
  await post(receiving, target, WARMING - COUNT)
  const accepted = await receiving.cpuOf(() => post(receiving, target, COUNT)) / COUNT
  report({ path: 'inbound Create(Note), verified, durable, answered, server CPU', measured: `${accepted.toFixed(3)} ms (${cold.toFixed(3)} just started), raw ${raw.toFixed(3)}: ${(accepted / raw).toFixed(2)} ×`, must: '≤ 5 ×', reached: accepted / raw <= 5 })
  await unsigned(receiving)
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
