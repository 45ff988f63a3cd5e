// A push service and a device behind it: takes messages on loopback and decrypts them with code of its own, RFC 8291
// and the draft before it, so that what we send is checked by somebody else's reading of both.
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Pushed { path: string; headers: IncomingHttpHeaders; body: Buffer }

/** A device's keys, and how it reads what comes. */
export function makeDevice() {
  const ecdh = createECDH('prime256v1')
  const p256dh = ecdh.generateKeys('base64url')
  const auth = randomBytes(16)
  const own = ecdh.getPublicKey()
  const hkdf = (salt: Buffer, key: Buffer, info: Buffer, length: number) => Buffer.from(hkdfSync('sha256', key, salt, info, length))
  const open = (key: Buffer, nonce: Buffer, sealed: Buffer) => {
    const decipher = createDecipheriv('aes-128-gcm', key, nonce)
    decipher.setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  }

  function readStandard(body: Buffer): string {
    const salt = body.subarray(0, 16)
    const sender = body.subarray(21, 21 + body.readUInt8(20))
    const secret = hkdf(auth, ecdh.computeSecret(sender), Buffer.concat([Buffer.from('WebPush: info\0'), own, sender]), 32)
    const plain = open(
      hkdf(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16), hkdf(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12),
      body.subarray(21 + sender.length))
    return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
  }

  function readDraft({ headers, body }: Pushed): string {
    const salt = Buffer.from(/salt=([\w-]+)/.exec(String(headers['encryption']))?.[1] ?? '', 'base64url')
    const sender = Buffer.from(/dh=([\w-]+)/.exec(String(headers['crypto-key']))?.[1] ?? '', 'base64url')
    const sized = (key: Buffer) => Buffer.concat([Buffer.from([0, key.length]), key])
    const context = Buffer.concat([Buffer.from('P-256\0'), sized(own), sized(sender)])
    const secret = hkdf(auth, ecdh.computeSecret(sender), Buffer.from('Content-Encoding: auth\0'), 32)
    const info = (name: string) => Buffer.concat([Buffer.from(`Content-Encoding: ${name}\0`), context])
    const plain = open(hkdf(salt, secret, info('aesgcm'), 16), hkdf(salt, secret, info('nonce'), 12), body)
    return plain.subarray(2 + plain.readUInt16BE(0)).toString('utf8')
  }

  return {
    keys: { p256dh, auth: auth.toString('base64url') },
    read: (pushed: Pushed): Record<string, unknown> =>
      JSON.parse(pushed.headers['content-encoding'] === 'aes128gcm' ? readStandard(pushed.body) : readDraft(pushed)) as Record<string, unknown>,
  }
}

/** The claims of a message's VAPID token, if `publicKey` (base64url point) signed it; else null. */
export function readVapid({ headers }: Pushed, publicKey: string): Record<string, unknown> | null {
  const [head = '', claims = '', signature = ''] = (/(?:t=|WebPush )([\w.-]+)/.exec(String(headers.authorization))?.[1] ?? '').split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } })
  const good = verify('sha256', Buffer.from(`${head}.${claims}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  return good ? JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown> : null
}

/** Listens on loopback and keeps what it is sent; `answer` is the status of the next answers, 201 unless changed. */
export async function startPushService() {
  const received: Pushed[] = []
  const service = { received, answer: 201, retryAfter: null as string | null, origin: '', close: async () => {} }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(service.answer, service.retryAfter === null ? {} : { 'retry-after': service.retryAfter }).end()
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  service.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  service.close = () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()) })
  return service
}
