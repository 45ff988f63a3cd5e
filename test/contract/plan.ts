// How a coverage plan is written: rows that say how each documented method is called, as whom, and what to expect.
// The rows themselves live in plan/, one file per section; the automatic probes need no row of their own.
import type { Answer, Call, CallOptions } from './call.ts';

/** What a row sends. `path` fills the `:name` parts of the documented path. */
export interface Args extends Omit<CallOptions, 'token'> {
  path?: Readonly<Record<string, string>>;
}

/** The seeded server as a row may use it while it sets its stage. People are named as in the seed: alice, bob, … */
export interface World {
  call: Call;
  /** A token for this person with exactly these scopes; without scopes: everything a member may ask for. Cached. */
  token(person: string, scopes?: readonly string[]): Promise<string>;
  /** A client-credentials token, that is one without a user. Cached. */
  appToken(scopes?: readonly string[]): Promise<string>;
  /** Calls as this person and returns the body; throws unless the answer is 2xx. For setting the stage. */
  ask<T = Record<string, unknown>>(person: string, method: string, path: string, options?: CallOptions): Promise<T>;
  /** The id of a person's account, for use in paths. Cached. */
  accountId(person: string): Promise<string>;
  /** Where the server listens, for streams and pages. */
  baseUrl: string;
  /** The id of something that the seed made and named; throws on an unknown name. */
  thing(name: string): string;
  /** Words as this community would say them: its people by their names here, its language. */
  say(text: string): string;
  /** Lets something happen that no call of the documented API does, by the name that the seed gave it. */
  happen(name: string): Promise<void>;
}

/** The checks that every method gets on its first row. */
export type ProbeName = 'no token' | 'scope' | 'app token' | 'missing param' | 'unknown id';

/** What a probe may be answered with instead, or why it makes no sense here. */
export type ProbeRule = readonly number[] | { skip: string };

/** One call of one method. The first row of a method also carries its automatic probes. */
export interface Row {
  /** The contract's id of the method, for instance `statuses#create`. */
  method: string;
  /** What this row shows, where a method has several: 'of a poll', 'by a stranger'. */
  name?: string;
  /** Who calls: a person, `app` for a client-credentials token, `nobody`. Default: alice, app or nobody, by the contract. */
  as?: string;
  /** What to send; a function may first set the stage. It runs once per row, and its value is used for the probes too. */
  args?: Args | ((world: World) => Promise<Args>);
  /** The status to expect. Default 200. */
  status?: number;
  /** The only seed on which this can be brought about. */
  only?: string;
  /** Departures from what the probes expect by the contract. */
  probes?: Partial<Record<ProbeName, ProbeRule>>;
  /** Brings about the answer in a way of its own, for streams: the body is then a list of `{event, payload}`. */
  perform?: (world: World, args: Args) => Promise<Answer>;
  /** Anything else the answer has to satisfy, as complaints. */
  check?: (answer: Answer, args: Args) => string[];
}

/** All rows, in the order they are run. A method without a row shows up as unplanned. */
export type Plan = readonly Row[];
