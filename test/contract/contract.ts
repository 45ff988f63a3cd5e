// The Mastodon API contract as typed test data: every documented method and entity, with the versions they came in.
// The checks and the coverage page read this; nobody else parses the JSON.
import { readFileSync } from 'node:fs';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One line of a version history: what happened to a method or an attribute, and when. */
export interface Change {
  version: string;
  api_version?: number;
  kind: string;
  names?: string[];
}

/** One documented parameter. `type` is null where `internal` is set (Link header pagination). */
export interface Param {
  name: string;
  in: 'path' | 'query' | 'form' | 'header';
  type: string | null;
  required: boolean;
  conditional?: boolean;
  internal?: boolean;
  undocumented?: boolean;
  default?: unknown;
  enum?: string[];
  max?: number;
  max_length?: number;
  since?: string;
  since_api_version?: number;
}

/** What a method answers with. */
export interface Returns {
  shape: 'entity' | 'array' | 'empty' | 'hash' | 'events' | 'other' | 'string' | 'undocumented';
  entities?: string[];
  alternatives?: boolean;
  without?: string[];
  of?: string;
  keys?: string[];
  values?: string[];
  keyed_by?: string;
  events?: string[];
}

/** One documented method. `scopes` are all alternatives when `scopes_mode` is `any`. */
export interface Method {
  id: string;
  section: string;
  title: string;
  http_method: HttpMethod;
  path: string;
  returns: Returns;
  auth: 'public' | 'app' | 'user';
  auth_optional?: 'app' | 'user';
  scopes: string[];
  scopes_mode?: 'any' | 'all';
  params: Param[];
  statuses: number[];
  since: string;
  since_api_version?: number;
  deprecated: boolean;
  deprecated_in?: string;
  removed: boolean;
  streaming: boolean;
  link_header?: boolean;
  history?: Change[];
  response_example_keys?: Record<string, string>;
  response_fields?: { name: string; type: string }[];
}

/** One documented attribute. `name` may be nested: `source.fields`, `history[].day`; `key_path` where a key holds a dot. */
export interface Attribute {
  name: string;
  type: string;
  nullable: boolean;
  optional: boolean;
  deprecated: boolean;
  since: string;
  since_api_version?: number;
  removed?: boolean;
  refs?: string[];
  enum?: string[];
  history?: Change[];
  key_path?: string[];
}

/** A key that only an example shows, with the JSON types it was seen with. */
export interface ExampleOnly {
  name: string;
  json_types: string[];
}

/** One documented entity, without what it inherits by `extends`. */
export interface Entity {
  since: string;
  source: string;
  attributes: Attribute[];
  extends?: string;
  example_only?: ExampleOnly[];
  implied_parents?: string[];
}

/** One event of the streaming API and the type of its payload. */
export interface StreamEvent {
  name: string;
  since: string;
  payload: string | null;
  payload_keys?: string[];
}

export interface Scope {
  name: string;
  granular: boolean;
  deprecated: boolean;
  includes?: string[];
}

export interface Contract {
  newest_version: string;
  methods: Method[];
  entities: Record<string, Entity>;
  streaming: { events: StreamEvent[] };
  oauth_scopes: Scope[];
  rate_limit_headers: string[];
}

let loaded: Contract | undefined;

/** The whole contract, parsed once per process. Treat it as read-only. */
export function loadContract(): Contract {
  loaded ??= JSON.parse(readFileSync(new URL('./mastodon-api.json', import.meta.url), 'utf8')) as Contract;
  return loaded;
}

/** The methods a server has to answer: not removed, and not for administrators. */
export function liveMethods(contract: Contract): Method[] {
  return contract.methods.filter(method => !method.removed && !method.section.startsWith('admin/'));
}

/** The method with this id; throws on an unknown id, so that a typing slip in a plan is found at once. */
export function methodById(contract: Contract, id: string): Method {
  const method = contract.methods.find(candidate => candidate.id === id);
  if (!method) throw new Error(`the contract has no method ${id}`);
  return method;
}

/** The entity with this name; throws on an unknown name. */
export function entityNamed(contract: Contract, name: string): Entity {
  const entity = contract.entities[name];
  if (!entity) throw new Error(`the contract has no entity ${name}`);
  return entity;
}

/** An entity's own name and those it inherits from, nearest first. */
export function lineage(contract: Contract, name: string): string[] {
  const parent = entityNamed(contract, name).extends;
  return parent ? [name, ...lineage(contract, parent)] : [name];
}

/** Every scope that grants one of `scopes`: the scope itself and the wider ones that include it. */
export function grantingScopes(contract: Contract, scopes: readonly string[]): Set<string> {
  const wider = contract.oauth_scopes.filter(scope => scope.includes?.some(name => scopes.includes(name)));
  return new Set([...scopes, ...wider.map(scope => scope.name)]);
}
