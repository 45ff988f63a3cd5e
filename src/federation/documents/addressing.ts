// Whom a status is for, in the protocol's words. Mastodon reads a post's visibility back from exactly this.
import { PUBLIC } from './context.ts'

export interface Audience { to: string[]; cc: string[] }

/** `named` are the ids of those mentioned; `followers` is the author's collection. */
export function audienceOf(visibility: string, followers: string, named: readonly string[]): Audience {
  if (visibility === 'public') return { to: [PUBLIC], cc: [followers, ...named] }
  if (visibility === 'unlisted') return { to: [followers], cc: [PUBLIC, ...named] }
  if (visibility === 'private') return { to: [followers], cc: [...named] }
  return { to: [...named], cc: [] }
}

/** ISO time to the second, as Mastodon writes it. */
export const second = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`
