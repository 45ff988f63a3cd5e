// A lean HTTP client on one kept-alive connection each, so that the measuring side costs little.
import { Pool } from 'undici'

export interface Client {
  get(path: string, token?: string): Promise<{ status: number; bytes: number; ms: number; text(): string }>
  post(path: string, body: string | Buffer, headers: Record<string, string>): Promise<{ status: number; text: string; ms: number }>
  close(): Promise<void>
}

/** `connections` at most are used at once. */
export function createClient(url: string, connections = 4): Client {
  const pool = new Pool(url, { connections, pipelining: 1 })
  return {
    async get(path, token) {
      const began = performance.now()
      const { statusCode, body } = await pool.request({ method: 'GET', path, headers: token ? { authorization: `Bearer ${token}` } : {} })
      const content = await body.arrayBuffer()
      return { status: statusCode, bytes: content.byteLength, ms: performance.now() - began, text: () => Buffer.from(content).toString() }
    },
    async post(path, payload, headers) {
      const began = performance.now()
      const { statusCode, body } = await pool.request({ method: 'POST', path, body: payload, headers })
      const text = await body.text()
      return { status: statusCode, text, ms: performance.now() - began }
    },
    close: () => pool.close(),
  }
}

/** Runs `work` for every item, `width` at a time. */
export async function together<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, async () => {
    while (next < items.length) {
      const item = items[next++]
      if (item !== undefined) await work(item)
    }
  }))
}
