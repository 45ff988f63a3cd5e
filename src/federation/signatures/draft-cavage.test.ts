// Every guard of the draft-cavage reader, each with a request that is otherwise correctly signed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestHeader } from './digest.ts';
import { signCavage } from './draft-cavage.ts';
import { BODY, ED25519, KEY_ID, NOW, OPTIONS, OTHER_RSA, RSA, cavage, get, outcome, post, testKeys } from './test-requests.ts';
import { readSignature } from './verify.ts';

const FULL = '(request-target) host date digest';
const PLAIN = '(request-target) host date';
const HOUR = 3_600_000;
const seconds = NOW / 1000;
const dated = (time: number) => ({ date: new Date(time).toUTCString() });

test('a signed POST and a signed GET verify, with any headers in any order', () => {
  assert.equal(outcome(cavage(post(), { names: FULL })), 'verified');
  assert.equal(outcome(cavage(post(), { names: 'digest content-type date host (request-target)' })), 'verified');
  assert.equal(outcome(cavage(get(), { names: PLAIN })), 'verified');
  const fromSnac = get({}, { 'user-agent': 'snac/2', digest: digestHeader(Buffer.alloc(0)) });
  assert.equal(outcome(cavage(fromSnac, { names: '(request-target) host digest accept user-agent date' })), 'verified');
});

test('the reading names scheme and key before any key is looked up', () => {
  const reading = readSignature(cavage(post(), { names: FULL }), OPTIONS);
  assert.ok(reading.ok);
  assert.equal(reading.scheme, 'draft-cavage');
  assert.equal(reading.keyId, KEY_ID);
});

test('a changed method, path, header or body is noticed', () => {
  const signed = cavage(post(), { names: `${FULL} content-type` });
  assert.equal(outcome({ ...signed, method: 'PUT' }), 'wrong');
  assert.equal(outcome({ ...signed, path: '/users/1/inbox' }), 'wrong');
  assert.equal(outcome({ ...signed, headers: { ...signed.headers, 'content-type': 'text/plain' } }), 'wrong');
  assert.equal(outcome({ ...signed, headers: { ...signed.headers, ...dated(NOW + 1000) } }), 'wrong');
  assert.equal(outcome({ ...signed, headers: { ...signed.headers, host: '127.0.0.2:3000' } }), 'wrong');
  assert.equal(outcome({ ...signed, body: Buffer.from('{"type":"Delete"}') }), 'digest-mismatch');
  const forged = Buffer.from('{"type":"Delete"}');
  assert.equal(outcome({ ...signed, body: forged, headers: { ...signed.headers, digest: digestHeader(forged) } }), 'wrong');
});

test('another key does not verify, of whatever kind', () => {
  const signed = cavage(post(), { names: FULL });
  assert.equal(outcome(signed, OTHER_RSA.publicKey), 'wrong');
  assert.equal(outcome(signed, ED25519.publicKey), 'wrong');
});

test('what must be signed must be signed', () => {
  for (const names of ['(request-target) host date', 'host date digest', '(request-target) date digest', '(request-target) host digest', 'date']) {
    assert.equal(outcome(cavage(post(), { names })), 'not-covered', names);
  }
  for (const names of ['host date', '(request-target) date', '(request-target) host']) {
    assert.equal(outcome(cavage(get(), { names })), 'not-covered', names);
  }
  const withoutDigest = cavage(post(), { names: '(request-target) host date' });
  for (const method of ['PUT', 'PATCH', 'DELETE', 'post']) assert.equal(outcome({ ...withoutDigest, method }), 'not-covered', method);
});

test('a signed digest must be there and be right', () => {
  const signed = (digest: string, body = BODY) => outcome(cavage(post({ body }, { digest }), { names: FULL }));
  assert.equal(signed(digestHeader(Buffer.from('other'))), 'digest-mismatch');
  assert.equal(signed('MD5=1B2M2Y8AsgTpgAmY7PhCfg=='), 'digest-missing');
  assert.equal(signed('SHA-256='), 'digest-missing');
  assert.equal(signed(`${digestHeader(BODY)},${digestHeader(BODY)}`), 'malformed');
  assert.equal(outcome({ ...cavage(post(), { names: FULL }), body: null }), 'digest-mismatch');
  const absent = cavage(post({}, { digest: 'x' }), { names: FULL });
  assert.equal(outcome({ ...absent, headers: { ...absent.headers, digest: undefined } }), 'missing-header');
});

test('only requests for this server count', () => {
  assert.equal(outcome(cavage(post({}, { host: 'other.example' }), { names: FULL })), 'wrong-host');
  assert.equal(outcome(cavage(post({}, { host: 'covey.example:8443' }), { names: FULL })), 'wrong-host');
  assert.equal(outcome(cavage(post({}, { host: ['covey.example', 'other.example'] }), { names: FULL })), 'wrong-host');
  const { host: _, ...hostless } = cavage(post(), { names: FULL }).headers;
  assert.equal(outcome({ ...post(), headers: hostless }), 'wrong-host');
  for (const host of ['covey.example:443', 'Covey.Example', '127.0.0.2:3000']) assert.equal(outcome(cavage(post({}, { host }), { names: FULL })), 'verified', host);
});

test('old and future dates are refused, with an hour of grace', () => {
  const at = (time: number) => outcome(cavage(post({}, dated(time)), { names: FULL }));
  assert.equal(at(NOW - 12.9 * HOUR), 'verified');
  assert.equal(at(NOW - 13.1 * HOUR), 'too-old');
  assert.equal(at(NOW + 0.9 * HOUR), 'verified');
  assert.equal(at(NOW + 1.1 * HOUR), 'in-future');
  for (const date of ['', 'yesterday', '2026-03-01T12:00:00Z', '1772366400', 'Sun, 01 Mar 2026 12:00:00 GMT, Sun, 01 Mar 2026 12:00:00 GMT']) {
    assert.equal(outcome(cavage(post({}, { date }), { names: FULL })), 'bad-date', date);
  }
});

test('(created) and (expires) count like dates, and need hs2019', () => {
  const names = '(request-target) host digest (created)';
  const created = (time: number, expires?: number) =>
    outcome(cavage(post(), { names: expires ? `${names} (expires)` : names, algorithm: 'hs2019', created: time / 1000, ...(expires ? { expires: expires / 1000 } : {}) }));
  assert.equal(created(NOW), 'verified');
  assert.equal(created(NOW - 13.1 * HOUR), 'too-old');
  assert.equal(created(NOW + 1.1 * HOUR), 'in-future');
  assert.equal(created(NOW, NOW + HOUR), 'verified');
  assert.equal(created(NOW - 3 * HOUR, NOW - 2 * HOUR), 'expired');
  assert.equal(outcome(cavage(post(), { names, created: seconds })), 'malformed', 'rsa-sha256 with (created)');
  assert.equal(outcome(cavage(post(), { names: `${FULL} (expires)`, expires: seconds + 60 })), 'malformed', 'rsa-sha256 with (expires)');
  assert.equal(outcome(cavage(post(), { names, algorithm: 'hs2019' })), 'malformed', '(created) without its parameter');
  // A fresh unsigned parameter must not stand in for the old date that was signed.
  const stale = cavage(post({}, dated(NOW - 14 * HOUR)), { names: FULL, algorithm: 'hs2019', created: seconds });
  assert.equal(outcome(stale), 'too-old');
  const changed = cavage(post(), { names, algorithm: 'hs2019', created: seconds });
  assert.equal(outcome({ ...changed, headers: { ...changed.headers, signature: String(changed.headers['signature']).replace(`${seconds}`, `${seconds + 1}`) } }), 'wrong');
});

test('algorithms: rsa-sha256, hs2019, none named, and Ed25519 by its key; nothing else', () => {
  for (const algorithm of ['rsa-sha256', 'RSA-SHA256', 'hs2019', null]) assert.equal(outcome(cavage(post(), { names: FULL, algorithm })), 'verified', String(algorithm));
  for (const algorithm of ['hs2019', 'ed25519', null]) {
    assert.equal(outcome(cavage(post(), { names: FULL, algorithm, key: ED25519 }), ED25519.publicKey), 'verified', String(algorithm));
  }
  assert.equal(outcome(cavage(post(), { names: FULL, algorithm: 'rsa-sha256', key: ED25519 }), ED25519.publicKey), 'wrong');
  assert.equal(outcome(cavage(post(), { names: FULL, algorithm: 'ed25519' })), 'wrong');
  for (const algorithm of ['rsa-sha1', 'hmac-sha256', 'none', '']) assert.equal(outcome(cavage(post(), { names: FULL, algorithm })), 'unsupported-algorithm', algorithm);
});

test('RSA keys of 4096 bits verify', () => {
  const large = testKeys(4096);
  assert.equal(outcome(cavage(post(), { names: FULL, key: large }), large.publicKey), 'verified');
});

test('the query is verified with, then without', () => {
  const request = get({ path: '/outbox?page=true' });
  assert.equal(outcome(cavage(request, { names: PLAIN })), 'verified');
  assert.equal(outcome(cavage(request, { names: PLAIN, target: '/outbox' })), 'verified');
  assert.equal(outcome(cavage(request, { names: PLAIN, target: '/outbox?page=false' })), 'wrong');
  assert.equal(outcome(cavage(request, { names: PLAIN, target: '/' })), 'wrong');
});

test('what is named as signed must exist', () => {
  assert.equal(outcome(cavage(post({}, { 'x-gone': undefined }), { names: `${FULL} x-gone` })), 'missing-header');
  assert.equal(outcome(cavage(post(), { names: `${FULL} constructor` })), 'missing-header');
  assert.equal(outcome(cavage(post(), { names: `${FULL} (response-status)` })), 'unsupported-component');
  assert.equal(outcome(cavage(post({}, { 'x-line': 'a\nhost: other.example' }), { names: `${FULL} x-line` })), 'missing-header');
});

test('what we sign, we verify: with extra headers, with and without the query', async () => {
  const url = new URL('https://covey.example/inbox?a=b');
  const key = { keyId: KEY_ID, privateKey: RSA.privateKey };
  const headers = await signCavage({ method: 'POST', url, body: BODY, headers: { 'collection-synchronization': 'x="y"' } }, key, { now: NOW });
  assert.deepEqual(Object.keys(headers), ['host', 'date', 'digest', 'collection-synchronization', 'signature']);
  const sent = { method: 'POST', path: '/inbox?a=b', headers, body: BODY };
  assert.equal(outcome(sent), 'verified');
  assert.equal(outcome({ ...sent, headers: { ...headers, 'collection-synchronization': 'z' } }), 'wrong');

  const bare = await signCavage({ method: 'GET', url }, key, { now: NOW, omitQuery: true });
  assert.equal(outcome({ method: 'GET', path: '/inbox', headers: bare, body: null }), 'verified');
  const ed = await signCavage({ method: 'GET', url }, { ...key, privateKey: ED25519.privateKey }, { now: NOW });
  assert.equal(outcome({ method: 'GET', path: '/inbox?a=b', headers: ed, body: null }, ED25519.publicKey), 'verified');
  await assert.rejects(signCavage({ method: 'GET', url }, { ...key, keyId: 'a"b' }), TypeError);
});
