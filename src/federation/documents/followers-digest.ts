// A digest of who follows somebody (FEP-8fcf): the hashes of their network ids, laid over each other, so that order means nothing.
import { createHash } from 'node:crypto'

export interface FollowersDigest {
  add(uri: string): void
  /** Hexadecimal; all zeros for nobody. */
  text(): string
}

/** A digest of nobody yet. Whoever is added twice is out again. */
export function followersDigest(): FollowersDigest {
  const sum = Buffer.alloc(32)
  return {
    add(uri) {
      const hash = createHash('sha256').update(uri).digest()
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) ^ (hash[at] ?? 0)
    },
    text: () => sum.toString('hex'),
  }
}
