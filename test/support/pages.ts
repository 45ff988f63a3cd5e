// Another site on loopback: pages that posts link to, as the test writes them, and how often each was asked for.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Page { type?: string; status?: number; body: string | Buffer; headers?: Record<string, string> }

export interface Site {
  readonly origin: string
  readonly pages: Map<string, Page>
  readonly asked: { path: string; headers: IncomingHttpHeaders }[]
  close(): Promise<void>
}

/** Listens on `address` of 127.0.0.0/8; what no page is there for is a 404. */
export async function startSite(address = '127.0.0.1'): Promise<Site> {
  const pages = new Map<string, Page>()
  const asked: Site['asked'] = []
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    const page = pages.get(request.url ?? '')
    response.writeHead(page?.status ?? (page ? 200 : 404), { 'content-type': page?.type ?? 'text/html; charset=utf-8', ...page?.headers }).end(page?.body ?? '')
  })
  await new Promise<void>((resolve) => { server.unref().listen(0, address, resolve) })
  return {
    origin: `http://${address}:${(server.address() as AddressInfo).port}`, pages, asked,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
}
