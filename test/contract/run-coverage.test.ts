// The whole way of `npm run coverage`, over HTTP, on the fake: it ends, closes its server and writes the page.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadContract } from './contract.ts';
import { listen } from './fake-http.ts';
import { fakeCall, fakeServer, samplePlan } from './fake-server.ts';
import { main } from './run-coverage.ts';

test('the page is written and every planned method is served', async t => {
  const fake = await listen(fakeCall(loadContract()));
  t.after(() => fake[Symbol.asyncDispose]());
  const folder = await mkdtemp(join(tmpdir(), 'coverage-'));
  let closed = 0;
  const close = async () => {
    closed += 1;
  };
  const path = join(folder, 'docs', 'coverage.md');
  const start = async () => ({ ...fakeServer(), baseUrl: fake.baseUrl, close });
  const result = await main([{ name: 'one', start }, { name: 'two', start }], { path, plan: samplePlan(loadContract()) });
  assert.equal(closed, 2);
  assert.equal(result.same.length, 213, 'a fake says the same to everybody');
  assert.deepEqual(result.methods.filter(({ state }) => state === 'unserved').map(({ method, checks }) => [method.id, checks.filter(({ ok }) => !ok)]), []);
  assert.match(await readFile(path, 'utf8'), /^# Coverage of the Mastodon API\n/);
  await rm(folder, { recursive: true });
});
