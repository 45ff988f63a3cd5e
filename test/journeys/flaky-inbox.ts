// A server that takes what it is told only when it feels like it, and writes down in which order it took it.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Taken { type: string; object: string }
export type Mood = 'takes' | 'hangs up' | 'is overloaded' | 'fails'

export interface FlakyInbox {
  readonly origin: string
  /** What it took, in order. */
  readonly taken: readonly Taken[]
  /** How many it refused. */
  refused(): number
  /** Asked for each POST in turn, with what has arrived. */
  mood: (activity: Taken) => Mood
  close(): Promise<void>
}

const uriOf = (object: unknown): string => typeof object === 'string' ? object : String((object as { id?: unknown } | null)?.id ?? '')

const answers: Readonly<Record<Mood, (response: ServerResponse) => void>> = {
  'takes': (response) => { response.writeHead(202).end() },
  'hangs up': (response) => { response.destroy() },
  'is overloaded': (response) => { response.writeHead(503).end() },
  'fails': (response) => { response.writeHead(500).end() },
}

/** Starts it on `address`; on a port it had before, or on a free one. */
export async function startFlakyInbox(address: string, port = 0): Promise<FlakyInbox> {
  const taken: Taken[] = []
  let refused = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.method !== 'POST') {
        response.writeHead(404).end()
        return
      }
      const activity = JSON.parse(Buffer.concat(parts).toString('utf8')) as { type: string; object: unknown }
      const one = { type: activity.type, object: uriOf(activity.object) }
      const mood = inbox.mood(one)
      if (mood === 'takes') taken.push(one)
      else refused += 1
      answers[mood](response)
    })
  })
  await new Promise<void>((listening) => { server.listen(port, address, listening) })
  const inbox: FlakyInbox = {
    origin: `http://${address}:${(server.address() as AddressInfo).port}`, taken, mood: () => 'takes',
    refused: () => refused,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
  return inbox
}
