// Reads the Signature-Input and Signature headers of RFC 9421 strictly, as plain candidates to be judged.
import { isInnerList, parseDictionary, serializeDictionary, serializeInnerList } from 'structured-headers';
import type { Dictionary, InnerList, Item } from 'structured-headers';
import { headerValue, refuse } from './signed-request.ts';
import type { HeaderValues, RefusedSignature } from './signed-request.ts';

/** One labelled signature. `names` are the covered components; `created` and `expires` are epoch seconds. */
export type Candidate = {
  names: string[];
  parameters: string;
  signature: Buffer;
  keyId: string;
  algorithm: string | undefined;
  created: number;
  expires: number | undefined;
};

const MAX_LENGTH = 8_192;
const MAX_LABELS = 5;
const MAX_COMPONENTS = 64;
const MAX_KEY_ID_LENGTH = 2_048;

/**
 * Reads every label that has both an input and a signature, in order. A label or parameter given twice is refused, as
 * is anything that is not in the canonical form its signer must have signed.
 */
export function readCandidates(headers: HeaderValues): (Candidate | RefusedSignature)[] {
  const inputs = readDictionary(headerValue(headers, 'signature-input'));
  const signatures = readDictionary(headerValue(headers, 'signature'));
  if (inputs === null || signatures === null) return [refuse('malformed', 'Signature-Input or Signature')];
  if (inputs.size === 0 || inputs.size > MAX_LABELS) return [refuse('malformed', 'number of signatures')];
  return [...inputs].map(([label, input]) => readCandidate(input, signatures.get(label)));
}

/** Parameters and labels that repeat vanish in parsing, so a repetition shows as a text that does not come back. */
function readDictionary(header: string | null): Dictionary | null {
  if (header === null || header.length > MAX_LENGTH) return null;
  try {
    const dictionary = parseDictionary(header);
    return withoutSpace(serializeDictionary(dictionary)) === withoutSpace(header) ? dictionary : null;
  } catch {
    return null;
  }
}

function withoutSpace(text: string): string {
  return text.replaceAll(/[ \t]/g, '');
}

function readCandidate(input: Item | InnerList, signature: Item | InnerList | undefined): Candidate | RefusedSignature {
  if (!isInnerList(input)) return refuse('malformed', 'covered components');
  const [items, parameters] = input;
  const names = readNames(items);
  if (!Array.isArray(names)) return names;
  const bytes = signature?.[0];
  if (!(bytes instanceof ArrayBuffer)) return refuse('malformed', 'signature');
  const [keyId, algorithm, created, expires] = ['keyid', 'alg', 'created', 'expires'].map((name) => parameters.get(name));
  if (typeof keyId !== 'string' || keyId === '' || keyId.length > MAX_KEY_ID_LENGTH) return refuse('malformed', 'keyid');
  if (algorithm !== undefined && typeof algorithm !== 'string') return refuse('malformed', 'alg');
  if (!Number.isSafeInteger(created)) return refuse('not-covered', 'created');
  if (expires !== undefined && !Number.isSafeInteger(expires)) return refuse('malformed', 'expires');
  return {
    names,
    parameters: serializeInnerList(input),
    signature: Buffer.from(bytes),
    keyId,
    algorithm,
    created: created as number,
    expires: expires as number | undefined,
  };
}

function readNames(items: readonly Item[]): string[] | RefusedSignature {
  if (items.length > MAX_COMPONENTS) return refuse('malformed', 'number of components');
  const names: string[] = [];
  for (const [name, parameters] of items) {
    if (typeof name !== 'string' || !/^@?[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) return refuse('malformed', 'component');
    // ;sf, ;key, ;bs, ;req and ;tr would each change what the value means.
    if (parameters.size > 0) return refuse('unsupported-component', name);
    names.push(name);
  }
  return new Set(names).size < names.length ? refuse('malformed', 'component given twice') : names;
}
