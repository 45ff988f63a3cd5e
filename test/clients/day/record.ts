// The notebook of a day: every call is made through it, validated by masto's own declarations, and written down.
import { MastoHttpError, type mastodon } from 'masto';
import { validatorFor } from '../masto-schemas.ts';

/** One call of the day. `problems` is empty where the answer came and was as declared. */
export interface DayEntry {
  call: string;
  schema: string;
  ok: boolean;
  problems: string[];
}

/** A person of the day: a client that calls in their name, and who they are. */
export interface Person {
  client: mastodon.rest.Client;
  id: string;
  acct: string;
}

/** What an answer is held against: one of masto's entities, an array of them, or one of the plain shapes below. */
export type SchemaName = `v1.${string}` | `v2.${string}` | keyof typeof plain;

/** The day as its chapters see it. */
export interface Day {
  baseUrl: string;
  alice: Person;
  bob: Person;
  carol: Person;
  /** Makes a call and writes it down; undefined where it failed. */
  step<T>(call: string, schema: SchemaName, make: () => PromiseLike<T>): Promise<T | undefined>;
  /** The same, for a call without whose answer the rest of the chapter cannot go on: ends the chapter where it failed. */
  need<T>(call: string, schema: SchemaName, make: () => PromiseLike<T>): Promise<T>;
}

/** One part of the day. */
export interface Chapter {
  title: string;
  live(day: Day): Promise<void>;
}

/** Thrown by `need`; the failure itself is already written down. */
export class ChapterEnds extends Error {}

const isText = (value: unknown) => typeof value === 'string';
const plain = {
  nothing: (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0,
  texts: (value: unknown) => Array.isArray(value) && value.every(isText),
  count: (value: unknown) => Number.isInteger((value as { count?: unknown } | undefined)?.count),
  languages: (value: unknown) => typeof value === 'object' && value !== null && Object.values(value).flat().every(isText),
};

/** A `step` and a `need` that write into `entries`. */
export function notebook(entries: DayEntry[]): Pick<Day, 'step' | 'need'> {
  async function step<T>(call: string, schema: SchemaName, make: () => PromiseLike<T>): Promise<T | undefined> {
    const entry: DayEntry = { call, schema, ok: false, problems: [] };
    entries.push(entry);
    try {
      const value = await make();
      entry.problems = problemsOf(schema, value);
      entry.ok = entry.problems.length === 0;
      return value;
    } catch (error) {
      entry.problems = [inWords(error)];
      return undefined;
    }
  }
  async function need<T>(call: string, schema: SchemaName, make: () => PromiseLike<T>): Promise<T> {
    const value = await step(call, schema, make);
    if (value === undefined) throw new ChapterEnds(call);
    return value;
  }
  return { step, need };
}

/** The first of a list; ends the chapter where there is none. */
export function firstOf<T>(items: readonly T[], what: string): T {
  const [first] = items;
  if (first === undefined) throw new ChapterEnds(`there is no ${what}`);
  return first;
}

function problemsOf(schema: SchemaName, value: unknown): string[] {
  if (!(schema in plain)) return validatorFor(schema)(value);
  return plain[schema as keyof typeof plain](value) ? [] : [`is not ${schema}`];
}

function inWords(error: unknown): string {
  if (error instanceof MastoHttpError) return `answers ${error.statusCode}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
