// A person on another server, as the resolver would describe them after a fetch.
import { generateKeyPairSync } from 'node:crypto'
import type { RemoteProfile } from '#domain/accounts/remote-profile.ts'

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })

/** `name` at the server with `origin`, e.g. http://127.0.0.3:9000. */
export function remoteProfile(origin: string, name: string): RemoteProfile {
  const uri = `${origin}/users/${name}`
  return {
    uri, url: `${origin}/@${name}`, username: name, host: new URL(origin).host, displayName: name, note: '', fields: [], actorType: 'Person',
    locked: false, discoverable: null, indexable: false, memorial: false, inboxUrl: `${uri}/inbox`, sharedInboxUrl: `${origin}/inbox`, outboxUrl: null,
    followersUrl: `${uri}/followers`, followingUrl: null, featuredUrl: null, featuredTagsUrl: null, avatarUrl: null, headerUrl: null, alsoKnownAs: [],
    keys: [{ uri: `${uri}#main-key`, algorithm: 'rsa', publicKey }], emojis: [], createdAt: null, handleVerified: true,
  }
}
