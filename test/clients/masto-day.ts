// A day on the server as an app built on masto lives it: some hundred different calls by three people, each answer held
// against masto's own declarations. Takes nothing for granted but three tokens.
import { createRestAPIClient } from 'masto';
import { distance, following, requests } from './day/company.ts';
import { discovery, filters, profileExtras, scheduled } from './day/extras.ts';
import { app, profile, server } from './day/profile.ts';
import { conversations, groups, lists, notifications, tags, timelines } from './day/reading.ts';
import { type Chapter, ChapterEnds, type Day, type DayEntry, type Person, notebook } from './day/record.ts';
import { applause, pictures, polls, writing } from './day/writing.ts';

/** Where the day happens, and tokens of three members with the scopes `read write follow`. */
export interface DayOptions {
  baseUrl: string;
  tokens: { alice: string; bob: string; carol: string };
  /** Also live the parts a first release may lack. */
  extras?: boolean;
}

const chapters: readonly Chapter[] = [
  server,
  app,
  profile,
  following,
  requests,
  writing,
  applause,
  pictures,
  polls,
  timelines,
  lists,
  tags,
  notifications,
  groups,
  conversations,
  distance,
];
const extraChapters: readonly Chapter[] = [profileExtras, scheduled, filters, discovery];

/** Lives the day and returns what was written down, in order. Fails only where a token names nobody. */
export async function mastoDay(options: DayOptions): Promise<DayEntry[]> {
  const entries: DayEntry[] = [];
  const { step, need } = notebook(entries);
  const arrives = async (accessToken: string): Promise<Person> => {
    const client = createRestAPIClient({ url: options.baseUrl, accessToken });
    const account = await need('accounts.verifyCredentials', 'v1.CredentialAccount', () => client.v1.accounts.verifyCredentials());
    return { client, id: account.id, acct: account.acct };
  };
  const { alice, bob, carol } = options.tokens;
  const people = { alice: await arrives(alice), bob: await arrives(bob), carol: await arrives(carol) };
  const day: Day = { baseUrl: options.baseUrl, ...people, step, need };
  for (const chapter of options.extras ? [...chapters, ...extraChapters] : chapters) await live(chapter, day, entries);
  return entries;
}

/** The day as a table for a terminal: failures with what is wrong, then the count. */
export function dayTable(entries: readonly DayEntry[]): string {
  const width = Math.max(...entries.map(({ call }) => call.length));
  const lines = entries.flatMap(({ call, schema, ok, problems }) => [
    `${ok ? '✓' : '✗'} ${call.padEnd(width)}  ${schema}`,
    ...problems.map(problem => `    ${problem}`),
  ]);
  const calls = new Set(entries.map(({ call }) => call));
  return [...lines, `${entries.filter(({ ok }) => ok).length} of ${entries.length} answers as masto declares them, ${calls.size} different calls`].join('\n');
}

async function live(chapter: Chapter, day: Day, entries: DayEntry[]): Promise<void> {
  try {
    await chapter.live(day);
  } catch (error) {
    if (!(error instanceof ChapterEnds)) throw error;
    entries.push({ call: `${chapter.title} ends early`, schema: '', ok: false, problems: [error.message] });
  }
}
