// How pages look on one device, as it stands in a cookie and on <html>: "dark.more.large.reduce".

export interface Look {
  theme: 'system' | 'light' | 'dark'
  contrast: 'system' | 'more'
  text: 'small' | 'normal' | 'large' | 'larger'
  motion: 'system' | 'reduce'
}

export const looks: { readonly [Name in keyof Look]: readonly Look[Name][] } = {
  theme: ['system', 'light', 'dark'], contrast: ['system', 'more'], text: ['small', 'normal', 'large', 'larger'], motion: ['system', 'reduce'],
}

export const defaultLook: Readonly<Look> = { theme: 'system', contrast: 'system', text: 'normal', motion: 'system' }

/** The look that a text stands for; whatever is unknown in it is as usual. */
export function readLook(text: string | null | undefined): Look {
  const [theme, contrast, size, motion] = (text ?? '').split('.')
  const known = <Name extends keyof Look>(name: Name, word: string | undefined): Look[Name] =>
    looks[name].find((one) => one === word) ?? defaultLook[name]
  return { theme: known('theme', theme), contrast: known('contrast', contrast), text: known('text', size), motion: known('motion', motion) }
}

export const lookText = ({ theme, contrast, text, motion }: Look): string => [theme, contrast, text, motion].join('.')

/** What <html> carries of a look: only what is not as usual. */
export function lookAttributes(look: Look | undefined): Record<string, string> {
  const told = Object.entries(look ?? {}).filter(([name, value]) => value !== defaultLook[name as keyof Look])
  return Object.fromEntries(told.map(([name, value]) => [`data-${name}`, String(value)]))
}
