// Holds one JSON value against one documented entity: every attribute present, of its type, null only where it may be.
// Used by the coverage run, by the journeys and by any test that has an answer in its hand.
import { type AttributeNode, attributeTree, isOpen } from './attribute-tree.ts';
import type { Attribute, Contract } from './contract.ts';
import { slips } from './documentation-slips.ts';
import { type Seen, note } from './seen.ts';
import { type ParsedType, brief, isOfKind, parseType } from './value-kinds.ts';

/** One way in which a value is not what the contract says. `attribute` is `Entity.attribute`. */
export interface Violation {
  path: string;
  attribute: string;
  problem: string;
}

/** What a check found. Unknown keys are no violation: clients must ignore them, but a reader wants to know. */
export interface Findings {
  violations: Violation[];
  unknown: string[];
}

interface Walk {
  contract: Contract;
  entity: string;
  root: string;
  seen: Seen | undefined;
  findings: Findings;
}

/** Checks `value` as the entity named; `path` is where it was found, for the reader; `seen` collects what was met. */
export function checkEntity(contract: Contract, entityName: string, value: unknown, path: string, seen?: Seen): Findings {
  const walk: Walk = { contract, entity: entityName, root: path, seen, findings: { violations: [], unknown: [] } };
  const tree = attributeTree(contract, entityName);
  if (isHash(value)) checkKeys(walk, tree, value, path);
  else complain(walk, path, entityName, `is ${brief(value)}, not an object`);
  return walk.findings;
}

/** Checks every item of an array as the entity named. */
export function checkEntities(contract: Contract, entityName: string, value: unknown, path: string, seen?: Seen): Findings {
  if (!Array.isArray(value)) {
    const problem = `is ${brief(value)}, not an array`;
    return { violations: [{ path, attribute: entityName, problem }], unknown: [] };
  }
  return mergeFindings(value.map((item, index) => checkEntity(contract, entityName, item, `${path}[${index}]`, seen)));
}

/** Several findings as one, unknown keys once each. */
export function mergeFindings(all: readonly Findings[]): Findings {
  return {
    violations: all.flatMap(findings => findings.violations),
    unknown: [...new Set(all.flatMap(findings => findings.unknown))],
  };
}

function checkKeys(walk: Walk, node: AttributeNode, value: Record<string, unknown>, path: string): void {
  const any = node.children.get('*');
  for (const child of node.children.values()) {
    if (child !== any) checkKey(walk, child, value[child.key], `${path}.${child.key}`);
  }
  for (const key of Object.keys(value)) {
    if (node.children.has(key)) continue;
    if (any) checkKey(walk, any, value[key], `${path}.${key}`);
    else if (!isOpen(node)) walk.findings.unknown.push(`${walk.entity}${nameFrom(path, walk)}.${key}`);
  }
}

function checkKey(walk: Walk, node: AttributeNode, value: unknown, path: string): void {
  const { attribute } = node;
  if (!attribute) return checkUndocumented(walk, node, value, path);
  if (walk.seen) note(walk.seen, node.owner, attribute, value);
  const name = `${node.owner}.${attribute.name}`;
  if (value === undefined) {
    if (!attribute.optional) complain(walk, path, name, 'is missing');
  } else if (value === null) {
    if (!attribute.nullable && attribute.type !== 'Null') complain(walk, path, name, 'is null and may not be');
  } else if (value !== '' || !slips[name]?.empty) {
    checkTyped(walk, node, attribute, value, path);
  }
}

// A parent without a heading of its own (`configuration.vapid`) is required because its children are.
function checkUndocumented(walk: Walk, node: AttributeNode, value: unknown, path: string): void {
  if (isHash(value)) return checkKeys(walk, node, value, path);
  const required = [...node.children.values()].some(child => child.attribute && !child.attribute.optional);
  if (required && !node.example) complain(walk, path, `${node.owner}.${node.key}`, `is ${brief(value)}, not an object`);
}

function checkTyped(walk: Walk, node: AttributeNode, attribute: Attribute, value: unknown, path: string): void {
  const type = parseType(attribute.type);
  const name = `${node.owner}.${attribute.name}`;
  if (!type.array) return checkItem(walk, node, attribute, type, value, path);
  if (!Array.isArray(value)) return complain(walk, path, name, `is ${brief(value)}, not an array`);
  value.forEach((item: unknown, index) => checkItem(walk, node, attribute, type, item, `${path}[${index}]`));
}

function checkItem(walk: Walk, node: AttributeNode, attribute: Attribute, type: ParsedType, value: unknown, path: string): void {
  const name = `${node.owner}.${attribute.name}`;
  if (type.entities.length > 0) return checkNested(walk, type.entities, value, path);
  if (!isOfKind(type.scalar, value)) return complain(walk, path, name, `is ${brief(value)}, not ${type.scalar}`);
  if (attribute.enum && !attribute.enum.includes(value as string)) {
    complain(walk, path, name, `is ${brief(value)}, not one of ${attribute.enum.join(', ')}`);
  }
  if (isHash(value)) checkKeys(walk, node, value, path);
}

/** Where several entities may stand, the one with the fewest violations is taken for the intended one. */
function checkNested(walk: Walk, names: readonly string[], value: unknown, path: string): void {
  const best = bestFitting(walk.contract, names, value, path);
  const findings = checkEntity(walk.contract, best, value, path, walk.seen);
  walk.findings.violations.push(...findings.violations);
  walk.findings.unknown.push(...findings.unknown);
}

/** The entity among `names` that `value` violates least. */
export function bestFitting(contract: Contract, names: readonly string[], value: unknown, path: string): string {
  const [first = ''] = names;
  if (names.length < 2) return first;
  const tried = names.map(name => ({ name, faults: faultsAs(contract, name, value, path) }));
  return tried.toSorted((a, b) => a.faults - b.faults)[0]?.name ?? first;
}

function faultsAs(contract: Contract, name: string, value: unknown, path: string): number {
  const { violations, unknown } = checkEntity(contract, name, value, path);
  return violations.length + unknown.length;
}

function complain(walk: Walk, path: string, attribute: string, problem: string): void {
  walk.findings.violations.push({ path, attribute, problem });
}

// Unknown keys are reported by entity, not by place: the same new key on forty statuses is one thing to know.
function nameFrom(path: string, walk: Walk): string {
  return path.slice(walk.root.length).replace(/\[\d+\]/g, '[]');
}

function isHash(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
