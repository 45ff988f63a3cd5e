// The stage of a coverage run: tokens of the seeded people, and calls in their name to bring about what a row needs.
import type { Call } from './call.ts';
import { type Contract } from './contract.ts';
import type { World } from './plan.ts';

/** What a started, seeded test server gives the run. Tokens carry exactly the scopes asked for. */
export interface CoverageServer {
  baseUrl: string;
  token(person: string, scopes: readonly string[]): Promise<string>;
  appToken(scopes: readonly string[]): Promise<string>;
  /** What the seed made, by its name: ids of accounts, posts … */
  things?: ReadonlyMap<string, string>;
  /** What can be let happen, by its name. */
  happenings?: ReadonlyMap<string, () => Promise<void>>;
  /** Words of the plan → words of this community. */
  words?: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** The words of `text` that this community says otherwise, replaced; longer phrases first. */
export function sayer(words: ReadonlyMap<string, string>): (text: string) => string {
  if (words.size === 0) return text => text;
  const known = [...words.keys()].toSorted((a, b) => b.length - a.length).map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${known.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return text => text.replace(pattern, word => words.get(word) ?? word);
}

/** Every text in what is sent, said as this community would. Files and other things stay as they are. */
export function said<T>(value: T, say: (text: string) => string): T {
  if (typeof value === 'string') return say(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => said(one, say)) as T;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, said<unknown>(inner, say)])) as T;
}

/** Everything a member's own app may ask for. */
export function memberScopes(contract: Contract): string[] {
  return contract.oauth_scopes.filter(scope => !scope.granular && !scope.deprecated && !scope.name.startsWith('admin:')).map(scope => scope.name);
}

/** A `World` on this server. Tokens and account ids are fetched once. */
export function worldOn(server: CoverageServer, call: Call, contract: Contract): World {
  const everything = memberScopes(contract);
  const kept = new Map<string, Promise<string>>();
  const once = (key: string, make: () => Promise<string>) => {
    let made = kept.get(key);
    if (!made) kept.set(key, (made = make()));
    return made;
  };
  const say = sayer(server.words ?? new Map());
  const named = (kind: string, name: string): never => {
    throw new Error(`setting the stage: the seed has no ${kind} ${name}`);
  };
  const world: World = {
    call,
    baseUrl: server.baseUrl,
    say,
    thing: name => server.things?.get(name) ?? named('thing', name),
    happen: name => (server.happenings?.get(name) ?? (() => named('happening', name)))(),
    token: (person, scopes = everything) => once(`token ${person} ${scopes.join(' ')}`, () => server.token(person, scopes)),
    appToken: (scopes = everything) => once(`app ${scopes.join(' ')}`, () => server.appToken(scopes)),
    ask: async (person, method, path, options) => {
      const answer = await call(method, path, { ...said(options, say), token: await world.token(person) });
      if (answer.status >= 300) throw new Error(`setting the stage: ${person} ${method} ${path} answers ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body as never;
    },
    accountId: person =>
      once(`account ${person}`, async () => {
        const account = await world.ask<{ id: string }>(person, 'GET', '/api/v1/accounts/verify_credentials');
        return account.id;
      }),
  };
  return world;
}
