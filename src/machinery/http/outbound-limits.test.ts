// How long the outbound client waits and how much it takes: a hostile peer costs a bounded amount of both.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { LIMITS, servePeer, testOutbound } from './test-peer.ts';

// Not a measure of speed: super-linear work on hostile input would take minutes, on any machine.
const HANGS = 30_000;

const outbound = testOutbound();
const bomb = Buffer.alloc(20_000_000);
const text = 'a page '.repeat(100);

const encodings: Record<string, [string, Buffer]> = {
  '/gzip': ['gzip', gzipSync(text)],
  '/deflate': ['deflate', deflateSync(text)],
  '/raw-deflate': ['deflate', deflateRawSync(text)],
  '/br': ['br', brotliCompressSync(text)],
  '/gzip-bomb': ['gzip', gzipSync(bomb).subarray(0, 9_000)],
  '/whole-gzip-bomb': ['gzip', gzipSync(bomb.subarray(0, 2_000_000))],
  '/br-bomb': ['br', brotliCompressSync(bomb)],
  '/deflate-bomb': ['deflate', deflateRawSync(bomb.subarray(0, 2_000_000))],
  '/stacked': ['gzip, gzip', gzipSync(gzipSync(text))],
  '/unknown': ['zstd', Buffer.from('x')],
  '/not-gzip': ['gzip', Buffer.from('plain')],
  '/prototype': ['constructor', Buffer.from('plain')],
};

const trickleClosed = Promise.withResolvers<void>();
const peer = await servePeer('127.0.0.2', (request, response) => {
  const path = request.url ?? '';
  const encoded = encodings[path];
  if (encoded) response.writeHead(200, { 'content-encoding': encoded[0] }).end(encoded[1]);
  else if (path === '/silent') return;
  else if (path === '/slow') trickle(response);
  else if (path === '/endless') pour(response);
  else if (path === '/big') response.writeHead(200, { 'content-length': 1_000_000 }).end(Buffer.alloc(1_000_000));
  else if (path === '/exact') response.end(Buffer.alloc(LIMITS.maxBytes));
  else if (path === '/headers') response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end();
  else if (path === '/html') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
  else if (path === '/json') response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{}');
  else if (path === '/gone') response.writeHead(410, { 'content-type': 'text/html' }).end('gone');
  else response.end(request.headers['accept-encoding']);
});

function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write('.'), 20);
  response.on('close', () => {
    clearInterval(timer);
    trickleClosed.resolve();
  });
}

function pour(response: ServerResponse): void {
  const write = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(64_000)));
  };
  response.on('drain', write);
  write();
}

async function reason(path: string, extra = {}) {
  const result = await outbound.request(peer.origin + path, { ...LIMITS, ...extra });
  return result.ok ? `status ${result.status}` : result.reason;
}

test('the deadline covers silence and slow bodies, and closes the connection', { timeout: 5_000 }, async () => {
  const started = performance.now();
  assert.equal(await reason('/silent', { timeoutMs: 100 }), 'timeout');
  assert.equal(await reason('/slow', { timeoutMs: 150 }), 'timeout');
  assert.ok(performance.now() - started < HANGS);
  await trickleClosed.promise;
});

test('the deadline covers DNS, signing and waiting for a free connection', async () => {
  const stuck = testOutbound({ resolve: () => new Promise(() => undefined) });
  const dns = await stuck.request('http://slow.example/', { ...LIMITS, timeoutMs: 50 });
  assert.equal(!dns.ok && dns.reason, 'timeout');
  assert.equal(await reason('/', { timeoutMs: 50, headersFor: () => new Promise(() => undefined) }), 'timeout');

  const narrow = testOutbound({ connectionsPerOrigin: 1 });
  const before = peer.seen.length;
  const [, queued] = await Promise.all([
    narrow.request(`${peer.origin}/silent`, { ...LIMITS, timeoutMs: 300 }),
    narrow.request(`${peer.origin}/queued`, { ...LIMITS, timeoutMs: 50 }),
  ]);
  assert.equal(!queued.ok && queued.reason, 'timeout');
  const later = await narrow.request(`${peer.origin}/later`, LIMITS);
  assert.equal(later.ok && later.status, 200);
  assert.deepEqual(peer.seen.slice(before).map(({ url }) => url), ['/silent', '/later'], 'a request past its deadline is not sent');
});

test('an oversize body is cut off, announced or not', async () => {
  assert.equal(await reason('/exact'), 'status 200');
  assert.equal(await reason('/big'), 'too-large');
  assert.equal(await reason('/endless'), 'too-large');
  assert.equal(await reason('/headers'), 'too-large');
});

test('compressed bodies arrive as they were', async () => {
  for (const path of ['/gzip', '/deflate', '/raw-deflate', '/br']) {
    const result = await outbound.request(peer.origin + path, LIMITS);
    assert.equal(result.ok && result.body.toString(), text, path);
  }
});

test('decompression stops at the limit', async () => {
  for (const path of ['/gzip-bomb', '/whole-gzip-bomb', '/br-bomb', '/deflate-bomb']) assert.equal(await reason(path), 'too-large', path);
  for (const path of ['/stacked', '/unknown', '/not-gzip', '/prototype']) assert.equal(await reason(path), 'bad-encoding', path);
});

test('only what we can undo is asked for', async () => {
  const get = await outbound.request(`${peer.origin}/`, LIMITS);
  assert.equal(get.ok && get.body.toString(), 'gzip, deflate, br');
  const post = await outbound.request(`${peer.origin}/`, { ...LIMITS, method: 'POST', body: 'x' });
  assert.equal(post.ok && post.body.toString(), 'identity');
});

test('a successful answer of another type is refused, a failed one is an answer', async () => {
  const acceptTypes = ['application/json'];
  assert.equal(await reason('/json', { acceptTypes }), 'status 200');
  assert.equal(peer.seen.at(-1)?.headers.accept, 'application/json');
  assert.equal(await reason('/html', { acceptTypes }), 'unexpected-type');
  assert.equal(await reason('/', { acceptTypes }), 'unexpected-type');
  assert.equal(await reason('/gone', { acceptTypes }), 'status 410');
  assert.equal(await reason('/html'), 'status 200');
});

test('HEAD reads no body, whatever length is announced', async () => {
  assert.equal(await reason('/big', { method: 'HEAD' }), 'status 200');
});

test('connections are kept and limited per origin', async () => {
  const client = testOutbound({ connectionsPerOrigin: 2 });
  const sockets = new Set<unknown>();
  const counting = await servePeer('127.0.0.2', (request, response) => {
    sockets.add(request.socket);
    setTimeout(() => response.end(), 10);
  });
  await Promise.all(Array.from({ length: 10 }, () => client.request(counting.origin, LIMITS)));
  await client.request(counting.origin, LIMITS);
  assert.equal(sockets.size, 2);
});

test('nonsense and hang-ups are failures, not exceptions', async () => {
  for (const [answer, expected] of [
    ['this is not HTTP\r\n\r\n', 'bad-response'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nfew', 'unreachable'],
    ['HTTP/1.1 302 Found\r\nlocation: /a\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n', 'bad-response'],
    ['HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-encoding: br\r\ncontent-length: 1\r\n\r\nx', 'bad-encoding'],
    ['HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', 'unreachable'],
    ['', 'unreachable'],
  ] as const) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(answer));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.2', listening));
    after(() => server.close());
    const result = await outbound.request(`http://127.0.0.2:${(server.address() as AddressInfo).port}/`, LIMITS);
    assert.equal(!result.ok && result.reason, expected, JSON.stringify(answer));
  }
  assert.equal(await reason('/', { headers: { 'x-bad': 'a\r\nb: c' } }), 'invalid-request');
});
