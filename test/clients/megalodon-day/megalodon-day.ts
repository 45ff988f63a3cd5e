// A day on the server as an app built on megalodon lives it: every method it offers, called by three people, each answer
// held against megalodon's own declarations.
import generator, { type Mastodon } from 'megalodon';
import { megalodon } from '../megalodon-schemas.ts';
import { type DayEntry, liveChapter, openNotebook } from '../notebook.ts';
import { overhear } from '../overhear.ts';
import { apps, distance, profiles } from './people.ts';
import { attached, writing } from './posts.ts';
import { filters, server, timelines, told } from './reading.ts';
import type { Chapter, Day, Person } from './record.ts';
import { streams } from './streams.ts';

/** Where the day happens, and what an app cannot bring about by itself. */
export interface DayOptions extends Pick<Day, 'consent' | 'appToken' | 'picture'> {
  baseUrl: string;
  tokens: { alice: string; bob: string; carol: string };
}

const chapters: readonly Chapter[] = [apps, profiles, distance, writing, attached, server, timelines, filters, told, streams];

/** Lives the day and returns what was written down, in order. Fails only where a token names nobody. */
export async function megalodonDay(options: DayOptions): Promise<DayEntry[]> {
  const entries: DayEntry[] = [];
  const { notebook, hear } = openNotebook({ schemas: megalodon, content, statusOf }, entries);
  const clientOf: Day['clientOf'] = token => overhear(generator('mastodon', options.baseUrl, token) as Mastodon, hear);
  const arrives = async (token: string): Promise<Person> => {
    const client = clientOf(token);
    const { data } = await notebook.need('verifyAccountCredentials', () => client.verifyAccountCredentials());
    return { client, id: data.id, acct: data.acct };
  };
  const { alice, bob, carol } = options.tokens;
  const people = { alice: await arrives(alice), bob: await arrives(bob), carol: await arrives(carol) };
  const day: Day = { ...options, ...people, ...notebook, clientOf };
  for (const chapter of chapters) await liveChapter(chapter, day, entries);
  return entries;
}

// What is declared of an answer is its data; tokens and apps come without a wrapping.
function content(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'data' in answer && 'headers' in answer ? answer.data : answer;
}

function statusOf(error: unknown): number | undefined {
  return (error as { response?: { status?: number } }).response?.status;
}
