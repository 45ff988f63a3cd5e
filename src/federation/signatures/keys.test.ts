// Which keys are made, read and refused.
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { generateRsaKeyPair, judgePublicKey, readPrivateKey, readPublicKey } from './keys.ts';
import { decodeBase58, decodeMultikey, encodeBase58, encodeMultikey } from './multikey.ts';
import { ED25519, RSA, testKeys } from './test-requests.ts';

const spki = (object = RSA.publicKey.object) => object.export({ type: 'spki', format: 'pem' }).toString();

function reasonOf(encoded: string): string {
  const read = readPublicKey(encoded);
  return read.ok ? read.key.kind : read.reason;
}

test('our pairs are RSA-2048, SPKI and PKCS #8', async () => {
  const { publicKeyPem, privateKeyPem } = await generateRsaKeyPair();
  assert.match(publicKeyPem, /^-----BEGIN PUBLIC KEY-----/);
  assert.match(privateKeyPem, /^-----BEGIN PRIVATE KEY-----/);
  assert.equal(createPublicKey(publicKeyPem).asymmetricKeyDetails?.modulusLength, 2048);
  assert.equal(readPrivateKey(privateKeyPem), readPrivateKey(privateKeyPem), 'parsed once');
  assert.throws(() => readPrivateKey('nonsense'));
});

test('PEM is read as SPKI and PKCS #1, with any line ends, and parsed once', () => {
  assert.equal(reasonOf(spki()), 'rsa');
  assert.equal(reasonOf(spki(ED25519.publicKey.object)), 'ed25519');
  assert.equal(reasonOf(RSA.publicKey.object.export({ type: 'pkcs1', format: 'pem' }).toString()), 'rsa');
  assert.equal(reasonOf(`\n${spki().replaceAll('\n', '\r\n')}\n`), 'rsa');
  assert.equal(reasonOf(spki(testKeys(4096).publicKey.object)), 'rsa');
  assert.equal(readPublicKey(spki()), readPublicKey(spki()));
});

test('keys that are no public keys, too weak or too large are refused', () => {
  for (const encoded of ['', 'nonsense', RSA.privatePem, spki().replace('MII', 'XXX'), `${spki()}${spki()}`]) assert.equal(reasonOf(encoded), 'malformed-key', encoded.slice(0, 40));
  const weak = generateKeyPairSync('rsa', { modulusLength: 1016 }).publicKey;
  assert.equal(reasonOf(spki(weak)), 'weak-key');
  assert.equal(reasonOf(spki(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)), 'rsa');
  assert.equal(reasonOf(spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)), 'unsupported-key');
  assert.equal(reasonOf(`${spki()}${' '.repeat(5_000)}`), 'oversized-key');
  const privateRead = judgePublicKey(createPrivateKey(RSA.privatePem));
  assert.equal(!privateRead.ok && privateRead.reason, 'unsupported-key');
});

test('odd moduli and exponents are refused: they only cost time', () => {
  const rsa = (bytes: number, e: string) =>
    reasonOf(spki(createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: Buffer.alloc(bytes, 0xff).toString('base64url'), e } })));
  assert.equal(rsa(256, 'AQAB'), 'rsa');
  assert.equal(rsa(1040, 'AQAB'), 'oversized-key');
  assert.equal(rsa(256, 'AQ'), 'weak-key');
  assert.equal(rsa(256, Buffer.alloc(255, 0xff).toString('base64url')), 'oversized-key');
});

test('Multikey round trips for both kinds', () => {
  for (const { object } of [RSA.publicKey, ED25519.publicKey]) {
    const multikey = encodeMultikey(object);
    assert.match(multikey, object.asymmetricKeyType === 'rsa' ? /^z4MX/ : /^z6Mk/);
    assert.ok(decodeMultikey(multikey)?.equals(object));
    assert.equal(reasonOf(multikey), object.asymmetricKeyType);
  }
  // The example of the W3C's Data Integrity EdDSA Cryptosuites.
  const published = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQXJyPbrDxkGMW';
  const known = decodeMultikey('z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK');
  assert.ok(known && encodeMultikey(known) === 'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK');
  assert.equal(reasonOf(published.replace('z', 'u')), 'malformed-key');
});

test('Multikeys that are not are refused', () => {
  const multikey = encodeMultikey(ED25519.publicKey.object);
  for (const encoded of ['z', 'z1', 'z0OIl', multikey.slice(0, -1), `${multikey}1`, `z${'2'.repeat(2_000)}`, `z${encodeBase58(Buffer.from([0x80, 0x24, 1, 2, 3]))}`]) {
    assert.equal(reasonOf(encoded), 'malformed-key', encoded.slice(0, 60));
  }
  const ed25519 = (bytes: number) => reasonOf(`z${encodeBase58(Buffer.concat([Buffer.from([0xed, 0x01]), Buffer.alloc(bytes, 7)]))}`);
  assert.deepEqual([31, 32, 33].map(ed25519), ['malformed-key', 'ed25519', 'malformed-key']);
  assert.throws(() => encodeMultikey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey), TypeError);
});

test('base58, by the examples of its draft', () => {
  assert.equal(encodeBase58(Buffer.from('Hello World!')), '2NEpo7TZRRrLZSi2U');
  assert.equal(encodeBase58(Buffer.from('0000287fb4cd', 'hex')), '11233QC4');
  assert.equal(decodeBase58('11233QC4')?.toString('hex'), '0000287fb4cd');
  assert.equal(encodeBase58(Buffer.alloc(0)), '');
  assert.equal(encodeBase58(Buffer.alloc(2)), '11');
  assert.equal(decodeBase58('11')?.toString('hex'), '0000');
});
