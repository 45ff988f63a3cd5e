// What an app built on masto may rely on, as validators: the schemas come from masto's own declarations, the values are
// turned to camel case by masto's own code. Beside the contract this is a second, independent opinion on every answer.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { SerializerNativeImpl } from 'masto/adapters/serializers/serializer-native-impl.js';
import { type Schema, generateMastoSchemas, versionOf } from './generate-masto-schemas.ts';
import { amended } from './masto-amendments.ts';

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
const serializer = new SerializerNativeImpl();
const ajv = new Ajv({ allErrors: true, discriminator: true, strict: false });
const compiled = new Map<string, ValidateFunction>();
let schemas: Record<string, Schema> | undefined;

/** Complaints about a value, one a line, empty where all is well. Takes raw JSON as well as what masto returned. */
export type Validate = (value: unknown) => string[];

/**
 * The validator for one of masto's entities, such as `v1.Status` or `v2.Instance`; `v1.Status[]` for an array of them.
 * Throws on a name masto does not declare. The first call after a new version of masto takes some seconds.
 */
export function validatorFor(name: string): Validate {
  const check = compile(name.replace(/\[\]$/, ''));
  const one = (value: unknown, path: string) => (check(toCamelCase(value)) ? [] : complaints(check.errors ?? [], path));
  if (!name.endsWith('[]')) return value => one(value, '');
  return value => (Array.isArray(value) ? value.flatMap((item: unknown, index) => one(item, `[${index}]`)) : ['is no array']);
}

/** Every entity there is a validator for. */
export function mastoEntities(): string[] {
  return Object.keys(allSchemas());
}

/** Every property of every definition, as `Definition.property`, before any amendment. */
export function definedProperties(): Set<string> {
  const definitions = Object.values(allSchemas()).flatMap(schema => Object.entries(schema.definitions ?? {}));
  return new Set(definitions.flatMap(([name, { properties }]) => Object.keys(properties ?? {}).map(property => `${name}.${property}`)));
}

/** The same transformation masto applies to every answer. */
export function toCamelCase(value: unknown): unknown {
  return serializer.deserialize('json', JSON.stringify(value));
}

function compile(name: string): ValidateFunction {
  let check = compiled.get(name);
  if (check) return check;
  const schema = allSchemas()[name];
  if (!schema) throw new Error(`masto declares no entity ${name}`);
  check = ajv.compile(amended(schema));
  compiled.set(name, check);
  return check;
}

function allSchemas(): Record<string, Schema> {
  schemas ??= readCache() ?? generate();
  return schemas;
}

function cacheFile(): string {
  return join(cache, `masto-${versionOf('masto')}-schemas-${versionOf('ts-json-schema-generator')}.json`);
}

function readCache(): Record<string, Schema> | undefined {
  try {
    return JSON.parse(readFileSync(cacheFile(), 'utf8')) as Record<string, Schema>;
  } catch {
    return undefined;
  }
}

// Several test processes may generate at once: each in its own folder, and the last one's rename wins.
function generate(): Record<string, Schema> {
  const folder = join(cache, `masto-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const made = generateMastoSchemas(folder);
  const draft = join(folder, 'schemas.json');
  writeFileSync(draft, JSON.stringify(made));
  renameSync(draft, cacheFile());
  rmSync(folder, { recursive: true });
  return made;
}

// In a union the branch that was not meant complains too: `must be null` beside what is really missing is noise.
function complaints(errors: readonly ErrorObject[], path: string): string[] {
  const deeper = errors.filter(error => error.keyword !== 'anyOf' && !(error.keyword === 'type' && error.params['type'] === 'null'));
  const telling = deeper.length > 0 ? deeper : errors;
  return [...new Set(telling.map(error => `${path}${error.instancePath.replaceAll('/', '.')} ${said(error)}`.trim()))];
}

function said(error: ErrorObject): string {
  if (error.keyword === 'enum') return `must be one of ${(error.params['allowedValues'] as unknown[]).join(', ')}`;
  return error.message ?? error.keyword;
}
