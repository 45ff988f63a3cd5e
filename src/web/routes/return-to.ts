// Where a browser goes after signing in. Only ever a path of this server: never a way to send people elsewhere.

/** `path` if it leads nowhere but to a page of this server, else null. */
export function safePath(path: unknown): string | null {
  if (typeof path !== 'string' || path.length > 4000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path)) return null
  const base = 'https://here.invalid'
  return URL.canParse(path, base) && new URL(path, base).origin === base ? path : null
}

/** `path` with `return_to`, so that the page it names can send the reader back to `to`. */
export const withReturn = (path: string, to: string | null): string =>
  to === null ? path : `${path}${path.includes('?') ? '&' : '?'}return_to=${encodeURIComponent(to)}`
