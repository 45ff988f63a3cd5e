// The whole way of `npm run coverage`, over HTTP, on the fake: it ends, closes its server and writes the page.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadContract } from './contract.ts';
import { listen } from './fake-http.ts';
import { fakeCall, fakeServer } from './fake-server.ts';
import { main } from './run-coverage.ts';

test('the page is written and every planned method is served', async () => {
  const fake = await listen(fakeCall(loadContract()));
  const folder = await mkdtemp(join(tmpdir(), 'coverage-'));
  let closed = 0;
  const close = async () => {
    closed += 1;
    await fake[Symbol.asyncDispose]();
  };
  const path = join(folder, 'docs', 'coverage.md');
  const result = await main(async () => ({ ...fakeServer(), baseUrl: fake.baseUrl, close }), path);
  assert.equal(closed, 1);
  assert.deepEqual(result.methods.filter(({ state }) => state === 'unserved').map(({ method }) => method.id), []);
  assert.match(await readFile(path, 'utf8'), /^# Coverage of the Mastodon API\n/);
  await rm(folder, { recursive: true });
});
