// A community for the coverage run: a server of its own with its people, its words, its settings and its day of the year.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '#domain/access/apps.ts';
import { createToken } from '#domain/access/tokens.ts';
import { changeSettings, type Settings } from '#domain/instance/settings.ts';
import type { Member } from '#test/support/members.ts';
import { startTestServer, type TestServer } from '#test/support/server.ts';
import type { CoverageServer } from '../world.ts';

/** What makes one community unlike another. */
export interface Community {
  name: string;
  /** The plan's names of people → theirs. */
  people: Readonly<Record<string, string>>;
  /** The plan's words → theirs. */
  words: Readonly<Record<string, string>>;
  settings: Partial<Settings>;
  /** Month (1 to 12) and day of this year on which everything happens. */
  day: readonly [month: number, day: number];
  /** A server it knows. */
  peer: string;
  /** The page and the hashtag that everybody speaks of. */
  trend: { url: string; tag: string; title: string };
  /** How many speak of it. */
  walkers: number;
  /** Whether a translation service is there. */
  translates: boolean;
  /** The word of its emoji, and where it stands in the picker. */
  emoji: { shortcode: string; category: string };
}

/** The server while it is being filled. */
export interface Stage {
  community: Community;
  server: TestServer;
  members: Map<string, Member>;
  /** Ids by name, for rows. */
  things: Map<string, string>;
  happenings: Map<string, () => Promise<void>>;
  /** A member by the plan's name; made on first mention. */
  member(name: string): Promise<Member>;
}

/** A LibreTranslate that puts the language before every word it is given. */
async function startTranslator(): Promise<{ url: string; close(): void }> {
  const service = createServer((request, response) => {
    let text = '';
    request.on('data', chunk => { text += String(chunk); });
    request.on('end', () => {
      const { q = [], source, target = '' } = (text ? JSON.parse(text) : {}) as { q?: string[]; source?: string; target?: string };
      const told = request.url === '/languages'
        ? ['en', 'de', 'ja'].map(code => ({ code, name: code, targets: ['en', 'de', 'ja'] }))
        : { translatedText: q.map(one => `[${target}] ${one}`), ...(source === 'auto' ? { detectedLanguage: { language: 'ja' } } : {}) };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
    });
  });
  await new Promise<void>(resolve => { service.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${(service.address() as AddressInfo).port}`, close: () => { service.closeAllConnections(); service.close(); } };
}

/** The hands of the clock stand at noon of the community's day when it opens, and go on from there. */
function clockOf([month, day]: Community['day']): { now(): number } {
  const opened = Date.now();
  const noon = Date.UTC(new Date().getUTCFullYear(), month - 1, day, 12);
  return { now: () => noon + Date.now() - opened };
}

/** Opens a community and lets `fill` furnish it. */
export async function openCommunity(community: Community, fill: readonly ((stage: Stage) => Promise<void>)[]): Promise<CoverageServer> {
  const translator = community.translates ? await startTranslator() : null;
  const env: Record<string, string> = translator ? { COVEY_TRANSLATION_SERVICE: 'libretranslate', COVEY_TRANSLATION_URL: translator.url } : {};
  const server = await startTestServer({ clock: clockOf(community.day), env });
  const members = new Map<string, Member>();
  const things = new Map<string, string>();
  const happenings = new Map<string, () => Promise<void>>();
  const member = async (name: string): Promise<Member> => {
    const known = members.get(name) ?? await server.member(community.people[name] ?? name);
    members.set(name, known);
    things.set(name, String(known.accountId));
    return known;
  };
  const { house } = server;
  await house.write(tx => changeSettings(tx, { ...community.settings, contactUsername: community.people['alice'] ?? '' }));
  const stage: Stage = { community, server, members, things, happenings, member };
  for (const part of fill) await part(stage);
  return {
    baseUrl: server.url, things, happenings, words: new Map([...Object.entries(community.people), ...Object.entries(community.words)]),
    async token(person, scopes) {
      const { userId, appId } = await member(person) as Member & { appId?: number };
      return (await house.write(tx => createToken(tx, { userId, scopes, ...(appId === undefined ? {} : { appId }) }))).token;
    },
    appToken: scopes => house.write(async tx => {
      const app = await createApp(tx, { name: 'Coverage', redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes });
      return (await createToken(tx, { appId: app.id, scopes })).token;
    }),
    async close() {
      await server.remove();
      translator?.close();
    },
  };
}
