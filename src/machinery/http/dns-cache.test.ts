// The cache must answer once for many, forget in time, and stay bounded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDnsCache } from './dns-cache.ts';

function countingResolver() {
  const asked: string[] = [];
  const resolve = async (hostname: string) => {
    asked.push(hostname);
    if (hostname.startsWith('dead')) throw Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
    return [{ address: '192.0.2.1', family: 4 }];
  };
  return { asked, resolve };
}

test('simultaneous and later questions share one answer', async () => {
  const { asked, resolve } = countingResolver();
  const cached = createDnsCache({ resolve });
  await Promise.all([cached('a.example'), cached('a.example')]);
  assert.deepEqual(await cached('a.example'), [{ address: '192.0.2.1', family: 4 }]);
  assert.deepEqual(asked, ['a.example']);
});

test('answers and failures expire on their own clocks', async () => {
  const { asked, resolve } = countingResolver();
  const cached = createDnsCache({ resolve, positiveTtlMs: 5_000, negativeTtlMs: 20 });
  await cached('a.example');
  await assert.rejects(cached('dead.example'), { code: 'ENOTFOUND' });
  await assert.rejects(cached('dead.example'), { code: 'ENOTFOUND' });
  assert.deepEqual(asked, ['a.example', 'dead.example']);
  await sleep(40);
  await cached('a.example');
  await assert.rejects(cached('dead.example'));
  assert.deepEqual(asked, ['a.example', 'dead.example', 'dead.example']);
});

test('a TTL of 0 does not mean for ever', async () => {
  const { asked, resolve } = countingResolver();
  const cached = createDnsCache({ resolve, positiveTtlMs: 0 });
  await cached('a.example');
  await sleep(20);
  await cached('a.example');
  assert.equal(asked.length, 2);
});

test('many names do not fill memory', async () => {
  const { asked, resolve } = countingResolver();
  const cached = createDnsCache({ resolve, maxHosts: 2 });
  for (const name of ['a.example', 'b.example', 'c.example', 'a.example']) await cached(name);
  assert.equal(asked.length, 4);
});
