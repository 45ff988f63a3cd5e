// A passkey made of software, as a phone would be: P-256, a signature counter, answers as a browser hands them on.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

interface CreationOptions { challenge: string; rp: { id: string }; user: { id: string } }
interface RequestOptions { challenge: string; rpId: string; allowCredentials?: { id: string }[] }

export interface SoftwarePasskey {
  readonly id: string
  /** The answer to the options of `navigator.credentials.create`, as JSON. */
  register(options: CreationOptions): string
  /** The answer to the options of `navigator.credentials.get`, as JSON. */
  sign(options: RequestOptions, changes?: { origin?: string; verified?: boolean; counter?: number }): string
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const text = (data: Buffer | string) => Buffer.from(data).toString('base64url')
const number32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

// CBOR, as much of it as a passkey needs: maps, short texts and bytes, small integers.
const head = (major: number, length: number) => length < 24 ? Buffer.from([major << 5 | length]) : length < 256 ? Buffer.from([major << 5 | 24, length])
  : Buffer.from([major << 5 | 25, length >> 8, length & 255])
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one as never)])])
}

const PRESENT = 1
const VERIFIED = 4
const ATTESTED = 64

function publicKeyOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return cbor(new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]))
}

const clientData = (type: string, challenge: string, origin: string) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

/** Makes one that believes it is on a page of `origin`. */
export function softwarePasskey(origin: string): SoftwarePasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential = randomBytes(32)
  const id = text(credential)
  let used = 0
  let userHandle = ''
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform' }
  return {
    id,
    register({ challenge, rp, user }) {
      userHandle = user.id
      const data = Buffer.concat([
        sha256(rp.id), Buffer.from([PRESENT | VERIFIED | ATTESTED]), number32(used), Buffer.alloc(16),
        Buffer.from([0, credential.length]), credential, publicKeyOf(publicKey),
      ])
      const attestation = cbor(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', data]]))
      const response = { clientDataJSON: text(clientData('webauthn.create', challenge, origin)), attestationObject: text(attestation), transports: ['internal'] }
      return JSON.stringify({ ...common, response })
    },
    sign({ challenge, rpId }, { origin: elsewhere = origin, verified = true, counter } = {}) {
      used = counter ?? used + 1
      const data = Buffer.concat([sha256(rpId), Buffer.from([PRESENT | (verified ? VERIFIED : 0)]), number32(used)])
      const told = clientData('webauthn.get', challenge, elsewhere)
      const signature = sign('sha256', Buffer.concat([data, sha256(told)]), privateKey)
      return JSON.stringify({ ...common, response: { clientDataJSON: text(told), authenticatorData: text(data), signature: text(signature), userHandle } })
    },
  }
}

const unescape = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&#39;', '\'').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** What a page's passkey form asks the browser. */
export function optionsOn(html: string): CreationOptions & RequestOptions {
  const [, options] = /data-options="([^"]*)"/.exec(html) ?? []
  if (!options) throw new Error('the page asks for no passkey')
  return JSON.parse(unescape(options)) as CreationOptions & RequestOptions
}
