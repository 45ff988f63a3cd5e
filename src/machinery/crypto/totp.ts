// Codes of authenticator apps (RFC 6238: SHA-1, six digits, thirty seconds), and the square that carries a secret to one.

const lib = () => import('otplib')

const STEP_SECONDS = 30

/** A new secret, in the Base32 that people can type: 160 bits. */
export const newTotpSecret = async (): Promise<string> => (await lib()).generateSecret()

/** The time step that `code` belongs to at `now` (epoch ms), one step early or late allowed; null when it is no such code. */
export async function totpStep(secret: string, code: string, now: number): Promise<number | null> {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const result = (await lib()).verifySync({ secret, token, epoch: Math.floor(now / 1000), epochTolerance: STEP_SECONDS })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}

/** What the square says: whose secret, of which server. A colon would end the server's name. */
export const totpUri = async ({ issuer, label, secret }: { issuer: string; label: string; secret: string }): Promise<string> =>
  (await lib()).generateURI({ issuer: issuer.replaceAll(':', ' ').trim(), label, secret })

/** `text` as a square to photograph: a whole SVG, dark on white whatever the page's colours, for camera's sake. */
export const qrSvg = async (text: string): Promise<string> =>
  (await import('qrcode')).toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
