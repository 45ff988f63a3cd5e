// Turns the type declarations that come with a client library into JSON Schemas and a list of its methods: what its
// authors tell every app developer to expect. Slow (it runs a compiler), so client-schemas.ts keeps the result by version.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { CompletedConfig, Config } from 'ts-json-schema-generator';
import { declaredMethods } from './declared-methods.ts';

/** As much of a JSON Schema as the generator writes and the amendments touch. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  definitions?: Record<string, Schema>;
  discriminator?: { propertyName: string };
}

/** Where a client library keeps its declarations. Paths are relative to `folder`. */
export interface Declarations {
  /** The npm package, and the folder in it that holds all declarations. */
  package: string;
  folder: string;
  /** Folders with one file per entity, by the name space their entities are called by here: `v1` → `v1.Status`. */
  spaces: Readonly<Record<string, string>>;
  /** Entities that stand elsewhere, by name: in which file, and how they are reached there. */
  others: Readonly<Record<string, { file: string; text: string }>>;
  /** Entities to leave out. */
  without: readonly string[];
  /** Methods that answer something else than declared: what, as TypeScript, and why. */
  misdeclared: Readonly<Record<string, { answer: string; why: string }>>;
  /** Answers that are no JSON but have methods of their own, such as an open stream. */
  living: readonly string[];
  /** What an app calls: types whose methods are counted, by the first word of their names here; `''` for none. */
  roots: Readonly<Record<string, string>>;
  /** Also the methods of what the roots hold: `accounts.$select.follow`. */
  deep: boolean;
}

/** A library's schemas by the name of entity or answer, and its methods with the name of what each answers. */
export interface Generated {
  schemas: Record<string, Schema>;
  methods: Record<string, string>;
}

interface EntityType {
  name: string;
  /** The type as TypeScript, for a file beside the copied declarations. */
  text: string;
  file: string;
  type: string;
}

const require = createRequire(import.meta.url);
const wanted: Config = { skipTypeCheck: true, additionalProperties: true, jsDoc: 'none', encodeRefs: false, expose: 'export' };

/** The version of an installed package. */
export function versionOf(name: string): string {
  return (JSON.parse(readFileSync(packageFile(name), 'utf8')) as { version: string }).version;
}

/**
 * Schemas of all entities by name (`v1.Status`, `Entity.Poll`) and of whatever else a method answers by its type. Each
 * stands alone with its own definitions, because v1 and v2 use the same names for different things. `workFolder` is written to.
 */
export function generateSchemas(declarations: Declarations, workFolder: string): Generated {
  copyDeclarations(declarations, workFolder);
  const { createProgram } = require('ts-json-schema-generator') as typeof import('ts-json-schema-generator');
  const rootsFile = join(workFolder, 'roots.ts');
  const roots = Object.entries(declarations.roots).map(([name, text]) => ({ name, alias: `Root_${name}`, text }));
  writeAliases(rootsFile, roots);
  const entities = entityTypes(declarations);
  const methods = declaredMethods(createProgram(configFor(rootsFile)), rootsFile, {
    roots: roots.map(({ name, alias }) => ({ name, alias })),
    deep: declarations.deep,
    entityOf: (file, type) => entities.find(entity => entity.type === type && entity.file === relative(workFolder, file))?.name,
  });
  for (const [method, { answer }] of Object.entries(declarations.misdeclared)) methods[method] = answer;
  const texts = new Map(entities.map(({ name, text }) => [name, text]));
  const answers = [...new Set(Object.values(methods))].filter(answer => !texts.has(answer.replace(/\[\]$/, '')) && answer !== 'void' && !declarations.living.includes(answer));
  const written = (answer: string) => answer.replace(/\b[\w.]*\.\w+\b/g, name => texts.get(name) ?? name);
  const all = [...texts].concat(answers.map(answer => [answer, written(answer)]));
  return { methods, schemas: schemasOf(all.filter(([name]) => !declarations.without.includes(name)), join(workFolder, 'entities.ts')) };
}

function schemasOf(types: readonly (readonly [name: string, text: string])[], path: string): Record<string, Schema> {
  const aliases = types.map(([name, text], index) => ({ name, text, alias: `Type_${index}_${/\w*$/.exec(name)?.[0]}` }));
  writeAliases(path, aliases);
  const { SchemaGenerator, createFormatter, createParser, createProgram } = require('ts-json-schema-generator') as typeof import('ts-json-schema-generator');
  const config = configFor(path);
  const program = createProgram(config);
  const schemas: Record<string, Schema> = {};
  for (const { name, alias } of aliases) {
    // A parser remembers the types it has met and then leaves their definitions out of the next schema: one for each.
    const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
    schemas[name] = generator.createSchema(alias) as Schema;
  }
  return schemas;
}

function configFor(path: string): CompletedConfig {
  const { DEFAULT_CONFIG } = require('ts-json-schema-generator') as typeof import('ts-json-schema-generator');
  return { ...DEFAULT_CONFIG, ...wanted, path };
}

function writeAliases(path: string, aliases: readonly { alias: string; text: string }[]): void {
  writeFileSync(path, aliases.map(({ alias, text }) => `export type ${alias} = ${text};\n`).join(''));
}

// masto writes its enumerations as `keyof` interfaces whose properties are all `never`, and the generator leaves out
// properties nobody can set. In the copy it reads they are `unknown`, which keeps their keys.
function copyDeclarations(declarations: Declarations, workFolder: string): void {
  const root = folderOf(declarations);
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.d.ts'))) {
    const copy = join(workFolder, file);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(join(root, file), 'utf8').replaceAll(': never;', ': unknown;'));
  }
}

// Registries only exist to be extended by their keys, and `never` is no value a server could send.
function entityTypes(declarations: Declarations): EntityType[] {
  const root = folderOf(declarations);
  const listed = Object.entries(declarations.spaces).flatMap(([space, folder]) =>
    readdirSync(join(root, folder))
      .filter(file => file.endsWith('.d.ts') && file !== 'index.d.ts')
      .flatMap(file => {
        const path = join(folder, file);
        const types = [...readFileSync(join(root, path), 'utf8').matchAll(/^export (?:interface|type) (\w+)(?=[ {])/gm)].map(match => match[1] ?? '');
        const text = `import('./${folder}/${basename(file, '.d.ts')}.js')`;
        return types.filter(type => !type.endsWith('Registry')).map(type => ({ name: `${space}.${type}`, text: `${text}.${type}`, file: path, type }));
      }),
  );
  return [...listed, ...Object.entries(declarations.others).map(([name, other]) => ({ name, ...other, type: name.split('.').at(-1) ?? '' }))];
}

function folderOf(declarations: Declarations): string {
  return join(dirname(packageFile(declarations.package)), declarations.folder);
}

// Not every package lets its package.json be asked for by name.
function packageFile(name: string): string {
  const folder = (require.resolve.paths(name) ?? []).map(path => join(path, name, 'package.json'));
  const found = folder.find(path => readOrNull(path) !== null);
  if (!found) throw new Error(`${name} is not installed`);
  return found;
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
