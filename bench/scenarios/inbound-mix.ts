// What other servers send on an ordinary day, fully processed: new posts, favourites, boosts, deletions and edits, by
// twenty people whom ten members follow.
import type { Measured } from '../child.ts'
import { report } from '../report.ts'
import { postAll, publicPem, rawCost, signed, type Signed } from '../signed.ts'

const COUNT = 2000
const WARMING = 8000

/** Of twenty in a row: Create 30 %, Like 25 %, Announce 25 %, Delete 15 %, Update 5 %. */
const DAY = 'CLADCLACULADCLACDLAC'

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const CONTEXT = 'https://www.w3.org/ns/activitystreams'

interface Target { inbox: string; actors: string[]; mentioned: string; statuses: string[] }

/** Makes one activity after another, never the same; what is edited or deleted was created long before. */
function dayOf({ inbox, actors, mentioned, statuses }: Target): () => Signed {
  const mark = Date.now()
  const written: { actor: string; id: string }[] = []
  let [made, liked, boosted] = [0, 0, 0]
  const note = (actor: string, id: string, edited: boolean) => ({
    id, type: 'Note', attributedTo: actor, published: new Date(mark).toISOString(), to: [PUBLIC], cc: [`${actor}/followers`, mentioned], url: id,
    content: `<p>${edited ? 'other words ' : 'words and more words '.repeat(8)}<a href="${new URL(actor).origin}/tags/tag1" class="mention hashtag" rel="tag">#<span>tag1</span></a></p>`,
    tag: [{ type: 'Mention', href: mentioned, name: '@reader' }, { type: 'Hashtag', href: `${new URL(actor).origin}/tags/tag1`, name: '#tag1' }],
    ...(edited ? { updated: new Date().toISOString() } : {}),
  })
  /** Each pair of a person and a post once. */
  const pair = (index: number) => ({ actor: actors[index % actors.length] ?? '', object: statuses[Math.floor(index / actors.length) % statuses.length] ?? '' })
  const sent = (actor: string, type: string, more: object): Signed =>
    signed(inbox, actor, { '@context': CONTEXT, id: `${actor}/activities/${mark}-${made}`, type, actor, published: new Date().toISOString(), to: [PUBLIC], ...more })

  function create(): Signed {
    const actor = actors[made % actors.length] ?? ''
    const id = `${actor}/statuses/${mark}-${made}`
    written.push({ actor, id })
    return sent(actor, 'Create', { cc: [`${actor}/followers`, mentioned], object: note(actor, id, false) })
  }

  return () => {
    const kind = DAY[made++ % DAY.length]
    const old = kind === 'D' || kind === 'U' ? written.splice(0, 1)[0] : undefined
    if (kind === 'D' && old) return sent(old.actor, 'Delete', { object: { id: old.id, type: 'Tombstone' } })
    if (kind === 'U' && old) return sent(old.actor, 'Update', { object: note(old.actor, old.id, true) })
    if (kind === 'C') return create()
    const { actor, object } = pair(kind === 'L' ? liked++ : boosted++)
    return sent(actor, kind === 'L' ? 'Like' : 'Announce', { object, ...(kind === 'A' ? { cc: [`${actor}/followers`] } : {}) })
  }
}

/** Reports what one activity of the mix costs until everything that follows from it has happened. */
export async function inboundMix(server: Measured): Promise<void> {
  await server.ask({ ask: 'idle' })
  const next = dayOf(await server.ask<Target>({ ask: 'mix', publicKey: publicPem, origin: 'http://127.0.0.7:9' }))
  const process = async (requests: readonly Signed[]) => {
    await postAll(server, requests)
    await server.ask({ ask: 'idle' })
  }
  await process(Array.from({ length: WARMING }, next))
  const requests = Array.from({ length: COUNT }, next)
  const before = await rawCost()
  const cost = await server.cpuOf(() => process(requests)) / COUNT
  const raw = (before + await rawCost()) / 2
  report({ path: 'inbound mix, fully processed, server CPU', measured: `${cost.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${(cost / raw).toFixed(2)} ×`, must: '≤ 20 ×', reached: cost / raw <= 20 })
  await server.stop()
}
