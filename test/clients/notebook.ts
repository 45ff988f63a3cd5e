// The notebook of a day with a client library: every call is made through it, held against what the library declares of
// the method that was called, and written down.
import type { ClientSchemas } from './client-schemas.ts';

/** One call of the day. `problems` is empty where the answer came and was as declared, or was refused as expected. */
export interface DayEntry {
  call: string;
  /** The methods that were called for it, by the names they are declared with. */
  methods: string[];
  /** What was declared of the last of them. */
  schema: string;
  ok: boolean;
  problems: string[];
  /** Why the call was to be refused, where it was. */
  refused?: string;
}

/** How a day is written down. */
export interface Notebook {
  /** Makes a call and writes it down; undefined where it failed. */
  step<T>(call: string, make: () => PromiseLike<T>): Promise<T | undefined>;
  /** The same, for a call without whose answer the rest of the chapter cannot go on: ends the chapter where it failed. */
  need<T>(call: string, make: () => PromiseLike<T>): Promise<T>;
  /** A call that has to end so: with a status, or an error of the client's own by its name. */
  refused(call: string, end: number | string, why: string, make: () => PromiseLike<unknown>): Promise<void>;
  /** The same for what is no answer, such as an event, held against a named type. */
  holds(call: string, schema: string, make: () => PromiseLike<unknown>): Promise<void>;
}

/** Thrown by `need`; the failure itself is already written down. */
export class ChapterEnds extends Error {}

/** How to read one library's answers and errors. */
export interface Reader {
  schemas: ClientSchemas;
  /** What of an answer is declared: the whole, or what it wraps. */
  content(answer: unknown): unknown;
  /** The HTTP status that an error stands for, if it is one of a refusal. */
  statusOf(error: unknown): number | undefined;
}

/** A notebook that writes into `entries`, and the ear that its client has to be given. */
export function openNotebook(reader: Reader, entries: DayEntry[]): { notebook: Notebook; hear(method: string): void } {
  let heard: string[] = [];

  async function write<T>(call: string, make: () => PromiseLike<T>, judge: (entry: DayEntry, outcome: { value: T } | { error: unknown }) => string[]) {
    const entry: DayEntry = { call, methods: (heard = []), schema: '', ok: false, problems: [] };
    entries.push(entry);
    const outcome = await ended(make);
    entry.schema = reader.schemas.methods()[entry.methods.at(-1) ?? ''] ?? '';
    entry.problems = judge(entry, outcome);
    entry.ok = entry.problems.length === 0;
    return 'value' in outcome ? outcome.value : undefined;
  }
  const step: Notebook['step'] = (call, make) =>
    write(call, make, ({ schema }, outcome) => {
      if ('error' in outcome) return [inWords(reader, outcome.error)];
      return schema === '' ? ['called no declared method'] : reader.schemas.validatorFor(schema)(reader.content(outcome.value));
    });
  const need: Notebook['need'] = async (call, make) => {
    const value = await step(call, make);
    if (value === undefined) throw new ChapterEnds(call);
    return value;
  };
  const refused: Notebook['refused'] = async (call, end, why, make) => {
    await write(call, make, (entry, outcome) => {
      entry.refused = why;
      if (!('error' in outcome)) return ['is answered'];
      const seen = reader.statusOf(outcome.error) ?? (outcome.error as Error).name;
      return seen === end ? [] : [`ends with ${seen}, not ${end}`];
    });
  };
  const holds: Notebook['holds'] = async (call, schema, make) => {
    await write(call, make, (entry, outcome) => {
      entry.schema = schema;
      return 'error' in outcome ? [inWords(reader, outcome.error)] : reader.schemas.validatorFor(schema)(outcome.value);
    });
  };
  return { notebook: { step, need, refused, holds }, hear: method => heard.push(method) };
}

/** The first of a list; ends the chapter where there is none. */
export function firstOf<T>(items: readonly T[], what: string): T {
  const [first] = items;
  if (first === undefined) throw new ChapterEnds(`there is no ${what}`);
  return first;
}

/** A part of a day; one that ends early is written down as such. */
export async function liveChapter<Day>(chapter: { title: string; live(day: Day): Promise<void> }, day: Day, entries: DayEntry[]): Promise<void> {
  try {
    await chapter.live(day);
  } catch (error) {
    const problem = error instanceof ChapterEnds ? error.message : error instanceof Error ? (error.stack ?? '') : String(error);
    entries.push({ call: `${chapter.title} ends early`, methods: [], schema: '', ok: false, problems: [problem] });
  }
}

/** Declared methods, but for those of administrators, that no entry called. */
export function uncalled(schemas: ClientSchemas, entries: readonly DayEntry[]): string[] {
  const called = new Set(entries.flatMap(({ methods }) => methods));
  return Object.keys(schemas.methods()).filter(method => !method.startsWith('v1.admin.') && !called.has(method));
}

/** The day as a table for a terminal: failures with what is wrong, then the count. */
export function dayTable(entries: readonly DayEntry[]): string {
  const width = Math.max(...entries.map(({ call }) => call.length));
  const lines = entries.flatMap(({ call, schema, ok, problems, refused }) => [
    `${ok ? '✓' : '✗'} ${call.padEnd(width)}  ${refused ? `refused: ${refused}` : schema}`,
    ...problems.map(problem => `    ${problem}`),
  ]);
  const methods = new Set(entries.flatMap(entry => entry.methods));
  return [...lines, `${entries.filter(({ ok }) => ok).length} of ${entries.length} answers as declared, ${methods.size} different methods`].join('\n');
}

async function ended<T>(make: () => PromiseLike<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await make() };
  } catch (error) {
    return { error };
  }
}

function inWords(reader: Reader, error: unknown): string {
  const status = reader.statusOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return status === undefined ? `${error instanceof Error ? error.name : 'thrown'}: ${message}` : `answers ${status}: ${message}`;
}
