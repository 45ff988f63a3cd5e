// The peer of the crash test: takes every delivery and remembers each activity by its id.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received { type: string; object: unknown; raw: string }

/** `conflicts` names activities that came twice with different content. */
export async function startReceiver(): Promise<{ origin: string; activities: Map<string, Received>; conflicts: string[]; stop(): Promise<void> }> {
  const activities = new Map<string, Received>()
  const conflicts: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'POST') {
        const raw = Buffer.concat(chunks).toString('utf8')
        const activity = JSON.parse(raw) as { id: string; type: string; object: unknown }
        const before = activities.get(activity.id)
        if (before && before.raw !== raw) conflicts.push(activity.id)
        activities.set(activity.id, { type: activity.type, object: activity.object, raw })
      }
      response.writeHead(request.method === 'POST' ? 202 : 404).end()
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.3', resolve) })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.3:${port}`, activities, conflicts,
    stop: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}
