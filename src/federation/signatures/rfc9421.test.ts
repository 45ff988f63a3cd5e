// Every guard of the RFC 9421 reader, each with a request that is otherwise correctly signed.
import assert from 'node:assert/strict';
import { constants, createPrivateKey, sign } from 'node:crypto';
import { test } from 'node:test';
import { contentDigestHeader } from './digest.ts';
import { signRfc9421 } from './rfc9421.ts';
import type { SignedRequest } from './signed-request.ts';
import { BODY, ED25519, KEY_ID, NOW, OPTIONS, OTHER_RSA, RSA, get, outcome, post, rfc9421, testKeys } from './test-requests.ts';
import { readSignature } from './verify.ts';

const seconds = NOW / 1000;
const HOUR = 3_600;
const PARAMETERS = `;created=${seconds};keyid="${KEY_ID}"`;
const DIGEST = contentDigestHeader(BODY);
const METHOD = ['@method', 'POST'] as const;
const TARGET = ['@target-uri', 'https://covey.example/inbox'] as const;
const CONTENT = ['content-digest', DIGEST] as const;
const LINES = [METHOD, TARGET, CONTENT];

const digested = (changes: Partial<SignedRequest> = {}) => post(changes, { 'content-digest': DIGEST });
const signed = (lines: readonly (readonly [string, string])[] = LINES, parameters = PARAMETERS, key = RSA) => rfc9421(digested(), lines, parameters, key);
const withHeader = (request: SignedRequest, name: string, change: (value: string) => string): SignedRequest =>
  ({ ...request, headers: { ...request.headers, [name]: change(String(request.headers[name])) } });

test('a signed POST and GET verify', () => {
  assert.equal(outcome(signed()), 'verified');
  const target = [['@method', 'GET'], ['@target-uri', 'https://covey.example/users/1']] as const;
  assert.equal(outcome(rfc9421(get(), target, PARAMETERS)), 'verified');
  const reading = readSignature(signed(), OPTIONS);
  assert.ok(reading.ok);
  assert.deepEqual([reading.scheme, reading.keyId], ['rfc9421', KEY_ID]);
});

test('every derived component has its value from the RFC', () => {
  const request = get({ path: '/a?b=c' });
  const lines = [
    ['@method', 'GET'], ['@target-uri', 'https://covey.example/a?b=c'], ['@authority', 'covey.example'], ['@scheme', 'https'],
    ['@request-target', '/a?b=c'], ['@path', '/a'], ['@query', '?b=c'], ['host', 'covey.example'], ['date', String(request.headers['date'])],
  ] as const;
  assert.equal(outcome(rfc9421(request, lines, PARAMETERS)), 'verified');
  assert.equal(outcome(rfc9421(get({ path: '/a' }), [['@method', 'GET'], ['@authority', 'covey.example'], ['@path', '/a'], ['@query', '?']], PARAMETERS)), 'verified');
});

test('a changed method, path, host, parameter or body is noticed', () => {
  const request = signed();
  assert.equal(outcome({ ...request, method: 'PUT' }), 'wrong');
  assert.equal(outcome({ ...request, path: '/users/1/inbox' }), 'wrong');
  assert.equal(outcome({ ...request, headers: { ...request.headers, host: '127.0.0.2:3000' } }), 'wrong');
  assert.equal(outcome(withHeader(request, 'signature-input', (input) => input.replace('created=', 'nonce="n";created='))), 'wrong');
  assert.equal(outcome(withHeader(request, 'signature-input', (input) => input.replace(`${seconds}`, `${seconds + 1}`))), 'wrong');
  assert.equal(outcome({ ...request, body: Buffer.from('other') }), 'digest-mismatch');
  assert.equal(outcome(request, OTHER_RSA.publicKey), 'wrong');
  assert.equal(outcome(request, ED25519.publicKey), 'wrong');
});

test('what must be covered must be covered', () => {
  assert.equal(outcome(signed([TARGET, CONTENT])), 'not-covered');
  assert.equal(outcome(signed([METHOD, CONTENT])), 'not-covered');
  assert.equal(outcome(signed([METHOD, ['@path', '/inbox'], CONTENT])), 'not-covered', 'no host');
  assert.equal(outcome(signed([METHOD, ['@authority', 'covey.example'], CONTENT])), 'not-covered', 'no path');
  assert.equal(outcome(signed([METHOD, ['host', 'covey.example'], ['@path', '/inbox'], CONTENT])), 'verified');
  assert.equal(outcome(signed([METHOD, TARGET])), 'not-covered', 'no digest');
  assert.equal(outcome(signed(LINES, `;keyid="${KEY_ID}"`)), 'not-covered', 'no created');
});

test('a covered digest must be there and be right', () => {
  const digest = (value: string | undefined) => outcome(rfc9421(post({}, { 'content-digest': value }), [METHOD, TARGET, ['content-digest', String(value)]], PARAMETERS));
  assert.equal(digest(contentDigestHeader(Buffer.from('other'))), 'digest-mismatch');
  assert.equal(digest('md5=:1B2M2Y8AsgTpgAmY7PhCfg==:'), 'digest-missing');
  assert.equal(digest('sha-256'), 'digest-mismatch');
  assert.equal(digest('!'), 'malformed');
  assert.equal(digest(undefined), 'missing-header');
});

test('times are judged: created, expires and a covered date', () => {
  const created = (time: number, more = '') => outcome(signed(LINES, `;created=${time}${more};keyid="${KEY_ID}"`));
  assert.equal(created(seconds - 12.9 * HOUR), 'verified');
  assert.equal(created(seconds - 13.1 * HOUR), 'too-old');
  assert.equal(created(seconds + 1.1 * HOUR), 'in-future');
  assert.equal(created(seconds, `;expires=${seconds + 60}`), 'verified');
  assert.equal(created(seconds - 3 * HOUR, `;expires=${seconds - 2 * HOUR}`), 'expired');
  const old = new Date(NOW - 14 * 3_600_000).toUTCString();
  const dated = (date: string) => outcome(rfc9421({ ...digested(), headers: { ...digested().headers, date } }, [...LINES, ['date', date]], PARAMETERS));
  assert.equal(dated(old), 'too-old');
  assert.equal(dated('yesterday'), 'bad-date');
});

test('labels, parameters and components given twice are refused', () => {
  const twice = (change: (input: string) => string) => outcome(withHeader(signed(), 'signature-input', change));
  assert.equal(twice((input) => `${input}, ${input}`), 'malformed');
  assert.equal(twice((input) => `${input};keyid="https://evil.example/#key"`), 'malformed');
  assert.equal(twice((input) => input.replace(';created', `;created=1;created`)), 'malformed');
  assert.equal(outcome(withHeader(signed(), 'signature', (value) => `${value}, ${value}`)), 'malformed');
  assert.equal(outcome(signed([...LINES, METHOD])), 'malformed');
});

test('what we cannot read we do not guess', () => {
  for (const input of ['', '!', 'sig1', 'sig1=1', 'sig1=("@method" 1);created=1', 'sig1=("@Method");created=1', '(', `sig1=(${'"a" '.repeat(3_000)})`]) {
    assert.equal(outcome(withHeader(signed(), 'signature-input', () => input)), 'malformed', input.slice(0, 50));
  }
  const label = (n: number) => `s${n}=("@method");created=${seconds};keyid="k"`;
  assert.equal(outcome(withHeader(signed(), 'signature-input', (input) => [input, ...Array.from({ length: 9 }, (_, n) => label(n))].join(', '))), 'malformed');
  for (const value of ['', 'sig2=:AAAA:', 'sig1="text"', 'keyId="x",signature="y"']) assert.equal(outcome(withHeader(signed(), 'signature', () => value)), 'malformed', value);
  for (const parameters of [`;created=${seconds}`, `;created=${seconds};keyid=""`, `;created=${seconds};keyid=token`, `;created=${seconds};keyid="k";alg=token`, `;created=${seconds};keyid="k";expires="x"`]) {
    assert.equal(outcome(signed(LINES, parameters)), 'malformed', parameters);
  }
  assert.equal(outcome(signed([...LINES, ['@query-param', 'x']])), 'unsupported-component');
  assert.equal(outcome(signed([...LINES, ['@status', '200']])), 'unsupported-component');
  assert.equal(outcome(signed([...LINES, ['constructor', 'x']])), 'missing-header');
  const parameterised = withHeader(signed(), 'signature-input', (input) => input.replace('"@method"', '"@method";req'));
  assert.equal(outcome(parameterised), 'unsupported-component');
});

test('only requests for this server count', () => {
  const elsewhere = { ...digested(), headers: { ...digested().headers, host: 'other.example' } };
  assert.equal(outcome(rfc9421(elsewhere, [METHOD, ['@target-uri', 'https://other.example/inbox'], CONTENT], PARAMETERS)), 'wrong-host');
});

test('the first acceptable of several labels counts', () => {
  const request = signed();
  const both = withHeader(withHeader(request, 'signature-input', (input) => `proxy=("@method");created=${seconds};keyid="p", ${input}`), 'signature', (value) => `proxy=:AAAA:, ${value}`);
  assert.equal(outcome(both), 'verified');
});

test('algorithms fit the key or fail', () => {
  const alg = (name: string) => `${PARAMETERS};alg="${name}"`;
  assert.equal(outcome(signed(LINES, alg('rsa-v1_5-sha256'))), 'verified');
  assert.equal(outcome(signed(LINES, alg('ed25519'), ED25519), ED25519.publicKey), 'verified');
  assert.equal(outcome(signed(LINES, PARAMETERS, ED25519), ED25519.publicKey), 'verified');
  assert.equal(outcome(signed(LINES, alg('rsa-v1_5-sha256'), ED25519), ED25519.publicKey), 'wrong');
  assert.equal(outcome(signed(LINES, alg('ed25519'))), 'wrong');
  assert.equal(outcome(signed(LINES, alg('rsa-pss-sha512'))), 'wrong');
  for (const name of ['hmac-sha256', 'ecdsa-p256-sha256', 'none', '']) assert.equal(outcome(signed(LINES, alg(name))), 'unsupported-algorithm', name);
  const large = testKeys(4096);
  assert.equal(outcome(signed(LINES, PARAMETERS, large), large.publicKey), 'verified');
});

test('rsa-pss-sha512 is verified', () => {
  const request = signed(LINES, `${PARAMETERS};alg="rsa-pss-sha512"`);
  const input = String(request.headers['signature-input']).slice('sig1='.length);
  const base = [...LINES.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${input}`].join('\n');
  const key = { key: createPrivateKey(RSA.privatePem), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };
  const signature = sign('sha512', Buffer.from(base), key).toString('base64');
  assert.equal(outcome(withHeader(request, 'signature', () => `sig1=:${signature}:`)), 'verified');
});

test('the query is verified with, then without', () => {
  const query = (target: string) => outcome(rfc9421(get({ path: '/outbox?page=true' }), [['@method', 'GET'], ['@target-uri', `https://covey.example${target}`]], PARAMETERS));
  assert.equal(query('/outbox?page=true'), 'verified');
  assert.equal(query('/outbox'), 'verified');
  assert.equal(query('/outbox?page=false'), 'wrong');
});

test('what we sign, we verify', async () => {
  const url = new URL('https://covey.example/inbox?a=b');
  for (const { privateKey, publicKey } of [RSA, ED25519]) {
    const headers = await signRfc9421({ method: 'POST', url, body: BODY, headers: { 'content-type': 'application/activity+json' } }, { keyId: KEY_ID, privateKey }, { now: NOW });
    assert.deepEqual(Object.keys(headers), ['host', 'date', 'content-digest', 'content-type', 'signature-input', 'signature']);
    const sent = { method: 'POST', path: '/inbox?a=b', headers, body: BODY };
    assert.equal(outcome(sent, publicKey), 'verified');
    assert.equal(outcome({ ...sent, headers: { ...headers, 'content-type': 'text/plain' } }, publicKey), 'wrong');
  }
  const fetching = await signRfc9421({ method: 'GET', url }, { keyId: KEY_ID, privateKey: RSA.privateKey }, { now: NOW });
  assert.equal(outcome({ method: 'GET', path: '/inbox?a=b', headers: fetching, body: null }), 'verified');
});
