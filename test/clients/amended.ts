// Reads a library's declarations as they should have been written: an amendment says what the documentation says, and why.
import type { Schema } from './generate-schemas.ts';

/** What is read instead of one property of one definition. */
export interface Amendment {
  type?: Schema;
  nullable?: true;
  optional?: true;
  renamed?: string;
  why: string;
}

/** All amendments to one library. */
export interface Amendments {
  /** `Definition.property` → how it is to be read. */
  of: Readonly<Record<string, Amendment>>;
  /** Definitions that are read like another one. */
  parents?: Readonly<Record<string, string>>;
  /** Properties of every definition whose name ends so. */
  ofEvery?: Readonly<Record<string, Readonly<Record<string, Amendment>>>>;
}

/** The same schema with every amendment made, and unions told apart by their `type` where they have one. */
export function amended(schema: Schema, amendments: Amendments): Schema {
  const definitions = Object.entries(schema.definitions ?? {}).map(([name, definition]) => [name, amendDefinition(name, definition, amendments)] as const);
  const all = Object.fromEntries(definitions);
  return { ...schema, definitions: Object.fromEntries(definitions.map(([name, definition]) => [name, discriminated(definition, all)])) };
}

function amendDefinition(name: string, definition: Schema, { of, parents, ofEvery }: Amendments): Schema {
  const shared = Object.entries(ofEvery ?? {}).find(([ending]) => name.endsWith(ending))?.[1];
  const own = Object.keys(definition.properties ?? {}).flatMap(property => {
    const amendment = of[`${name}.${property}`] ?? of[`${parents?.[name]}.${property}`] ?? shared?.[property];
    return amendment ? [{ property, amendment }] : [];
  });
  return own.reduce((left, { property, amendment }) => amend(left, property, amendment), definition);
}

function amend(definition: Schema, property: string, amendment: Amendment): Schema {
  const { [property]: declared = {}, ...others } = definition.properties ?? {};
  const schema = amendment.type ?? declared;
  const name = amendment.renamed ?? property;
  const properties = { ...others, [name]: amendment.nullable ? { anyOf: [schema, { type: 'null' }] } : schema };
  const required = (definition.required ?? []).flatMap(key => (key !== property ? [key] : amendment.optional ? [] : [name]));
  return { ...definition, properties, required };
}

// A union of sixteen notifications would otherwise complain sixteen times of one missing attribute.
function discriminated(definition: Schema, all: Readonly<Record<string, Schema>>): Schema {
  const branches = definition.anyOf ?? [];
  const byType = branches.length > 1 && branches.every(branch => isTyped(resolve(branch, all)));
  if (!byType) return definition;
  const { anyOf: _anyOf, ...rest } = definition;
  return { ...rest, type: 'object', required: ['type'], discriminator: { propertyName: 'type' }, oneOf: branches };
}

function resolve(schema: Schema, all: Readonly<Record<string, Schema>>): Schema {
  return schema.$ref ? (all[schema.$ref.replace('#/definitions/', '')] ?? schema) : schema;
}

function isTyped(schema: Schema): boolean {
  return schema.properties?.['type']?.const !== undefined && schema.required?.includes('type') === true;
}
