// What a documented type such as `String (Datetime)` accepts. One small table, so that a reader can argue with a line.

/** A type with its array and reference wrapping taken off. */
export interface ParsedType {
  array: boolean;
  entities: string[];
  scalar: string;
}

/** Reads `Array of [Status]`, `[Quote] or [ShallowQuote]`, `String (URL)` … */
export function parseType(type: string): ParsedType {
  const array = type.startsWith('Array of ');
  const inner = array ? type.slice('Array of '.length) : type;
  const entities = [...inner.matchAll(/\[([^\]]+)\]/g)].map(match => match[1] ?? '');
  return { array, entities, scalar: entities.length > 0 ? '' : inner };
}

const string = (value: unknown): value is string => typeof value === 'string';
const matching = (pattern: RegExp) => (value: unknown) => string(value) && pattern.test(value);
const number = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const datetime = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d\d:\d\d)$/);
const date = matching(/^\d{4}-\d\d-\d\d$/);

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: string,
  'String (raw text)': string,
  'String (HTML)': value => string(value) && looksLikeHtml(value),
  'String (URL)': value => string(value) && isUrl(value),
  'String (Datetime)': value => datetime(value) && !Number.isNaN(Date.parse(value as string)),
  'String (Date)': value => date(value) && !Number.isNaN(Date.parse(value as string)),
  'String (Date or Datetime)': value => date(value) || datetime(value),
  'String (UNIX timestamp)': matching(/^\d{9,11}$/),
  'String (cast from integer)': matching(/^-?\d+$/),
  'String (cast from integer, maybe non-numeric)': matching(/^\S+$/),
  'String (Enumerable, oneOf)': string,
  'String (Enumerable, anyOf)': string,
  'String (ISO 639-1)': matching(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  'String (SHA256)': matching(/^[0-9a-f]{64}$/),
  'String (Blurhash)': matching(/^[0-9A-Za-z#$%*+,\-.:;=?@[\]^_{|}~]{6,}$/),
  'String (IP address)': matching(/^[0-9a-fA-F.:]+$/),
  'String (IP address and prefix)': matching(/^[0-9a-fA-F.:]+\/\d+$/),
  'String (Email)': matching(/^[^@\s]+@[^@\s]+$/),
  'String (WxH)': matching(/^\d+x\d+$/),
  Boolean: value => typeof value === 'boolean',
  Integer: Number.isSafeInteger,
  Float: number,
  Number: number,
  'Number (UNIX timestamp)': value => Number.isSafeInteger(value) && (value as number) < 1e11,
  Hash: value => typeof value === 'object' && value !== null && !Array.isArray(value),
  Null: value => value === null,
};

/** Whether `value` is of the documented scalar type; throws on a type the contract never had. */
export function isOfKind(scalar: string, value: unknown): boolean {
  const accepts = kinds[scalar];
  if (!accepts) throw new Error(`no check for the documented type ${scalar}`);
  return accepts(value);
}

/** A value as it reads in a report: short, and never a whole object. */
export function brief(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return (JSON.stringify(value) ?? 'undefined').slice(0, 60);
}

function isUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol);
}

// Plain text is HTML too; what gives a missing escape away is a bare angle bracket or ampersand.
function looksLikeHtml(text: string): boolean {
  const stripped = text.replace(/<\/?[a-zA-Z][^<>]*>/g, '').replace(/&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);/g, '');
  return !/[<&]/.test(stripped);
}
