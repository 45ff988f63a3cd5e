// Open streams for tests, as apps open them: by WebSocket and as server-sent events.
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket, type ClientOptions } from 'ws'

/** One message of a stream; `stream` is empty for server-sent events. */
export interface Streamed { stream: string[]; event: string; payload: string; error?: string; status?: number }

export interface TestStream {
  readonly heard: Streamed[]
  /** Waits until a message fits, or fails after `ms`. Earlier messages count. */
  until(fits: (message: Streamed) => boolean, ms?: number): Promise<Streamed>
  /** Resolves when the server has ended it, with the close code (0 for server-sent events). */
  readonly ended: Promise<number>
  close(): void
}

export interface TestSocket extends TestStream {
  readonly socket: WebSocket
  send(message: Record<string, unknown>): void
  subscribe(stream: string, more?: Record<string, unknown>): void
}

function hearing(heard: Streamed[]): TestStream['until'] {
  return async (fits, ms = 3000) => {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(5)) {
      const found = heard.find(fits)
      if (found) return found
    }
    throw new Error(`nothing of the kind came; heard: ${JSON.stringify(heard).slice(0, 2000)}`)
  }
}

/** Opens a WebSocket; rejects with the refusal's status when it is not let in. */
export function openSocket(base: string, query: Record<string, string>, { protocols = [] as string[], ...options }: ClientOptions & { protocols?: string[] } = {}): Promise<TestSocket> {
  const url = `${base.replace(/^http/, 'ws')}/api/v1/streaming?${new URLSearchParams(query)}`
  const socket = new WebSocket(url, protocols, options)
  const heard: Streamed[] = []
  const ended = new Promise<number>((resolve) => { socket.once('close', resolve) })
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as Streamed))
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))))
    socket.on('error', reject)
    const send = (message: Record<string, unknown>) => socket.send(JSON.stringify(message))
    socket.once('open', () => resolve({
      socket, heard, ended, send, until: hearing(heard), close: () => socket.terminate(),
      subscribe: (stream, more = {}) => send({ type: 'subscribe', stream, ...more }),
    }))
  })
}

function readEvents(text: string, heard: Streamed[]): void {
  const [, event] = /^event: (.*)$/m.exec(text) ?? []
  const [, payload = ''] = /^data: (.*)$/m.exec(text) ?? []
  if (event) heard.push({ stream: [], event, payload })
}

/** Opens server-sent events; rejects with the refusal's status and text. */
export async function openEvents(base: string, path: string, { token, query = {} }: { token?: string; query?: Record<string, string> }): Promise<TestStream & { headers: Headers }> {
  const leave = new AbortController()
  const response = await fetch(`${base}/api/v1/streaming/${path}?${new URLSearchParams(query)}`, {
    signal: leave.signal, headers: token ? { authorization: `Bearer ${token}` } : {},
  })
  if (response.status !== 200 || !response.body) throw new Error(`${response.status} ${await response.text()}`)
  const heard: Streamed[] = []
  const ended = (async () => {
    let rest = ''
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const parts = (rest + chunk).split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) readEvents(part, heard)
      }
    } catch { /* Left by the test itself. */ }
    return 0
  })()
  return { heard, ended, headers: response.headers, until: hearing(heard), close: () => leave.abort() }
}
