// The ways to the composer from elsewhere: its address says what is answered, quoted or edited.
import { navigate } from './router.ts'

export interface ComposeWish { reply?: string; quote?: string; edit?: string; mention?: string; text?: string }

/** /publish with what is wished as its query. */
export function composePath(wish: ComposeWish = {}): string {
  const query = new URLSearchParams(Object.entries(wish).filter(([, value]) => value)).toString()
  return query ? `/publish?${query}` : '/publish'
}

/** Replaced by the composer once it can open beside the page instead of as a screen of its own. */
export const composer: { open: (wish: ComposeWish) => void } = { open: (wish) => navigate(composePath(wish)) }
