// People for tests, made by the same verbs that make real ones. Their key pair and password are shared: making
// either takes longer than most tests.
import type { House } from '#main/context.ts'
import { generateRsaKeyPair, type RsaKeyPair } from '#machinery/crypto/rsa.ts'
import { createLocalAccount } from '#domain/accounts/create-account.ts'
import { createToken } from '#domain/access/tokens.ts'
import { createUser } from '#domain/access/users.ts'

export interface Member { name: string; accountId: number; userId: number; token: string }

export const ALL_SCOPES = 'read write follow push profile admin:read admin:write'

let sharedKeys: ReturnType<typeof generateRsaKeyPair> | null = null

/** A confirmed and approved user called `name`, with a token of `scopes`; `own` keys instead of the shared ones. */
export async function createMember(
  house: Pick<House, 'write' | 'clock'>, name: string, { scopes = ALL_SCOPES, own }: { scopes?: string; own?: RsaKeyPair | undefined } = {},
): Promise<Member> {
  const keys = own ?? await (sharedKeys ??= generateRsaKeyPair())
  return house.write(async (tx) => {
    const accountId = await createLocalAccount(tx, { username: name, displayName: name, ...keys })
    const { userId } = await createUser(tx, { accountId, email: `${name}@people.example`, passwordHash: null, confirmed: true, approved: true })
    const token = await createToken(tx, { userId, scopes })
    return { name, accountId, userId, token: token.token }
  })
}
