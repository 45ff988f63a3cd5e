// The least that an inbox over HTTP can cost: node:http reads a body and answers 202. Ends with who started it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    response.writeHead(Buffer.concat(parts).length > 0 ? 202 : 400).end()
  })
})

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port, cpu: 0 }))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ port: 0, cpu: (user + system) / 1000 })
})
process.on('disconnect', () => process.exit())
