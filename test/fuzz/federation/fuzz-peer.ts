// The peer of the fuzz: serves what it was given, knows every handle, takes every POST, and remembers nothing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Page { readonly body: string; readonly type?: string; readonly status?: number; readonly headers?: Record<string, string> }

export interface FuzzPeer {
  readonly origin: string
  readonly host: string
  /** By path and query; emptied by whoever filled it. */
  readonly pages: Map<string, Page>
  /** WebFinger answers by resource, where they are not the true ones. */
  readonly handles: Map<string, Page>
  close(): Promise<void>
}

const AS2 = 'application/activity+json'

/** Listens on `address` of 127.0.0.0/8. */
export async function startFuzzPeer(address: string): Promise<FuzzPeer> {
  const pages = new Map<string, Page>()
  const handles = new Map<string, Page>()
  let origin = ''

  function trueHandle(resource: string): Page | undefined {
    const [, name = ''] = /^acct:(\w+)@/.exec(resource) ?? []
    return name === '' ? undefined
      : { type: 'application/jrd+json', body: JSON.stringify({ subject: resource, links: [{ rel: 'self', type: AS2, href: `${origin}/users/${name}` }] }) }
  }

  const server = createServer((request, response) => {
    request.resume()
    const url = new URL(request.url ?? '/', 'http://peer')
    const resource = url.pathname === '/.well-known/webfinger' ? url.searchParams.get('resource') ?? '' : null
    const page = request.method === 'POST' ? { body: '', status: 202 } : resource === null ? pages.get(url.pathname + url.search) : handles.get(resource) ?? trueHandle(resource)
    response.writeHead(page?.status ?? (page ? 200 : 404), { 'content-type': page?.type ?? AS2, ...page?.headers }).end(page?.body ?? '')
  })
  await new Promise<void>((listening) => { server.listen(0, address, listening) })
  const host = `${address}:${(server.address() as AddressInfo).port}`
  origin = `http://${host}`
  return {
    origin, host, pages, handles,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
