// Fedify as the other server: it signs and we verify, we sign and it verifies, in both schemes.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { generateCryptoKeyPair, signRequest, verifyRequest } from '@fedify/fedify/sig';
import { CryptographicKey } from '@fedify/fedify/vocab';
import { signCavage } from './draft-cavage.ts';
import { readPrivateKey, readPublicKey } from './keys.ts';
import { signRfc9421 } from './rfc9421.ts';
import { readSignature } from './verify.ts';

const KEY_ID = 'https://peer.example/actor#main-key';
const ORIGIN = 'https://covey.example';
const BODY = '{"type":"Create","id":"https://peer.example/1"}';
const SCHEMES = [['rfc9421', 'rfc9421', signRfc9421], ['draft-cavage-http-signatures-12', 'draft-cavage', signCavage]] as const;

const pair = await generateCryptoKeyPair('RSASSA-PKCS1-v1_5');
const pem = async (format: 'spki' | 'pkcs8', key: webcrypto.CryptoKey, label: string) =>
  `-----BEGIN ${label}-----\n${Buffer.from(await webcrypto.subtle.exportKey(format, key)).toString('base64')}\n-----END ${label}-----\n`;
const theirs = readPublicKey(await pem('spki', pair.publicKey, 'PUBLIC KEY'));
const ours = readPrivateKey(await pem('pkcs8', pair.privateKey, 'PRIVATE KEY'));

// Fedify asks its cache first, and so never has a document or a context to fetch.
const key = new CryptographicKey({ id: new URL(KEY_ID), owner: new URL('https://peer.example/actor'), publicKey: pair.publicKey });
const keyCache = { get: async () => key, set: async () => undefined };

async function refuseToLoad(url: string): Promise<never> {
  throw new Error(`${url} must not be fetched`);
}

function requests(): [string, RequestInit, string][] {
  const headers = { accept: 'application/activity+json', 'user-agent': 'peer/1' };
  return [
    ['/inbox', { method: 'POST', body: BODY, headers: { ...headers, 'content-type': 'application/activity+json' } }, BODY],
    ['/users/1', { headers }, ''],
    ['/outbox?page=1', { headers }, ''],
  ];
}

for (const [spec, scheme, sign] of SCHEMES) {
  test(`${spec}: what Fedify signs, we verify`, async () => {
    for (const [path, init, body] of requests()) {
      const signed = await signRequest(new Request(ORIGIN + path, init), pair.privateKey, new URL(KEY_ID), { spec });
      const request = { method: signed.method, path, headers: Object.fromEntries(signed.headers), body: body === '' ? null : Buffer.from(body) };
      const reading = readSignature(request, { ownOrigins: [ORIGIN] });
      assert.ok(reading.ok && theirs.ok, JSON.stringify(reading));
      assert.equal(reading.scheme, scheme);
      assert.equal(reading.keyId, KEY_ID);
      assert.equal(reading.check(theirs.key), true, path);
    }
  });

  test(`${spec}: what we sign, Fedify verifies`, async () => {
    for (const [path, init, body] of requests()) {
      const url = new URL(ORIGIN + path);
      const details = { method: init.method ?? 'GET', url, ...(body === '' ? {} : { body: Buffer.from(body) }) };
      // Fedify leaves the query out of draft-cavage's target.
      const headers = await sign(details, { keyId: KEY_ID, privateKey: ours }, { omitQuery: true });
      const verify = (sent: RequestInit) => verifyRequest(new Request(url, sent), { keyCache, documentLoader: refuseToLoad, contextLoader: refuseToLoad, spec });
      const sent = { ...init, headers: { ...init.headers, ...headers } };
      assert.equal((await verify(sent))?.id?.href, KEY_ID, path);
      if (body !== '') assert.equal(await verify({ ...sent, body: 'tampered' }), null);
    }
  });
}
