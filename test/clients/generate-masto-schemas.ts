// Turns the type declarations that come with masto into JSON Schemas: what its authors tell every app developer to
// expect. Slow (it runs a compiler), so masto-schemas.ts keeps the result by version.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { CompletedConfig, Config } from 'ts-json-schema-generator';

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

const require = createRequire(import.meta.url);
const entities = 'mastodon/entities';
const wanted: Config = { skipTypeCheck: true, additionalProperties: true, jsDoc: 'none', encodeRefs: false, expose: 'export' };
// The generator knows definitions by their last name only, and these two hold an Account and a v1.Account.
const confused = new Set(['v1.admin.Account', 'v1.admin.Report']);
const folders = { v1: 'v1', 'v1.admin': 'v1/admin', v2: 'v2' };

/** The version of an installed package. */
export function versionOf(name: string): string {
  return (JSON.parse(readFileSync(packageFile(name), 'utf8')) as { version: string }).version;
}

/**
 * Schemas of all of masto's entities by name: `v1.Status`, `v1.admin.Account`, `v2.Instance`. Each stands alone with its
 * own definitions, because v1 and v2 use the same names for different things. `workFolder` is written to.
 */
export function generateMastoSchemas(workFolder: string): Record<string, Schema> {
  const names = entityTypes().filter(({ name }) => !confused.has(name));
  copyDeclarations(workFolder);
  const path = join(workFolder, 'masto-entities.ts');
  writeFileSync(path, names.map(({ alias, file, type }) => `export type ${alias} = import('${file}').${type};\n`).join(''));
  const generators = require('ts-json-schema-generator') as typeof import('ts-json-schema-generator');
  const { DEFAULT_CONFIG, SchemaGenerator, createFormatter, createParser, createProgram } = generators;
  const config: CompletedConfig = { ...DEFAULT_CONFIG, ...wanted, path };
  const program = createProgram(config);
  const schemas: Record<string, Schema> = {};
  for (const { name, alias } of names) {
    // A parser remembers the types it has met and then leaves their definitions out of the next schema: one for each.
    const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
    schemas[name] = generator.createSchema(alias) as Schema;
  }
  return schemas;
}

// masto writes its enumerations as `keyof` interfaces whose properties are all `never`, and the generator leaves out
// properties nobody can set. In the copy it reads they are `unknown`, which keeps their keys.
function copyDeclarations(workFolder: string): void {
  const root = declarations();
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.d.ts'))) {
    const copy = join(workFolder, file);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(join(root, file), 'utf8').replaceAll(': never;', ': unknown;'));
  }
}

interface EntityType {
  name: string;
  alias: string;
  file: string;
  type: string;
}

// Registries only exist to be extended by their keys, and `never` is no value a server could send.
function entityTypes(): EntityType[] {
  const root = join(declarations(), entities);
  return Object.entries(folders).flatMap(([space, folder]) =>
    readdirSync(join(root, folder))
      .filter(file => file.endsWith('.d.ts') && file !== 'index.d.ts')
      .flatMap(file => {
        const text = readFileSync(join(root, folder, file), 'utf8');
        const types = [...text.matchAll(/^export (?:interface|type) (\w+)(?=[ {])/gm)].map(match => match[1] ?? '');
        return types.filter(type => !type.endsWith('Registry')).map(type => entityType(space, folder, file, type));
      }),
  );
}

function entityType(space: string, folder: string, file: string, type: string): EntityType {
  const alias = `${space.replaceAll('.', '_')}_${type}`;
  return { name: `${space}.${type}`, alias, type, file: `./${entities}/${folder}/${basename(file, '.d.ts')}.js` };
}

function declarations(): string {
  return join(dirname(packageFile('masto')), 'dist');
}

function packageFile(name: string): string {
  return require.resolve(`${name}/package.json`);
}
