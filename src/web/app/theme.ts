// How the pages look on this device: colours, contrast, size of text, movement. Kept here, because rooms and eyes differ
// more than people do, and in a cookie, so that the server's pages look the same from their first paint.
import { signal } from '@preact/signals'
import { defaultLook, type Look, lookText, readLook } from '../props/look.ts'

const KEY = 'covey:look'
const YEAR_S = 31_536_000

export const look = signal<Look>(readLook(localStorage.getItem(KEY)))

/** Changes what `patch` names, at once and for good. */
export function setLook(patch: Partial<Look>): void {
  look.value = { ...look.peek(), ...patch }
  localStorage.setItem(KEY, lookText(look.peek()))
  applyLook()
}

/** Puts the choice on the document, and renews the cookie. */
export function applyLook(): void {
  const now = look.peek()
  const { dataset } = document.documentElement
  for (const name of Object.keys(defaultLook) as (keyof Look)[]) {
    if (now[name] === defaultLook[name]) delete dataset[name]
    else dataset[name] = now[name]
  }
  const same = lookText(now) === lookText(defaultLook)
  document.cookie = `covey_look=${same ? '' : lookText(now)}; path=/; max-age=${same ? 0 : YEAR_S}; samesite=lax`
}
