// An inbox on loopback that records what reaches it and answers as the test says. It can go away and come back.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received { path: string; headers: IncomingHttpHeaders; raw: Buffer; body: Record<string, unknown> }
type Reply = number | { status: number; headers?: Record<string, string> } | 'hang'

export interface Receiver {
  readonly origin: string
  readonly host: string
  readonly received: Received[]
  /** What is answered; 202 unless changed. */
  answer: (request: Received) => Reply
  /** How many requests are being answered at this moment, and at most so far. */
  busy(): { now: number; most: number }
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

/** Listens on `address` of 127.0.0.0/8. Each request takes `delayMs`. */
export async function startReceiver(address: string, { delayMs = 0 } = {}): Promise<Receiver> {
  const received: Received[] = []
  let now = 0
  let most = 0
  let server: Server | null = null
  let port = 0
  const receiver: Receiver = {
    get origin() { return `http://${address}:${port}` },
    get host() { return `${address}:${port}` },
    received,
    answer: () => 202,
    busy: () => ({ now, most }),
    async down() {
      server?.closeAllConnections()
      await new Promise<void>((resolve) => { if (server) server.close(() => resolve()); else resolve() })
      server = null
    },
    async up() {
      server = createServer((request, response) => {
        const chunks: Buffer[] = []
        request.on('data', (chunk: Buffer) => chunks.push(chunk))
        request.on('end', () => {
          const raw = Buffer.concat(chunks)
          const one = { path: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw.toString()) as Record<string, unknown> }
          now += 1
          most = Math.max(most, now)
          const reply = receiver.answer(one)
          received.push(one)
          if (reply === 'hang') return
          setTimeout(() => {
            now -= 1
            const { status, headers = {} } = typeof reply === 'number' ? { status: reply } : reply
            response.writeHead(status, headers).end()
          }, delayMs)
        })
      })
      await new Promise<void>((resolve) => { server?.listen(port, address, resolve) })
      port = (server.address() as AddressInfo).port
    },
    close: () => receiver.down(),
  }
  await receiver.up()
  return receiver
}
