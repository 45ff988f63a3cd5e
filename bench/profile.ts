// What a server spends its time on while something is measured: V8's own sampling, summed up by function.
import { Session } from 'node:inspector/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const EVERY_US = 200

/** One function's share of the time that was not spent waiting; `within` counts what it called too. */
export interface Share { name: string; at: string; own: number; within: number }

const session = new Session()

/** Begins to sample this process. */
export async function startProfile(): Promise<void> {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: EVERY_US })
  await session.post('Profiler.start')
}

interface Node { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }

const placeOf = ({ callFrame: { url, lineNumber } }: Node): string =>
  url.startsWith('file:') ? `${relative(process.cwd(), fileURLToPath(url))}:${lineNumber + 1}` : url

/** Ends it and tells every function's share, the dearest in itself first. */
export async function stopProfile(): Promise<Share[]> {
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const nodes = new Map((profile.nodes as Node[]).map((node) => [node.id, node]))
  const hits = new Map<number, number>()
  for (const id of profile.samples ?? []) hits.set(id, (hits.get(id) ?? 0) + 1)
  const shares = new Map<string, Share>()
  let busy = 0
  const walk = (node: Node, above: ReadonlySet<string>): number => {
    const name = node.callFrame.functionName || '(anonymous)'
    const at = placeOf(node)
    const key = `${name} ${at}`
    const own = hits.get(node.id) ?? 0
    if (name !== '(idle)' && name !== '(root)') busy += own
    const inside = new Set(above).add(key)
    const within = (node.children ?? []).reduce((sum, id) => sum + walk(nodes.get(id) as Node, inside), own)
    const share = shares.get(key) ?? { name, at, own: 0, within: 0 }
    share.own += own
    if (!above.has(key)) share.within += within
    shares.set(key, share)
    return within
  }
  walk(profile.nodes[0] as Node, new Set())
  return [...shares.values()].filter(({ name }) => name !== '(idle)' && name !== '(root)')
    .map((share) => ({ ...share, own: share.own / busy, within: share.within / busy })).sort((a, b) => b.own - a.own)
}
