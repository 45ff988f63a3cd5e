// The raw baseline of a page: node:http that answers everything with the same bytes, in a process of its own that tells
// its CPU over IPC.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

process.on('message', ({ body, ask }: { body?: string; ask?: string }) => {
  if (ask === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: (user + system) / 1000 })
    return
  }
  const bytes = Buffer.from(body ?? '', 'base64')
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'content-length': bytes.length }).end(bytes)
  })
  server.listen(0, '127.0.0.1', () => { process.send?.({ port: (server.address() as AddressInfo).port }) })
})
process.on('disconnect', () => process.exit())
