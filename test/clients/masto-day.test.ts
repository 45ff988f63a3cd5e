// The day is lived on the fake made of the contract: the script itself has to be right before it judges a server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadContract } from '#test/contract/contract.ts';
import { listen } from '#test/contract/fake-http.ts';
import { type Spoil, fakeCall } from '#test/contract/fake-server.ts';
import { sampleEntity } from '#test/contract/sample-entity.ts';
import { mastoDay } from './masto-day.ts';
import { dayTable } from './notebook.ts';

const contract = loadContract();
const tokens = { alice: 'alice|read write follow', bob: 'bob|read write follow', carol: 'carol|read write follow' };

// What the contract's headings alone cannot know: a grant without a code, one kind of notification, keys of examples.
const lifelike: Spoil = ({ id }, answer) => {
  if (id === 'oauth#token') return { ...answer, status: 200, body: { ...sampleEntity(contract, 'Token', 'full'), access_token: 'app|read' } };
  if (answer.status !== 200) return undefined;
  const body = answer.body as Record<string, unknown>;
  if (id === 'notifications#get') return { ...answer, body: [{ ...sampleEntity(contract, 'Notification', 'full'), report: undefined }] };
  if (id === 'notifications#get-one') return { ...answer, body: { ...body, report: undefined } };
  if (id === 'preferences#get') return { ...answer, body: { ...body, 'reading:autoplay:gifs': false } };
  return id === 'profile#get-current-user-profile' ? { ...answer, body: { ...body, featured_tags: [] } } : undefined;
};

async function liveOn(spoil: Spoil, extras = false) {
  await using fake = await listen(fakeCall(contract, (method, answer) => spoil(method, answer) ?? lifelike(method, answer)));
  return await mastoDay({ baseUrl: fake.baseUrl, tokens, extras });
}

test('on a server that does what is documented, more than eighty different calls all succeed', async () => {
  const entries = await liveOn(() => undefined);
  assert.deepEqual(entries.filter(({ ok }) => !ok), []);
  assert.ok(new Set(entries.map(({ call }) => call)).size >= 80, `${new Set(entries.map(({ call }) => call)).size}`);
});

test('the extras succeed there too, but for posts for later, which the fake publishes at once', async () => {
  const entries = await liveOn(() => undefined, true);
  assert.deepEqual(entries.filter(({ ok }) => !ok).map(({ call }) => call), ['statuses.create, scheduled']);
});

test('a missing attribute and a refusal are written down, and the day goes on', async () => {
  const entries = await liveOn(({ id }, answer) => {
    if (id === 'lists#create') return { ...answer, status: 500, body: { error: 'out of paper' } };
    if (id !== 'statuses#boost') return undefined;
    const { uri: _uri, ...rest } = answer.body as Record<string, unknown>;
    return { ...answer, body: rest };
  });
  const wrong = entries.filter(({ ok }) => !ok);
  assert.deepEqual(wrong.map(({ call, problems }) => [call, ...problems]), [
    ['statuses.reblog', "must have required property 'uri'"],
    ['lists.create', 'answers 500: out of paper'],
    ['lists ends early', 'lists.create'],
  ]);
  assert.match(dayTable(entries), /✗ statuses\.reblog +v1\.Status\n {4}must have required property 'uri'\n/);
});
