// What values of each attribute a run has met. A server that only ever sends null is not yet known to send a value:
// the coverage page counts outcomes, not just attributes.
import { attributesInForce } from './attribute-tree.ts';
import type { Attribute, Contract } from './contract.ts';

/** What was met of one attribute. `values` is filled for enumerations only. */
export interface SeenAttribute {
  present: number;
  absent: number;
  nulls: number;
  trues: number;
  falses: number;
  values: Set<string>;
}

/** `Entity.attribute` → what was met of it. */
export type Seen = Map<string, SeenAttribute>;

/** How far one attribute's possible outcomes were met. */
export interface AttributeCoverage {
  attribute: string;
  met: string[];
  missing: string[];
}

/** An empty record, to be handed to every check of a run. */
export function createSeen(): Seen {
  return new Map();
}

/** Notes one value of an attribute; `undefined` stands for a missing key. */
export function note(seen: Seen, owner: string, attribute: Attribute, value: unknown): void {
  const record = recordOf(seen, `${owner}.${attribute.name}`);
  if (value === undefined) record.absent += 1;
  else if (value === null) record.nulls += 1;
  else record.present += 1;
  if (value === true) record.trues += 1;
  if (value === false) record.falses += 1;
  if (!attribute.enum) return;
  for (const item of Array.isArray(value) ? value : [value]) {
    if (typeof item === 'string') record.values.add(item);
  }
}

/** Every outcome the contract allows an attribute, with those a run has met and those it has not. */
export function attributeCoverage(contract: Contract, seen: Seen, entityName: string): AttributeCoverage[] {
  return attributesInForce(contract, entityName).map(attribute => {
    const name = `${entityName}.${attribute.name}`;
    const record = seen.get(name);
    const outcomes = possibleOutcomes(attribute);
    const met = outcomes.filter(outcome => record !== undefined && wasMet(record, outcome));
    return { attribute: name, met, missing: outcomes.filter(outcome => !met.includes(outcome)) };
  });
}

/** `value`, `true`, `false` or each enumerated value; and `null` and `absent` where the contract allows them. */
export function possibleOutcomes(attribute: Attribute): string[] {
  const outcomes = attribute.type === 'Boolean' ? ['true', 'false'] : (attribute.enum ?? ['value']);
  const values = attribute.type === 'Null' ? [] : outcomes;
  return [...values, ...(attribute.nullable ? ['null'] : []), ...(attribute.optional ? ['absent'] : [])];
}

function wasMet(record: SeenAttribute, outcome: string): boolean {
  switch (outcome) {
    case 'null':
      return record.nulls > 0;
    case 'absent':
      return record.absent > 0;
    case 'value':
      return record.present > 0;
    case 'true':
      return record.trues > 0 || record.values.has(outcome);
    case 'false':
      return record.falses > 0 || record.values.has(outcome);
    default:
      return record.values.has(outcome);
  }
}

function recordOf(seen: Seen, name: string): SeenAttribute {
  let record = seen.get(name);
  if (!record) {
    record = { present: 0, absent: 0, nulls: 0, trues: 0, falses: 0, values: new Set() };
    seen.set(name, record);
  }
  return record;
}
