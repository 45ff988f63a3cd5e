// Where the outbound client may go: schemes, addresses, names that lie, and redirects.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { LIMITS, servePeer, testOutbound } from './test-peer.ts';

const outbound = testOutbound();

/** The reason a request failed, or `status N` when it did not. */
async function outcome(url: string, client = outbound, extra: Parameters<typeof outbound.request>[1] = LIMITS) {
  const result = await client.request(url, extra);
  return result.ok ? `status ${result.status}` : result.reason;
}

const open = await servePeer('127.0.0.2', (_, response) => response.end('open'));
const secret = await servePeer('127.0.0.3', (_, response) => response.end('secret'), open.port);

test('a permitted address is fetched, with our user agent', async () => {
  const result = await outbound.request(`${open.origin}/a?b=c#d`, { ...LIMITS, headers: { 'user-agent': 'other', host: 'other' } });
  assert.ok(result.ok);
  assert.equal(result.body.toString(), 'open');
  assert.equal(result.url, `${open.origin}/a?b=c`);
  const request = open.seen.at(-1);
  assert.equal(request?.url, '/a?b=c');
  assert.equal(request?.headers['user-agent'], 'Covey-test/1.0');
  assert.equal(request?.headers.host, `127.0.0.2:${open.port}`);
});

test('only https, and http when allowed', async () => {
  const strict = testOutbound({ allowHttp: false });
  assert.equal(await outcome(`${open.origin}/`, strict), 'forbidden-scheme');
  for (const url of ['data:text/plain,hi', 'file:///etc/passwd', 'ftp://127.0.0.2/', 'javascript:1', 'blob:http://127.0.0.2/x', 'ws://127.0.0.2/']) {
    assert.equal(await outcome(url), 'forbidden-scheme', url);
  }
  for (const url of ['', 'nonsense', 'http://', '//127.0.0.2/', `http://127.0.0.2:${open.port}/${'x'.repeat(5000)}`, `http://u:p@127.0.0.2:${open.port}/`]) {
    assert.equal(await outcome(url), 'invalid-url', url.slice(0, 40));
  }
});

test('every spelling of a private address is refused before dialling', async () => {
  const closed = testOutbound({ allowedPrivateCidrs: [] });
  const hosts = [
    '127.0.0.3', '127.3', '2130706435', '0x7f000003', '0177.0.0.3', '0x7f.0.0.3', '127.0.0.3.', '0', '0.0.0.0', '[::]',
    '[::1]', '[::ffff:127.0.0.3]', '[::ffff:7f00:3]', '[::127.0.0.3]', '[64:ff9b::7f00:1]', '[2002:7f00:0001::]',
    '[fe80::1]', '[fc00::1]', '10.0.0.1', '169.254.169.254', '100.64.0.1', '１２７.0.0.3', '127。0。0。3',
  ];
  for (const host of hosts) assert.equal(await outcome(`http://${host}:${secret.port}/`, closed), 'forbidden-address', host);
  assert.equal(secret.seen.length, 0);
});

test('a name is judged by where it leads', async () => {
  const answers: Record<string, string[]> = {
    'good.example': ['127.0.0.2'],
    'bad.example': ['127.0.0.3'],
    'mapped.example': ['::ffff:127.0.0.3'],
    'mixed.example': ['127.0.0.3', '::1', '127.0.0.2'],
    'empty.example': [],
  };
  const named = testOutbound({
    resolve: async (host) => (answers[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });
  const at = (host: string) => outcome(`http://${host}:${open.port}/`, named);
  assert.equal(await at('good.example'), 'status 200');
  assert.equal(await at('bad.example'), 'forbidden-address');
  assert.equal(await at('mapped.example'), 'forbidden-address');
  assert.equal(await at('mixed.example'), 'status 200', 'the forbidden answers are dropped, the permitted one is dialled');
  assert.equal(await at('empty.example'), 'forbidden-address');
  assert.equal(secret.seen.length, 0);
});

test('a name that answers differently the second time gains nothing', async () => {
  let asked = 0;
  const rebinding = testOutbound({
    dnsTtl: { positiveTtlMs: 1 },
    resolve: async () => [{ address: asked++ === 0 ? '127.0.0.2' : '127.0.0.3', family: 4 }],
  });
  const url = `http://rebind.example:${open.port}/`;
  const first = await rebinding.request(url, { ...LIMITS, headers: { connection: 'close' } });
  assert.equal(first.ok && first.body.toString(), 'open');
  assert.equal(asked, 1, 'the answer that was checked is the answer that was dialled');
  await sleep(20);
  assert.equal(await outcome(url, rebinding), 'forbidden-address');
  assert.equal(secret.seen.length, 0);
});

test('unknown names and silent ports have their own reasons', async () => {
  const named = testOutbound({ resolve: async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) });
  assert.equal(await outcome('http://gone.example/', named), 'unknown-host');
  assert.equal(await outcome('http://127.0.0.2:9/'), 'unreachable');
});

const redirects: Record<string, [number, string]> = {
  '/once': [302, '/'],
  '/private': [302, `http://127.0.0.3:${secret.port}/`],
  '/private-v6': [307, `http://[::ffff:127.0.0.3]:${secret.port}/`],
  '/file': [301, 'file:///etc/passwd'],
  '/data': [308, 'data:application/json,{}'],
  '/loop': [302, '/loop'],
  '/bad': [302, 'http://'],
  '/elsewhere': [302, `http://localhost:${open.port}/landed`],
};
const redirecting = await servePeer('127.0.0.2', (request, response) => {
  const [status, location] = redirects[request.url ?? ''] ?? [200, undefined];
  response.writeHead(status, location === undefined ? {} : { location }).end('here');
});

test('redirects are followed, each hop checked like the first', async () => {
  const result = await outbound.request(`${redirecting.origin}/once`, LIMITS);
  assert.equal(result.ok && result.url, `${redirecting.origin}/`);
  const expected = {
    '/private': 'forbidden-address', '/private-v6': 'forbidden-address', '/file': 'forbidden-scheme', '/data': 'forbidden-scheme',
    '/loop': 'too-many-redirects', '/bad': 'invalid-url',
  };
  for (const [path, reason] of Object.entries(expected)) assert.equal(await outcome(redirecting.origin + path), reason, path);
  assert.equal(secret.seen.length, 0);
});

test('three redirects by default, and as few as the caller likes', async () => {
  const before = redirecting.seen.length;
  assert.equal(await outcome(`${redirecting.origin}/loop`), 'too-many-redirects');
  assert.equal(redirecting.seen.length - before, 4);
  assert.equal(await outcome(`${redirecting.origin}/once`, outbound, { ...LIMITS, maxRedirects: 0 }), 'too-many-redirects');
});

test('a POST never follows a redirect', async () => {
  const before = redirecting.seen.length;
  const result = await outbound.request(`${redirecting.origin}/once`, { ...LIMITS, method: 'POST', body: 'x' });
  assert.equal(result.ok && result.status, 302);
  assert.equal(redirecting.seen.length - before, 1);
});

test('headers are signed anew for each hop, credentials stay with their origin, and the caller may refuse a hop', async () => {
  const client = testOutbound({ resolve: async () => [{ address: '127.0.0.2', family: 4 }] });
  const result = await client.request(`${redirecting.origin}/elsewhere`, {
    ...LIMITS,
    headers: { authorization: 'Bearer secret', accept: 'text/plain' },
    headersFor: async (url) => ({ signature: `for ${url.href}` }),
  });
  assert.equal(result.ok && result.url, `http://localhost:${open.port}/landed`);
  assert.equal(redirecting.seen.at(-1)?.headers.signature, `for ${redirecting.origin}/elsewhere`);
  assert.equal(redirecting.seen.at(-1)?.headers.authorization, 'Bearer secret');
  const landed = open.seen.at(-1)?.headers;
  assert.equal(landed?.signature, `for http://localhost:${open.port}/landed`);
  assert.equal(landed?.host, `localhost:${open.port}`);
  assert.equal(landed?.accept, 'text/plain');
  assert.equal(landed?.authorization, undefined);

  const refused = await client.request(`${redirecting.origin}/elsewhere`, { ...LIMITS, onRedirect: (from, to) => from.host === to.host });
  assert.equal(!refused.ok && refused.reason, 'redirect-refused');
});

test('a closed client says so', async () => {
  const client = testOutbound();
  await client.close();
  assert.equal(await outcome(`${open.origin}/`, client), 'closed');
});
