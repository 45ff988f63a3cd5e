// Reads Content-Type strictly enough that an upload served as text can never pass for a protocol document.

type MediaType = { essence: string; parameters: Map<string, string> };

const PARAMETER = /\s*;\s*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/y;

/**
 * Whether a Content-Type is one of the wanted types. A wanted type may be `image/*`; parameters it names (a JSON-LD
 * `profile`) must be present, and a space-separated value matches when it contains the wanted one. Other parameters
 * (charset) are ignored. An absent, repeated or unreadable type matches nothing.
 */
export function matchesContentType(contentType: string | undefined, wanted: readonly string[]): boolean {
  const actual = parseMediaType(contentType ?? '');
  return actual !== null && wanted.some((type) => matches(actual, type));
}

function matches(actual: MediaType, type: string): boolean {
  const expected = parseMediaType(type);
  if (expected === null) return false;
  const { essence } = expected;
  const sameEssence = essence.endsWith('/*') ? actual.essence.startsWith(essence.slice(0, -1)) : actual.essence === essence;
  return sameEssence && [...expected.parameters].every(([name, value]) => hasParameter(actual, name, value));
}

function hasParameter(actual: MediaType, name: string, value: string): boolean {
  return (actual.parameters.get(name) ?? '').split(' ').includes(value);
}

function parseMediaType(value: string): MediaType | null {
  const essence = /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+*-]+)\s*/.exec(value);
  if (essence?.[1] === undefined) return null;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = essence[0].trimEnd().length;
  const end = value.trimEnd().replace(/;$/, '').trimEnd().length;
  while (PARAMETER.lastIndex < end) {
    const parameter = PARAMETER.exec(value);
    if (parameter?.[1] === undefined) return null;
    parameters.set(parameter[1].toLowerCase(), (parameter[2] ?? parameter[3] ?? '').replaceAll(/\\(.)/g, '$1'));
  }
  return { essence: essence[1].toLowerCase(), parameters };
}
