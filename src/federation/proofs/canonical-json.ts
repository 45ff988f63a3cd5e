// JSON with one spelling (RFC 8785, JCS), as proofs of FEP-8b32 sign it.

/**
 * Writes a parsed JSON value canonically: members in the order of their names' UTF-16 units, numbers and texts as
 * ECMAScript writes them. Throws a TypeError for texts with half a surrogate pair and for what is no JSON.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)
    return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(',')}}`
  }
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('a text with half a surrogate pair')
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('a number that is none')
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined) throw new TypeError(`no JSON: ${typeof value}`)
  return text
}
