// What an app built on a client library may rely on, as validators: the schemas come from the library's own
// declarations. Beside the contract this is a second, independent opinion on every answer.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Amendments, amended } from './amended.ts';
import { type Declarations, type Generated, generateSchemas, versionOf } from './generate-schemas.ts';

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** Complaints about a value, one a line, empty where all is well. */
export type Validate = (value: unknown) => string[];

/** A client library: what it declares, where it errs, and what it makes of raw JSON. */
export interface Client {
  declarations: Declarations;
  amendments: Amendments;
  /** What an app sees of a value that a server sent. */
  read(value: unknown): unknown;
}

/** A library's declarations, ready to be held against answers. */
export interface ClientSchemas {
  /**
   * The validator for one of the entities, such as `v1.Status` or `Entity.Poll`, for `v1.Status[]`, or for any other type a
   * method answers. Nothing is asked of `void`. Throws on a name the library does not declare.
   */
  validatorFor(name: string): Validate;
  /** What each of its methods answers, by the method's name. */
  methods(): Readonly<Record<string, string>>;
  /** Everything there is a validator for. */
  entities(): string[];
  /** Every property of every definition, as `Definition.property`, before any amendment. */
  properties(): Set<string>;
}

/** Opens a library's schemas. The first use after a new version of it takes some seconds. */
export function clientSchemas(client: Client): ClientSchemas {
  const ajv = new Ajv({ allErrors: true, discriminator: true, strict: false });
  const compiled = new Map<string, ValidateFunction>();
  let kept: Generated | undefined;
  const all = () => (kept ??= readCache(client.declarations) ?? generate(client.declarations));

  function compile(name: string): ValidateFunction {
    const schema = all().schemas[name];
    if (!schema) throw new Error(`${client.declarations.package} declares no entity ${name}`);
    const check = compiled.get(name) ?? ajv.compile(amended(schema, client.amendments));
    compiled.set(name, check);
    return check;
  }

  function validatorFor(name: string): Validate {
    if (name === 'void') return () => [];
    const check = compile(isListOf(all(), name) ? name.slice(0, -2) : name);
    const one = (value: unknown, path: string) => (check(client.read(value)) ? [] : complaints(check.errors ?? [], path));
    if (!isListOf(all(), name)) return value => one(value, '');
    return value => (Array.isArray(value) ? value.flatMap((item: unknown, index) => one(item, `[${index}]`)) : ['is no array']);
  }

  return {
    validatorFor,
    methods: () => all().methods,
    entities: () => Object.keys(all().schemas),
    properties() {
      const definitions = Object.values(all().schemas).flatMap(schema => Object.entries(schema.definitions ?? {}));
      return new Set(definitions.flatMap(([name, { properties }]) => Object.keys(properties ?? {}).map(property => `${name}.${property}`)));
    },
  };
}

// Lists of entities are read item by item, which says better where something is wrong.
function isListOf({ schemas }: Generated, name: string): boolean {
  return name.endsWith('[]') && name.slice(0, -2) in schemas;
}

function cacheFile(declarations: Declarations): string {
  const name = declarations.package;
  const asked = createHash('sha256').update(JSON.stringify(declarations)).digest('hex').slice(0, 8);
  return join(cache, `${name}-${versionOf(name)}-${versionOf('ts-json-schema-generator')}-${asked}.json`);
}

function readCache(declarations: Declarations): Generated | undefined {
  try {
    return JSON.parse(readFileSync(cacheFile(declarations), 'utf8')) as Generated;
  } catch {
    return undefined;
  }
}

// Several test processes may generate at once: each in its own folder, and the last one's rename wins.
function generate(declarations: Declarations): Generated {
  const folder = join(cache, `${declarations.package}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const made = generateSchemas(declarations, folder);
  const draft = join(folder, 'schemas.json');
  writeFileSync(draft, JSON.stringify(made));
  renameSync(draft, cacheFile(declarations));
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
