// The stage of a coverage run: tokens of the seeded people, and calls in their name to bring about what a row needs.
import type { Call } from './call.ts';
import { type Contract } from './contract.ts';
import type { World } from './plan.ts';

/** What a started, seeded test server gives the run. Tokens carry exactly the scopes asked for. */
export interface CoverageServer {
  baseUrl: string;
  token(person: string, scopes: readonly string[]): Promise<string>;
  appToken(scopes: readonly string[]): Promise<string>;
  close(): Promise<void>;
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
  const world: World = {
    call,
    token: (person, scopes = everything) => once(`token ${person} ${scopes.join(' ')}`, () => server.token(person, scopes)),
    appToken: (scopes = everything) => once(`app ${scopes.join(' ')}`, () => server.appToken(scopes)),
    ask: async (person, method, path, options) => {
      const answer = await call(method, path, { ...options, token: await world.token(person) });
      if (answer.status >= 300) throw new Error(`setting the stage: ${person} ${method} ${path} answers ${answer.status}`);
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
