// What an app asks for, as short as it can honestly be said.

/** Scopes without those that a wider one already includes (`read` covers `read:lists`, `admin:read` its parts). */
export function widestScopes(scopes: string[]): string[] {
  const asked = new Set(scopes)
  return [...asked].filter(scope => !widerThan(scope).some(wider => asked.has(wider)))
}

function widerThan(scope: string): string[] {
  return scope.split(':').slice(0, -1).map((_, i, parts) => parts.slice(0, i + 1).join(':'))
}
