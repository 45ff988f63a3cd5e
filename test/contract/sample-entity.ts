// Makes a value of any documented entity out of the contract alone. Tests of the checks, of fakes and of other
// people's typings start from it: what the contract promises, a client library has to be able to read.
import { type AttributeNode, attributeTree } from './attribute-tree.ts';
import type { Attribute, Contract } from './contract.ts';
import { parseType } from './value-kinds.ts';

/** Which of the allowed outcomes a sample takes: `full` shows every attribute, `bare` leaves out and nulls all it may. */
export type Fill = 'full' | 'bare';

const scalars: Readonly<Record<string, unknown>> = {
  'String (HTML)': '<p>hello</p>',
  'String (URL)': 'https://example.com/there',
  'String (Datetime)': '2026-01-02T03:04:05.678Z',
  'String (Date)': '2026-01-02',
  'String (Date or Datetime)': '2026-01-02',
  'String (UNIX timestamp)': '1767323045',
  'String (cast from integer)': '17',
  'String (cast from integer, maybe non-numeric)': '116',
  'String (ISO 639-1)': 'en',
  'String (SHA256)': 'a'.repeat(64),
  'String (Blurhash)': 'UBL_:rOpGG-;~qRjWBay',
  'String (IP address)': '192.0.2.1',
  'String (IP address and prefix)': '192.0.2.0/24',
  'String (Email)': 'alice@example.com',
  'String (WxH)': '36x36',
  Boolean: true,
  Integer: 3,
  Float: 0.5,
  Number: 0.5,
  'Number (UNIX timestamp)': 1767323045,
  Null: null,
};

/** A valid value of the entity named. Entities within entities stop at the third level where they may be left out. */
export function sampleEntity(contract: Contract, name: string, fill: Fill, depth = 0): Record<string, unknown> {
  return sampleHash(contract, attributeTree(contract, name), fill, depth);
}

function sampleHash(contract: Contract, node: AttributeNode, fill: Fill, depth: number): Record<string, unknown> {
  const hash: Record<string, unknown> = {};
  for (const child of node.children.values()) {
    const value = sampleOf(contract, child, fill, depth);
    if (value !== undefined) hash[child.key] = value;
  }
  return hash;
}

function sampleOf(contract: Contract, node: AttributeNode, fill: Fill, depth: number): unknown {
  const { attribute } = node;
  if (!attribute) return node.example ? undefined : sampleHash(contract, node, fill, depth);
  const nests = (attribute.refs ?? []).length > 0;
  const spare = fill === 'bare' || (nests && depth >= 2);
  if (spare && attribute.optional) return undefined;
  if (spare && attribute.nullable) return null;
  const type = parseType(attribute.type);
  if (type.array && spare) return [];
  const item = sampleItem(contract, node, attribute, fill, depth);
  return type.array ? [item] : item;
}

function sampleItem(contract: Contract, node: AttributeNode, attribute: Attribute, fill: Fill, depth: number): unknown {
  const { entities, scalar } = parseType(attribute.type);
  if (entities[0]) return sampleEntity(contract, entities[0], fill, depth + 1);
  if (scalar === 'Hash') return sampleHash(contract, node, fill, depth);
  if (attribute.enum) return attribute.enum[0];
  return scalar in scalars ? scalars[scalar] : 'some words';
}
