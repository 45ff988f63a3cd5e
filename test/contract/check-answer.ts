// Holds a whole answer against what its method is documented to return: the shape around the entities, and Link headers.
import type { Answer } from './call.ts';
import { type Findings, bestFitting, checkEntities, checkEntity, mergeFindings } from './check-entity.ts';
import type { Contract, Method, Returns } from './contract.ts';
import type { Seen } from './seen.ts';
import { brief, isOfKind } from './value-kinds.ts';

interface Hash {
  [key: string]: unknown;
}

const nothing: Findings = { violations: [], unknown: [] };

/** Checks a successful answer of `method`; what it holds is noted in `seen`. */
export function checkAnswer(contract: Contract, method: Method, answer: Answer, seen: Seen): Findings {
  return mergeFindings([checkShape(contract, method, answer.body, seen), checkLink(method, answer)]);
}

/** Checks that a refusal carries the documented Error entity. */
export function checkError(contract: Contract, answer: Answer, path: string, seen: Seen): Findings {
  const found = checkEntity(contract, 'Error', answer.body, path, seen);
  // A refusal may say more than the documentation lists (`details` of a failed registration): never worth a line.
  return { violations: found.violations, unknown: [] };
}

function checkShape(contract: Contract, method: Method, body: unknown, seen: Seen): Findings {
  const { returns, id } = method;
  switch (returns.shape) {
    case 'entity':
      return checkOne(contract, method, body, seen);
    case 'array':
      return returns.entities?.[0] ? checkEntities(contract, returns.entities[0], body, id, seen) : checkList(method, body);
    case 'hash':
      return checkHash(contract, method, body, seen);
    case 'events':
      return checkEvents(contract, method, body, seen);
    case 'empty':
      return isHash(body) && Object.keys(body).length === 0 ? nothing : fault(id, `is ${brief(body)}, not an empty object`);
    case 'string':
      return typeof body === 'string' ? nothing : fault(id, `is ${brief(body)}, not a text`);
    default:
      return checkExampleKeys(method, body);
  }
}

function checkOne(contract: Contract, method: Method, body: unknown, seen: Seen): Findings {
  const entity = bestFitting(contract, method.returns.entities ?? [], body, method.id);
  const found = checkEntity(contract, entity, body, method.id, seen);
  const spared = new Set(method.returns.without?.map(key => `${method.id}.${key}`));
  return { ...found, violations: found.violations.filter(violation => !spared.has(violation.path)) };
}

function checkList(method: Method, body: unknown): Findings {
  const { of = 'String' } = method.returns;
  if (!Array.isArray(body)) return fault(method.id, `is ${brief(body)}, not an array`);
  return mergeFindings(body.map((item: unknown, index) => checkListItem(method, of, item, `${method.id}[${index}]`)));
}

function checkListItem(method: Method, of: string, item: unknown, path: string): Findings {
  if (!isOfKind(of, item)) return fault(path, `is ${brief(item)}, not ${of}`, method.id);
  const wrong = (method.response_fields ?? []).filter(field => !isOfKind(field.type, (item as Hash)[field.name]));
  return mergeFindings(wrong.map(field => fault(`${path}.${field.name}`, `is not ${field.type}`, method.id)));
}

function checkHash(contract: Contract, method: Method, body: unknown, seen: Seen): Findings {
  const { returns, id } = method;
  if (!isHash(body)) return fault(id, `is ${brief(body)}, not an object`);
  const open = returns.keyed_by !== undefined;
  const keys = open ? Object.keys(body) : presentKeys(returns, body);
  return mergeFindings(keys.map(key => checkHashValue(contract, method, body[key], `${id}.${key}`, seen)));
}

// Markers are asked for by name, so either may be missing; a single documented key never may.
function presentKeys(returns: Returns, body: Hash): string[] {
  const keys = returns.keys ?? [];
  return keys.length > 1 ? keys.filter(key => key in body) : keys;
}

function checkHashValue(contract: Contract, method: Method, value: unknown, path: string, seen: Seen): Findings {
  const { entities, values, of } = method.returns;
  if (entities?.[0]) return checkEntity(contract, entities[0], value, path, seen);
  if (values) return values.includes(value as string) ? nothing : fault(path, `is ${brief(value)}, not one of ${values.join(', ')}`, method.id);
  if (of === 'Array of String') {
    return Array.isArray(value) && value.every(item => typeof item === 'string') ? nothing : fault(path, `is not ${of}`, method.id);
  }
  const key = path.slice(method.id.length + 1);
  const kind = of ?? method.response_example_keys?.[key];
  return kind === undefined || isOfKind(kind, value) ? nothing : fault(path, `is ${brief(value)}, not ${kind}`, method.id);
}

function checkEvents(contract: Contract, method: Method, body: unknown, seen: Seen): Findings {
  if (!Array.isArray(body)) return fault(method.id, 'is not a list of events');
  return mergeFindings(
    body.map((item: { event: string; payload?: unknown }, index) => {
      const path = `${method.id}[${index}]`;
      if (!method.returns.events?.includes(item.event)) return fault(path, `is ${item.event}, which this stream does not carry`, method.id);
      const documented = contract.streaming.events.find(event => event.name === item.event);
      const payload = documented?.payload ?? '';
      return payload in contract.entities ? checkEntity(contract, payload, item.payload, path, seen) : nothing;
    }),
  );
}

function checkExampleKeys(method: Method, body: unknown): Findings {
  const expected = Object.keys(method.response_example_keys ?? {});
  if (expected.length === 0) return nothing;
  if (!isHash(body)) return fault(method.id, `is ${brief(body)}, not an object`);
  return mergeFindings(expected.filter(key => !(key in body)).map(key => fault(`${method.id}.${key}`, 'is missing', method.id)));
}

function checkLink(method: Method, answer: Answer): Findings {
  const { body } = answer;
  if (!method.link_header || !Array.isArray(body) || body.length === 0) return nothing;
  const link = answer.headers['link'] ?? '';
  return /rel="?(next|prev)"?/.test(link) ? nothing : fault(method.id, 'has items but no Link header');
}

function fault(path: string, problem: string, attribute = path): Findings {
  return { violations: [{ path, attribute, problem }], unknown: [] };
}

function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
