// A server made of nothing but the contract: it answers every method with a sample and refuses as documented. The
// coverage run is tried on it, whole and spoiled, before any real server exists.
import type { Answer, Call, CallOptions } from './call.ts';
import { type Contract, type Method, grantingScopes, liveMethods } from './contract.ts';
import type { Args, Plan } from './plan.ts';
import { sampleEntity } from './sample-entity.ts';
import type { CoverageServer } from './world.ts';

/** Changes the fake's answer to a method; returning nothing leaves it as it is. */
export type Spoil = (method: Method, answer: Answer) => Answer | undefined;

/** A `call` that behaves as documented, but for what `spoil` changes. */
export function fakeCall(contract: Contract, spoil: Spoil = () => undefined): Call {
  const methods = liveMethods(contract).map(method => ({ method, pattern: patternOf(method) }));
  return async (verb, path, options = {}) => {
    const fitting = methods.filter(({ method, pattern }) => method.http_method === verb && pattern.test(path));
    // A path with words beats one with a parameter in the same place, as in any router.
    const method = fitting.toSorted((a, b) => params(a.method) - params(b.method))[0]?.method;
    if (!method) return refusal(404, 'no such method');
    const answer = refused(contract, method, path, options) ?? sampleAnswer(contract, method);
    return spoil(method, answer) ?? answer;
  };
}

/** Tokens of the fake say who and for what, in clear. */
export function fakeServer(): CoverageServer {
  return {
    baseUrl: 'http://fake.example',
    token: async (person, scopes) => `${person}|${scopes.join(' ')}`,
    appToken: async scopes => `app|${scopes.join(' ')}`,
    // Whatever a seed may have named is there; streams and happenings are not: rows that need them perform their call themselves.
    close: async () => {},
  };
}

/** One row for every live method, with something in every place where the contract requires something. */
export function samplePlan(contract: Contract): Plan {
  return liveMethods(contract).map(method => ({ method: method.id, args: sampleArgs(method) }));
}

function sampleArgs(method: Method): Args {
  const of = (where: string) => {
    const owed = method.params.filter(param => param.in === where && param.required);
    return Object.fromEntries(owed.map(({ name }) => [name, '17']));
  };
  const names = [...method.path.matchAll(/:([a-z_]+)/g)].map(match => match[1] ?? '');
  return { path: Object.fromEntries(names.map(name => [name, '17'])), query: of('query'), ...(method.http_method === 'GET' ? {} : { form: of('form') }) };
}

function refused(contract: Contract, method: Method, path: string, options: CallOptions): Answer | undefined {
  const [caller, scopes = ''] = options.token?.split('|') ?? [];
  if (method.auth !== 'public' && !caller) return refusal(401, 'The access token is invalid');
  if (method.auth !== 'public' && !allowed(contract, method, scopes.split(' '))) return refusal(403, 'outside the authorized scopes');
  if (method.auth === 'user' && caller === 'app') return refusal(422, 'This method requires an authenticated user');
  if (/4503599627370001|not-an-id/.test(path)) return refusal(404, 'Record not found');
  const sent = { ...options.query, ...options.form };
  const missing = method.params.find(param => param.required && !param.conditional && ['query', 'form'].includes(param.in) && !(param.name in sent));
  return missing ? refusal(422, `${missing.name} is missing`) : undefined;
}

function allowed(contract: Contract, method: Method, scopes: readonly string[]): boolean {
  if (method.scopes.length === 0) return true;
  const holds = (wanted: string) => scopes.some(scope => grantingScopes(contract, [wanted]).has(scope));
  return method.scopes_mode === 'any' ? method.scopes.some(holds) : method.scopes.every(holds);
}

function sampleAnswer(contract: Contract, method: Method): Answer {
  const headers = { link: '<http://fake.example/more>; rel="next"' };
  return { status: 200, headers, body: sampleBody(contract, method) };
}

function sampleBody(contract: Contract, method: Method): unknown {
  const { shape, entities, of, keys, values, keyed_by: keyedBy } = method.returns;
  const entity = entities?.[0] ? sampleEntity(contract, entities[0], 'full') : undefined;
  if (shape === 'entity') return entity;
  if (shape === 'array') return [entity ?? (of === 'Hash' ? { week: '1767323045', statuses: '1', logins: '2', registrations: '3' } : 'example.com')];
  if (shape === 'empty') return {};
  if (shape === 'string') return 'OK';
  if (shape === 'events') return [{ event: method.returns.events?.[0], payload: eventPayload(contract, method) }];
  if (keyedBy) return { en: ['de'] };
  const plain: Readonly<Record<string, unknown>> = { Integer: 3, Boolean: true };
  const value = (key: string) => entity ?? values?.[0] ?? plain[method.response_example_keys?.[key] ?? of ?? ''] ?? 'x';
  return Object.fromEntries([...(keys ?? []), ...Object.keys(method.response_example_keys ?? {})].map(key => [key, value(key)]));
}

function eventPayload(contract: Contract, method: Method): unknown {
  const event = contract.streaming.events.find(({ name }) => name === method.returns.events?.[0]);
  return event?.payload && event.payload in contract.entities ? sampleEntity(contract, event.payload, 'full') : null;
}

function refusal(status: number, error: string): Answer {
  return { status, headers: {}, body: { error } };
}

function patternOf(method: Method): RegExp {
  return new RegExp(`^${method.path.replaceAll('.', '\\.').replace(/:[a-z_]+/g, '[^/]+')}$`);
}

function params(method: Method): number {
  return method.path.split(':').length;
}
