// Body and digest, in both spellings.
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { contentDigestHeader, digestHeader, refuseContentDigest, refuseDigest } from './digest.ts';

const body = Buffer.from('{"hello": "world"}');
const sha512 = hash('sha512', body, 'base64');

test('the examples of RFC 9530', () => {
  assert.equal(contentDigestHeader(body), 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:');
  assert.equal(digestHeader(body), 'SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=');
});

test('one right strong digest is enough, one wrong is too many', () => {
  for (const header of [digestHeader(body), digestHeader(body).toLowerCase().slice(0, 8) + digestHeader(body).slice(8), `SHA-512=${sha512}`, `md5=AAAA, ${digestHeader(body)} , sha-512=${sha512}`]) {
    assert.equal(refuseDigest(header, body), null, header);
  }
  for (const header of [contentDigestHeader(body), `sha-512=:${sha512}:`, `md5=:AAAA:, ${contentDigestHeader(body)}`]) assert.equal(refuseContentDigest(header, body), null, header);
  assert.equal(refuseDigest(`${digestHeader(body)},SHA-512=AAAA`, body), 'digest-mismatch');
  assert.equal(refuseContentDigest(`${contentDigestHeader(body)}, sha-512=:AAAA:`, body), 'digest-mismatch');
  assert.equal(refuseDigest(digestHeader(body), Buffer.concat([body, body])), 'digest-mismatch');
});

test('nothing, weak and doubled digests count for nothing', () => {
  for (const header of [null, '', 'SHA-1=AAAA', 'md5=AAAA', 'X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=']) assert.equal(refuseDigest(header, body), 'digest-missing', String(header));
  assert.equal(refuseDigest(`SHA-256=AAAA,${digestHeader(body)}`, body), 'malformed');
  assert.equal(refuseContentDigest(null, body), 'digest-missing');
  assert.equal(refuseContentDigest('sha=:AAAA:', body), 'digest-missing');
  assert.equal(refuseContentDigest('sha-256="text"', body), 'digest-mismatch');
});
