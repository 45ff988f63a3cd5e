// What an app asks for, as short as it can honestly be said.

/** Scopes without those that a wider one already includes (`read` covers `read:lists`, `admin:read` its parts). */
export function widestScopes(scopes: string[]): string[] {
  const asked = new Set(scopes)
  const covers = (scope: string): string[] => scope.split(':').slice(0, -1).map((_, i, parts) => parts.slice(0, i + 1).join(':'))
  return [...asked].filter(scope => !covers(scope).some(wider => asked.has(wider)))
}
