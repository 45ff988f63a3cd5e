// The front door: which scheme is taken, and that refusing is cheap.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BODY, KEY_ID, NOW, OPTIONS, RSA, cavage, get, outcome, post, rfc9421 } from './test-requests.ts';
import { readSignature } from './verify.ts';

// Not a measure of speed: super-linear work on hostile input would take minutes, on any machine.
const HANGS = 30_000;

test('no signature is its own answer', () => {
  assert.equal(outcome(post()), 'unsigned');
  assert.equal(outcome(get()), 'unsigned');
});

test('Signature-Input decides for RFC 9421, and is not answered by the other scheme', () => {
  const signed = cavage(post(), { names: '(request-target) host date digest' });
  assert.equal(outcome(signed), 'verified');
  assert.equal(outcome({ ...signed, headers: { ...signed.headers, 'signature-input': '' } }), 'malformed');
  const lines = [['@method', 'GET'], ['@target-uri', 'https://covey.example/users/1']] as const;
  const reading = readSignature(rfc9421(get(), lines, `;created=${NOW / 1000};keyid="${KEY_ID}"`), OPTIONS);
  assert.equal(reading.ok && reading.scheme, 'rfc9421');
});

test('the real clock is used when none is given', () => {
  const signed = cavage(post({}, { date: new Date().toUTCString() }), { names: '(request-target) host date digest' });
  assert.equal(outcome(signed, RSA.publicKey, { ownOrigins: OPTIONS.ownOrigins }), 'verified');
});

test('a large body is not hashed for a request that is refused anyway', () => {
  const body = Buffer.alloc(50_000_000);
  const stale = cavage(post({ body: BODY }, { date: new Date(NOW - 1e9).toUTCString() }), { names: '(request-target) host date digest' });
  const started = performance.now();
  assert.equal(outcome({ ...stale, body }), 'too-old');
  assert.ok(performance.now() - started < HANGS);
});
