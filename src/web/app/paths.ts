// Patterns of addresses: '/@:acct/:id'. A parameter called `id` matches digits only; `:rest` matches anything that is left.

const compiled = new Map<string, RegExp>()

function expressionOf(pattern: string): RegExp {
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:([a-z]+)/gi, (_whole, name: string) =>
    name === 'id' ? '(?<id>\\d+)' : name === 'rest' ? '(?<rest>.+)' : `(?<${name}>[^/]+)`)
  return new RegExp(`^${source}$`)
}

const decode = (text: string): string => {
  try { return decodeURIComponent(text) } catch { return text }
}

/** The parameters of `path` if it fits `pattern`, decoded; null if it does not. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  let expression = compiled.get(pattern)
  if (!expression) compiled.set(pattern, expression = expressionOf(pattern))
  const match = expression.exec(path.length > 1 ? path.replace(/\/$/, '') : path)
  return match ? Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decode(value)])) : null
}

/** The first of `entries` whose pattern fits, with its parameters. */
export function findPath<T extends { pattern: string }>(entries: readonly T[], path: string): { entry: T; params: Record<string, string> } | null {
  for (const entry of entries) {
    const params = matchPath(entry.pattern, path)
    if (params) return { entry, params }
  }
  return null
}
