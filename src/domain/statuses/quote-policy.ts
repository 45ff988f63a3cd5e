// Who may quote a post: what its author says, kept as one number, and what follows from it for somebody in particular.
import type { Visibility } from './draft.ts'

/** What members choose from. */
export type QuotePolicyName = 'public' | 'followers' | 'nobody'
export const QUOTE_POLICIES = ['public', 'followers', 'nobody'] as const satisfies readonly QuotePolicyName[]

/** Whom a policy may name; `unsupported_policy` is somebody else, whom we cannot tell. */
export type QuoteAudience = 'unsupported_policy' | 'public' | 'followers' | 'following'

export type QuoteAnswer = 'automatic' | 'manual' | 'denied' | 'unknown'

const BITS: Readonly<Record<QuoteAudience, number>> = { unsupported_policy: 1, public: 2, followers: 4, following: 8 }
const AUDIENCES = Object.keys(BITS) as QuoteAudience[]
const SHIFT = 4
const MASK = 15

const bitsOf = (audiences: readonly QuoteAudience[]): number => audiences.reduce((bits, one) => bits | BITS[one], 0)

/** The number kept for those who may quote at once and those whom the author is asked about. */
export const packPolicy = (automatic: readonly QuoteAudience[], manual: readonly QuoteAudience[] = []): number =>
  bitsOf(automatic) << SHIFT | bitsOf(manual)

/** A member's choice as it is kept; what not everybody may read, nobody else may quote. */
export function policyNumber(name: QuotePolicyName, visibility: Visibility): number {
  const open = visibility === 'public' || visibility === 'unlisted'
  return !open || name === 'nobody' ? 0 : packPolicy([name])
}

const audiencesIn = (bits: number): QuoteAudience[] => AUDIENCES.filter((one) => (bits & BITS[one]) !== 0)

/** Whom a kept policy lets quote at once, and whom after the author was asked. */
export const readPolicy = (policy: number): { automatic: QuoteAudience[]; manual: QuoteAudience[] } =>
  ({ automatic: audiencesIn(policy >> SHIFT), manual: audiencesIn(policy & MASK) })

/** Whether it matters who follows whom. */
export const policyNamesFollows = (policy: number): boolean => ((policy | policy >> SHIFT) & (BITS.followers | BITS.following)) !== 0

interface Quoter {
  policy: number
  visibility: string
  /** It is their own post. */
  own: boolean
  /** They follow the author. */
  follows: boolean
  /** The author follows them. */
  followed: boolean
}

/** What the author's policy says to somebody who may read the post. Nobody else quotes what is not for everybody. */
export function quoteAnswer({ policy, visibility, own, follows, followed }: Quoter): QuoteAnswer {
  if (visibility === 'direct') return 'denied'
  if (own) return 'automatic'
  const admits = (bits: number): boolean =>
    (bits & BITS.public) !== 0 || (follows && (bits & BITS.followers) !== 0) || (followed && (bits & BITS.following) !== 0)
  if (admits(policy >> SHIFT)) return 'automatic'
  if (admits(policy & MASK)) return 'manual'
  return ((policy | policy >> SHIFT) & BITS.unsupported_policy) === 0 ? 'denied' : 'unknown'
}
