// A day on the server as an app built on masto lives it: some hundred different calls by three people, each answer held
// against masto's own declarations. Takes nothing for granted but three tokens.
import { MastoHttpError, createRestAPIClient } from 'masto';
import { distance, following, requests } from './day/company.ts';
import { discovery, filters, profileExtras, scheduled } from './day/extras.ts';
import { app, profile, server } from './day/profile.ts';
import { conversations, groups, lists, notifications, tags, timelines } from './day/reading.ts';
import type { Chapter, Day, Person } from './day/record.ts';
import { streams } from './day/streams.ts';
import { asides, bygone, collections, device, newcomer, oldFilters, wholeProfile, words, year } from './day/whole.ts';
import { applause, pictures, polls, writing } from './day/writing.ts';
import { masto } from './masto-schemas.ts';
import { type DayEntry, liveChapter, openNotebook } from './notebook.ts';
import { overhear } from './overhear.ts';

/** Where the day happens, and tokens of three members with the scopes `read write follow`. */
export interface DayOptions {
  baseUrl: string;
  tokens: { alice: string; bob: string; carol: string };
  /** Also live the parts a first release may lack. */
  extras?: boolean;
  /** Also live what only a real server with something of everything can answer; how somebody on another server posts there. */
  speakFromAfar?: () => Promise<void>;
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
const wholeChapters: readonly Chapter[] = [newcomer, wholeProfile, year, collections, asides, words, device, oldFilters, bygone, streams];

/** Lives the day and returns what was written down, in order. Fails only where a token names nobody. */
export async function mastoDay(options: DayOptions): Promise<DayEntry[]> {
  const entries: DayEntry[] = [];
  const statusOf = (error: unknown) => (error instanceof MastoHttpError ? error.statusCode : undefined);
  const { notebook, hear } = openNotebook({ schemas: masto, content: answer => answer, statusOf }, entries);
  const overheard: Day['overheard'] = (client, name) => overhear(client, hear, name === undefined ? [] : [name]);
  const arrives = async (token: string): Promise<Person> => {
    const client = overheard(createRestAPIClient({ url: options.baseUrl, accessToken: token }));
    const account = await notebook.need('accounts.verifyCredentials', () => client.v1.accounts.verifyCredentials());
    return { client, token, id: account.id, acct: account.acct };
  };
  const { alice, bob, carol } = options.tokens;
  const people = { alice: await arrives(alice), bob: await arrives(bob), carol: await arrives(carol) };
  const day: Day = { baseUrl: options.baseUrl, ...people, ...notebook, overheard, speakFromAfar: options.speakFromAfar ?? (async () => {}) };
  const wanted = [...chapters, ...(options.extras ? extraChapters : []), ...(options.speakFromAfar ? wholeChapters : [])];
  for (const chapter of wanted) await liveChapter(chapter, day, entries);
  return entries;
}
