// Coverage rows: every stream as server-sent events, with what it carries brought about while it is open.
import { openEvents, type TestStream } from '#test/support/streams.ts';
import type { Answer } from '../call.ts';
import type { Args, Plan, Row, World } from '../plan.ts';
import { listOfAlice, posted, relates } from './stage.ts';

const PATIENCE_MS = 60_000;

/** Opens the stream at `path` as alice, lets `happens` happen, and answers with what came once all of `kinds` have. */
function heard(path: string, kinds: readonly string[], happens: (world: World) => Promise<void>): Row['perform'] {
  return async (world, args): Promise<Answer> => {
    const query = Object.fromEntries(Object.entries(args.query ?? {}).map(([key, value]) => [key, String(value)]));
    const stream = await openEvents(world.baseUrl, path, { token: await world.token('alice', ['read:statuses', 'read:notifications']), query });
    try {
      await happens(world);
      return { status: 200, headers: {}, body: await eventsOf(stream, kinds) };
    } finally {
      stream.close();
    }
  };
}

async function eventsOf(stream: TestStream, kinds: readonly string[]): Promise<{ event: string; payload: unknown }[]> {
  for (const kind of kinds) await stream.until(({ event }) => event === kind, PATIENCE_MS);
  return kinds.flatMap(kind => stream.heard.filter(({ event }) => event === kind).slice(0, 1)).map(({ event, payload }) => ({ event, payload: payloadOf(payload) }));
}

function payloadOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A post that is written, changed and taken back by bob, who is followed. */
async function comesAndGoes(world: World, text = 'Now #coverage'): Promise<void> {
  const id = await posted(world, 'bob', text);
  await world.ask('bob', 'PUT', `/api/v1/statuses/${id}`, { form: { status: `${text}, better` } });
  await world.ask('bob', 'DELETE', `/api/v1/statuses/${id}`);
}

const LIFE = ['update', 'status.update', 'delete'];

async function everythingAtHome(world: World): Promise<void> {
  await comesAndGoes(world);
  await posted(world, 'bob', '@alice hello');
  await world.ask('alice', 'POST', '/api/v2/filters', { form: { title: 'Streams', 'context[]': ['public'] } });
  await world.happen('an announcement');
  const [first] = await world.ask<{ id: string }[]>('alice', 'GET', '/api/v1/announcements');
  await world.ask('bob', 'PUT', `/api/v1/announcements/${first?.id}/reactions/${encodeURIComponent('🎉')}`);
}

const followed = async (world: World): Promise<Args> => {
  await relates(world, 'alice', 'follow', 'bob');
  return {};
};

const listed = async (world: World): Promise<Args> => ({ query: { list: await listOfAlice(world, ['bob']) } });
const fromAfar = (world: World) => world.happen('a post from afar');
const mention = async (world: World): Promise<void> => { await posted(world, 'bob', '@alice a mention'); };
const whisper = async (world: World): Promise<void> => { await posted(world, 'bob', '@alice between us', { visibility: 'direct' }); };
const tag = { query: { tag: 'coverage' } };

// The streaming server says 401 to whoever may not listen, whatever the reason, as Mastodon's does.
const probes = { scope: [401], 'app token': [401] } as const;

const listening: Plan = [
  {
    method: 'streaming#user', args: followed,
    perform: heard('user', [...LIFE, 'notification', 'filters_changed', 'announcement', 'announcement.reaction'], everythingAtHome),
  },
  { method: 'streaming#notification', perform: heard('user/notification', ['notification'], mention) },
  { method: 'streaming#public', perform: heard('public', LIFE, comesAndGoes) },
  { method: 'streaming#public-local', perform: heard('public/local', LIFE, comesAndGoes) },
  { method: 'streaming#public-remote', perform: heard('public/remote', ['update'], fromAfar) },
  { method: 'streaming#hashtag', args: tag, perform: heard('hashtag', LIFE, comesAndGoes) },
  { method: 'streaming#hashtag-local', args: tag, perform: heard('hashtag/local', LIFE, comesAndGoes) },
  { method: 'streaming#list', args: listed, perform: heard('list', LIFE, comesAndGoes) },
  { method: 'streaming#direct', perform: heard('direct', ['conversation'], whisper) },
];

export const streamsPlan: Plan = [{ method: 'streaming#health' }, ...listening.map(row => ({ probes, ...row }))];
