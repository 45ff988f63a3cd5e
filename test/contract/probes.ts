// The refusals every method owes its callers, derived from the contract: no token, a token without the scope, a token
// without a user, a parameter left out, an id nobody has. They run before a row's own call, on the stage it has set.
import type { Answer, CallOptions } from './call.ts';
import { type Contract, type Method, type Param, grantingScopes } from './contract.ts';
import type { Args, ProbeName, ProbeRule, Row, World } from './plan.ts';

/** One probe, ready to be called. `accepts` are the statuses that satisfy it. */
export interface Probe {
  name: ProbeName;
  detail: string;
  args: Args;
  token: string | undefined;
  accepts: readonly number[];
}

const unknownId = '4503599627370001';
// Path parameters that are words of the caller's choosing rather than ids of something that has to exist.
const wordParams = new Set(['name', 'hashtag', 'date', 'year', 'group_key']);

/** Every probe that applies to the row's method; those the row skips are left out. */
export async function probesFor(
  contract: Contract,
  method: Method,
  row: Row,
  args: Args,
  world: World,
  token: string | undefined,
): Promise<Probe[]> {
  const probes = [
    ...noToken(method, args, token),
    ...(await wrongScope(contract, method, row, args, world)),
    ...(await appToken(method, args, world)),
    ...missingParams(method, args, token),
    ...unknownIds(args, token),
  ];
  return probes.flatMap(probe => ruled(probe, row.probes?.[probe.name]));
}

/** Whether an answer satisfies its probe. */
export function satisfies(probe: Probe, answer: Answer): boolean {
  return probe.accepts.includes(answer.status);
}

/** The documented path with its parameters filled in. */
export function pathOf(method: Method, args: Args): string {
  return method.path.replace(/:([a-z_]+)/g, (_, name: string) => {
    const value = args.path?.[name];
    if (value === undefined) throw new Error(`${method.id} needs a path parameter ${name}`);
    return encodeURIComponent(value);
  });
}

/** What goes to `call`: a row's arguments without its path, with a token. */
export function optionsOf(args: Args, token: string | undefined): CallOptions {
  const { path: _path, ...options } = args;
  return token === undefined ? options : { ...options, token };
}

/** The same arguments without one documented parameter, wherever it travels. */
export function withoutParam(args: Args, name: string): Args {
  const left = { ...args };
  for (const kind of ['query', 'form', 'multipart'] as const) {
    const values = args[kind];
    if (values && name in values) {
      const { [name]: _dropped, ...rest } = values as Record<string, never>;
      left[kind] = rest;
    }
  }
  if (args.json !== undefined) left.json = withoutKey(args.json, name.replaceAll(']', '').split('[').filter(Boolean));
  return left;
}

function ruled(probe: Probe, rule: ProbeRule | undefined): Probe[] {
  if (rule === undefined) return [probe];
  return 'skip' in rule ? [] : [{ ...probe, accepts: rule }];
}

function noToken(method: Method, args: Args, token: string | undefined): Probe[] {
  const probe = { name: 'no token', args, token: undefined } as const;
  if (method.auth !== 'public') return [{ ...probe, detail: 'refused without a token', accepts: [401] }];
  if (token === undefined || method.http_method !== 'GET') return [];
  return [{ ...probe, detail: 'answered without a token', accepts: [200] }];
}

async function wrongScope(contract: Contract, method: Method, row: Row, args: Args, world: World): Promise<Probe[]> {
  if (method.scopes.length === 0) return [];
  const granting = grantingScopes(contract, method.scopes);
  const other = ['push', 'profile', 'read:lists', 'write:lists'].find(scope => !granting.has(scope)) ?? 'push';
  const person = row.as && !['app', 'nobody'].includes(row.as) ? row.as : 'alice';
  const token = await world.token(person, [other]);
  // A public method may take such a token for no token at all.
  const accepts = method.auth === 'public' ? [200, 403] : [403];
  if (method.auth === 'public' && method.http_method !== 'GET') return [];
  return [{ name: 'scope', detail: `a token with only ${other}`, args, token, accepts }];
}

async function appToken(method: Method, args: Args, world: World): Promise<Probe[]> {
  if (method.auth !== 'user') return [];
  const token = await world.appToken(method.scopes.length > 0 ? method.scopes : ['read', 'write']);
  const documented = [401, 403].filter(status => method.statuses.includes(status));
  return [{ name: 'app token', detail: 'a token without a user', args, token, accepts: [422, ...documented] }];
}

function missingParams(method: Method, args: Args, token: string | undefined): Probe[] {
  return method.params.filter(isOwed).map(param => ({
    name: 'missing param',
    detail: `without ${param.name}`,
    args: withoutParam(args, param.name),
    token,
    accepts: [422, 400, ...(method.statuses.includes(404) && !method.path.includes(':') ? [404] : [])],
  }));
}

function isOwed(param: Param): boolean {
  return param.required && !param.conditional && (param.in === 'query' || param.in === 'form');
}

function unknownIds(args: Args, token: string | undefined): Probe[] {
  const ids = Object.keys(args.path ?? {}).filter(name => !wordParams.has(name));
  return ids.flatMap(name =>
    [unknownId, 'not-an-id'].map(id => ({
      name: 'unknown id' as const,
      detail: `${name} = ${id}`,
      args: { ...args, path: { ...args.path, [name]: id } },
      token,
      accepts: [404],
    })),
  );
}

function withoutKey(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { [key]: inner, ...others } = value as Record<string, unknown>;
  return rest.length === 0 || inner === undefined ? others : { ...others, [key]: withoutKey(inner, rest) };
}
