// Choices about reading that are about this device only.
import { signal } from '@preact/signals'

const NO_BOOSTS = 'covey:home-without-boosts'

/** Whether Home shows boosts. */
export const boostsInHome = signal(localStorage.getItem(NO_BOOSTS) === null)

export function setBoostsInHome(on: boolean): void {
  boostsInHome.value = on
  if (on) localStorage.removeItem(NO_BOOSTS)
  else localStorage.setItem(NO_BOOSTS, '1')
}
