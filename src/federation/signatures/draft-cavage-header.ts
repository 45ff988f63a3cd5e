// Reads draft-cavage's Signature header strictly: two readings of one header would be a way around every other check.
import { refuse } from './signed-request.ts';
import type { RefusedSignature } from './signed-request.ts';

export type CavageAlgorithm = 'rsa-sha256' | 'hs2019' | 'ed25519';

/** `created` and `expires` in epoch seconds; `headers` in lower case, each once. */
export type CavageSignature = {
  keyId: string;
  algorithm: CavageAlgorithm;
  headers: string[];
  signature: Buffer;
  created?: number | undefined;
  expires?: number | undefined;
};

const MAX_LENGTH = 8_192;
const MAX_HEADERS = 64;
const MAX_KEY_ID_LENGTH = 2_048;
const ALGORITHMS: ReadonlySet<string> = new Set<CavageAlgorithm>(['rsa-sha256', 'hs2019', 'ed25519']);
const PARAMETER = /\s*([A-Za-z]+)\s*=\s*(?:"([^"\\]*)"|(\d+))\s*(?:,|$)/y;

/**
 * Reads the header's parameters. A parameter or signed header given twice, anything left over, a missing `keyId`,
 * `headers` or `signature`, or an unknown algorithm is refused; a missing algorithm means hs2019. Unknown parameters
 * are ignored. Accepts the "Signature " prefix some libraries wrongly add.
 */
export function readCavageHeader(header: string): CavageSignature | RefusedSignature {
  const parameters = header.length <= MAX_LENGTH ? readParameters(header) : null;
  if (parameters === null) return refuse('malformed', 'parameters');
  const [keyId, signature, headers] = [parameters.get('keyId') ?? '', parameters.get('signature') ?? '', parameters.get('headers') ?? ''];
  const algorithm = parameters.get('algorithm')?.toLowerCase() ?? 'hs2019';
  if (!isAlgorithm(algorithm)) return refuse('unsupported-algorithm', algorithm);
  if (!/^\S+$/.test(keyId) || keyId.length > MAX_KEY_ID_LENGTH) return refuse('malformed', 'keyId');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return refuse('malformed', 'signature');
  const names = headers.toLowerCase().split(' ').filter(Boolean);
  if (names.length === 0 || names.length > MAX_HEADERS || new Set(names).size < names.length) return refuse('malformed', 'headers');
  const times = { created: seconds(parameters.get('created')), expires: seconds(parameters.get('expires')) };
  if (Number.isNaN(times.created) || Number.isNaN(times.expires)) return refuse('malformed', 'created or expires');
  return { keyId, algorithm, headers: names, signature: Buffer.from(signature, 'base64'), ...times };
}

function readParameters(header: string): Map<string, string> | null {
  const text = header.replace(/^\s*Signature\s+/i, '').trim();
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = 0;
  while (PARAMETER.lastIndex < text.length) {
    const [, name = '', quoted, bare] = PARAMETER.exec(text) ?? [];
    if (name === '' || parameters.has(name)) return null;
    parameters.set(name, quoted ?? bare ?? '');
  }
  return parameters;
}

function isAlgorithm(name: string): name is CavageAlgorithm {
  return ALGORITHMS.has(name);
}

function seconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return /^\d{1,12}$/.test(value) ? Number(value) : NaN;
}
