// What an RFC 9421 signature covers: the component identifiers, their values, and the base that is signed.
import { headerValue, refuse } from './signed-request.ts';
import type { HeaderValues, RefusedSignature } from './signed-request.ts';

/** A request seen by the scheme: `origin` is the one it was sent to, `target` the path and query. */
export type ComponentSource = { method: string; origin: string; target: string; headers: HeaderValues };

const DERIVED: Record<string, (source: ComponentSource) => string> = {
  '@method': ({ method }) => method,
  '@target-uri': ({ origin, target }) => origin + target,
  '@authority': ({ origin }) => origin.slice(origin.indexOf('//') + 2),
  '@scheme': ({ origin }) => origin.slice(0, origin.indexOf(':')),
  '@request-target': ({ target }) => target,
  '@path': ({ target }) => target.split('?', 1)[0] ?? '',
  // Section 2.2.7: the question mark belongs to it, even when there is no query.
  '@query': ({ target }) => (target.includes('?') ? target.slice(target.indexOf('?')) : '?'),
};

/**
 * Builds the signature base (section 2.5) from plain component names and the serialised signature parameters.
 * Refuses derived components we do not know and headers the request does not have.
 */
export function signatureBase(names: readonly string[], parameters: string, source: ComponentSource): string | RefusedSignature {
  const lines: string[] = [];
  for (const name of names) {
    const derive = Object.hasOwn(DERIVED, name) ? DERIVED[name] : undefined;
    if (derive === undefined && name.startsWith('@')) return refuse('unsupported-component', name);
    const value = derive === undefined ? headerValue(source.headers, name) : derive(source);
    if (value === null) return refuse('missing-header', name);
    lines.push(`"${name}": ${value}`);
  }
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}

/**
 * Names what is missing from a signature's coverage: the method, the target with its host, and the body's digest when
 * there is a body. Null when all of them are covered.
 */
export function uncovered(names: readonly string[], hasBody: boolean): string | null {
  const covers = (...any: string[]): boolean => any.some((name) => names.includes(name));
  if (!covers('@method')) return '@method';
  if (!covers('@target-uri') && !covers('@path', '@request-target')) return '@target-uri';
  if (!covers('@target-uri', '@authority', 'host')) return '@authority';
  return hasBody && !covers('content-digest') ? 'content-digest' : null;
}
