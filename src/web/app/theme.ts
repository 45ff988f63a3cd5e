// Light, dark or as the system says; kept on this device, because rooms differ more than people.
import { signal } from '@preact/signals'

export type Theme = 'system' | 'light' | 'dark'
const KEY = 'covey:theme'

const read = (): Theme => {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export const theme = signal<Theme>(read())

/** Chooses, and remembers it. */
export function setTheme(choice: Theme): void {
  theme.value = choice
  if (choice === 'system') localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, choice)
  applyTheme()
}

/** Puts the choice on the document. */
export function applyTheme(): void {
  if (theme.peek() === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme.peek()
}
