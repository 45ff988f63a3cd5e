// Who may hold how many of the engine's places at once. Hosts that fail or are slow share a quarter, and even together
// with those we have never reached they leave an eighth free: however many hang, there is room for hosts that are well.
import type { Lane } from './lanes.ts'

type Standing = 'well' | 'stranger' | 'poor'

const standingOf = ({ failures, slow, reached }: Lane): Standing => failures > 0 || slow ? 'poor' : reached ? 'well' : 'stranger'

export interface Places {
  /** Whether one more place may go to this host. */
  isFree(lane: Lane): boolean
  /** Takes one; the result gives it back. */
  take(lane: Lane): () => void
  /** How many hosts that are well hold. */
  well(): number
}

/** The places of an engine that has `all` of them; how many there are in sum is for the caller to count. */
export function createPlaces(all: number): Places {
  const held: Record<Standing, number> = { well: 0, stranger: 0, poor: 0 }
  const forPoor = Math.max(1, Math.floor(all / 4))
  const forOthers = Math.max(1, Math.floor(all * 7 / 8))
  return {
    isFree(lane) {
      const standing = standingOf(lane)
      if (standing === 'well') return true
      return held.poor + held.stranger < forOthers && (standing === 'stranger' || held.poor < forPoor)
    },
    well: () => held.well,
    take(lane) {
      const standing = standingOf(lane)
      held[standing] += 1
      return () => { held[standing] -= 1 }
    },
  }
}
