// Passkeys (WebAuthn level 3): what a browser is asked, and whether its answer is good. Nothing is kept here.
import type { AuthenticationResponseJSON, RegistrationResponseJSON, WebAuthnCredential } from '@simplewebauthn/server'

const lib = () => import('@simplewebauthn/server')

/** Where passkeys are good: `id` is the host, without a port, and `origin` what the browser shows. */
export interface Site { id: string; origin: string; name: string }

/** A passkey as kept: everything is text, bytes in base64url. */
export interface KeptPasskey { credential: string; publicKey: string; counter: number; transports: string }

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const transportsOf = (text: string) => text.split(' ').filter(Boolean) as NonNullable<WebAuthnCredential['transports']>
const listed = (keys: readonly KeptPasskey[]) => keys.map((key) => ({ id: key.credential, transports: transportsOf(key.transports) }))

interface Newcomer { userId: number; name: string; displayName: string; known: readonly KeptPasskey[] }

/** What `navigator.credentials.create` is asked, as JSON: a passkey that can be found without a name, kept behind a finger or a PIN. */
export const askToRegister = async (site: Site, challenge: string, { userId, name, displayName, known }: Newcomer): Promise<object> =>
  (await lib()).generateRegistrationOptions({
    rpName: site.name, rpID: site.id, userName: name, userDisplayName: displayName, userID: new Uint8Array(Buffer.from(String(userId))),
    challenge: bytes(challenge), attestationType: 'none', excludeCredentials: listed(known), timeout: 300_000,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })

/** What `navigator.credentials.get` is asked, as JSON: one of `known`, or, when that is null, any that this site has given. */
export const askToSign = async (site: Site, challenge: string, known: readonly KeptPasskey[] | null): Promise<object> =>
  (await lib()).generateAuthenticationOptions({
    rpID: site.id, challenge: bytes(challenge), userVerification: known ? 'preferred' : 'required', timeout: 300_000,
    ...known ? { allowCredentials: listed(known) } : {},
  })

function parse<T extends { id: string }>(text: string): T | null {
  try {
    const value = JSON.parse(text) as T | null
    return typeof value?.id === 'string' ? value : null
  } catch {
    return null
  }
}

/** Which passkey an answer says it is from; null for what is no answer. */
export const credentialIn = (answer: string): string | null => parse<AuthenticationResponseJSON>(answer)?.id ?? null

/** The new passkey in a browser's answer to {@link askToRegister}; null when anything about it is wrong. */
export async function readRegistration(site: Site, challenge: string, answer: string): Promise<KeptPasskey | null> {
  const response = parse<RegistrationResponseJSON>(answer)
  if (!response) return null
  try {
    const { verified, registrationInfo } = await (await lib()).verifyRegistrationResponse({
      response, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.id, requireUserVerification: true,
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    const transports = (response.response.transports ?? []).filter((one) => /^[a-z-]{1,20}$/.test(one)).slice(0, 8)
    return { credential: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports: transports.join(' ') }
  } catch {
    // The library throws for every kind of wrong answer: what it says is for developers.
    return null
  }
}

/** The new count of a passkey whose answer to {@link askToSign} is good; null when it is not. `alone`: no password was given beside it. */
export async function readSignature(site: Site, challenge: string, answer: string, key: KeptPasskey, { alone }: { alone: boolean }): Promise<number | null> {
  const response = parse<AuthenticationResponseJSON>(answer)
  if (!response) return null
  try {
    const { verified, authenticationInfo } = await (await lib()).verifyAuthenticationResponse({
      response, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.id, requireUserVerification: alone,
      credential: { id: key.credential, publicKey: bytes(key.publicKey), counter: key.counter, transports: transportsOf(key.transports) },
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}
