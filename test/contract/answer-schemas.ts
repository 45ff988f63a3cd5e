// The documented entities and answers as JSON schemas, for the API's own description: made from the contract as the
// checks read it, written to src/client-api/answers.json by `npm run docs`.
import { type AttributeNode, attributeTree } from './attribute-tree.ts';
import { type Attribute, type Contract, type Method, liveMethods, loadContract } from './contract.ts';
import { slips } from './documentation-slips.ts';
import { parseType } from './value-kinds.ts';

type Schema = Record<string, unknown>;

const text = (more: Schema = {}): Schema => ({ type: 'string', ...more });

const scalars: Readonly<Record<string, Schema>> = {
  'String (HTML)': text({ contentMediaType: 'text/html' }),
  'String (URL)': text({ format: 'uri' }),
  'String (Datetime)': text({ format: 'date-time' }),
  'String (Date)': text({ format: 'date' }),
  'String (Email)': text({ format: 'email' }),
  Boolean: { type: 'boolean' },
  Integer: { type: 'integer' },
  Float: { type: 'number' },
  Number: { type: 'number' },
  'Number (UNIX timestamp)': { type: 'integer' },
  Hash: { type: 'object' },
  Null: { type: 'null' },
};

const nameOf = (entity: string): string => entity.replaceAll('::', '');
const refTo = (entity: string): Schema => ({ $ref: `#/components/schemas/${nameOf(entity)}` });
const anyOf = (schemas: Schema[]): Schema => (schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas });

function nullable(schema: Schema): Schema {
  if (typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [schema['type'], 'null'], ...(schema['enum'] ? { enum: [...(schema['enum'] as string[]), null] } : {}) };
}

function scalarOf(kind: string, attribute: Attribute | undefined, mayBeEmpty: boolean): Schema {
  const schema = { ...(scalars[kind] ?? text()) };
  if (mayBeEmpty) delete schema['format'];
  return attribute?.enum ? { ...schema, enum: mayBeEmpty ? [...attribute.enum, ''] : attribute.enum } : schema;
}

function attributeSchema(node: AttributeNode): Schema {
  const { attribute } = node;
  if (!attribute) return exampleOnly(node);
  const { array, entities, scalar } = parseType(attribute.type);
  const mayBeEmpty = slips[`${node.owner}.${attribute.name}`]?.empty === true;
  const one = entities.length > 0 ? anyOf(entities.map(refTo)) : scalar === 'Hash' ? objectSchema(node) : scalarOf(scalar, attribute, mayBeEmpty);
  const schema = array ? { type: 'array', items: one } : one;
  return attribute.nullable ? nullable(schema) : schema;
}

const shown: Readonly<Record<string, Schema>> = {
  Array: { type: 'array' }, String: text(), Integer: { type: 'number' }, Float: { type: 'number' }, Number: { type: 'number' }, Boolean: { type: 'boolean' },
};

/** What only an example shows, or has no heading of its own: as far as its type is plain. */
function exampleOnly(node: AttributeNode): Schema {
  const types = node.example ?? [];
  if (types.includes('Array')) return { type: 'array', ...(node.children.size > 0 ? { items: objectSchema(node) } : {}) };
  if (node.children.size > 0) return objectSchema(node);
  return types.length === 1 ? (shown[types[0] ?? ''] ?? {}) : {};
}

// A parent without a heading of its own is there because its children are.
const isRequired = ({ attribute, children, example }: AttributeNode): boolean =>
  attribute ? !attribute.optional : !example && [...children.values()].some(child => child.attribute && !child.attribute.optional);

function objectSchema(node: AttributeNode, without: readonly string[] = []): Schema {
  const children = [...node.children.values()].filter(child => child.key !== '*');
  const any = node.children.get('*');
  const required = children.filter(child => isRequired(child) && !without.includes(child.key)).map(child => child.key);
  return {
    type: 'object',
    ...(children.length > 0 ? { properties: Object.fromEntries(children.map(child => [child.key, attributeSchema(child)])) } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(any ? { additionalProperties: attributeSchema(any) } : {}),
  };
}

const kindSchema = (kind: string): Schema => kind === 'Array' ? { type: 'array' } : kind === 'Array of String' ? { type: 'array', items: text() } : kind === 'null' ? {} : scalarOf(kind, undefined, false);

function keyedSchema({ returns, response_example_keys: kinds = {} }: Method): Schema {
  const { keys = [], entities, values, of } = returns;
  const value = (key: string): Schema => entities?.[0] ? refTo(entities[0]) : values ? text({ enum: values }) : kindSchema(of ?? kinds[key] ?? 'String');
  if (returns.keyed_by) return { type: 'object', additionalProperties: value('') };
  return { type: 'object', properties: Object.fromEntries(keys.map(key => [key, value(key)])), ...(keys.length === 1 ? { required: keys } : {}) };
}

/** Answers that the documentation shows by example only. */
function exampleSchema({ response_example_keys: kinds = {} }: Method): Schema {
  return { type: 'object', properties: Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [key, kindSchema(kind)])), required: Object.keys(kinds) };
}

function itemSchema({ returns, response_fields: fields = [] }: Method): Schema {
  if (fields.length === 0) return kindSchema(returns.of ?? 'String');
  return { type: 'object', properties: Object.fromEntries(fields.map(({ name, type }) => [name, kindSchema(type)])), required: fields.map(field => field.name) };
}

function answerSchema(contract: Contract, method: Method): Schema | null {
  const { shape, entities = [], without = [] } = method.returns;
  const [first = ''] = entities;
  switch (shape) {
    case 'entity':
      return without.length > 0 ? objectSchema(attributeTree(contract, first), without) : anyOf(entities.map(refTo));
    case 'array':
      return { type: 'array', items: first ? refTo(first) : itemSchema(method) };
    case 'hash':
      return keyedSchema(method);
    case 'empty':
      return { type: 'object' };
    case 'other':
    case 'undocumented':
      return exampleSchema(method);
    default:
      return null;
  }
}

function refsIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(match => match[1] ?? '');
}

/** The file: `schemas` by name, those that answers need, and `answers` by the contract's id of a method. */
export function answerSchemas(contract: Contract = loadContract()): string {
  const answers = liveMethods(contract).flatMap((method): [string, Schema][] => {
    const schema = answerSchema(contract, method);
    return schema ? [[method.id, schema]] : [];
  });
  const byName = new Map(Object.keys(contract.entities).map(entity => [nameOf(entity), entity]));
  const schemas = new Map<string, Schema>();
  const wanted = [...refsIn(answers), 'Error'];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const entity = byName.get(name);
    if (schemas.has(name) || entity === undefined) continue;
    const schema = objectSchema(attributeTree(contract, entity));
    schemas.set(name, schema);
    wanted.push(...refsIn(schema));
  }
  const lines = (entries: Iterable<[string, Schema]>): string =>
    [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`).join(',\n');
  return `{\n  "schemas": {\n${lines(schemas)}\n  },\n  "answers": {\n${lines(answers)}\n  }\n}\n`;
}
