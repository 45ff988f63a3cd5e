// That https means a certificate for the very name in the URL, from an authority this machine trusts.
import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import tls from 'node:tls';
import { LIMITS, testOutbound } from './test-peer.ts';

// Made for this test alone: self-signed, for peer.example, valid from 2020 to 2120.
const cert = `-----BEGIN CERTIFICATE-----
MIIBazCCARCgAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxwZWVyLmV4
YW1wbGUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBcxFTATBgNV
BAMMDHBlZXIuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDz7DH4D
VZLWvJEtbwl9EVBadqksl/o7V2F8zc3uh1R1ow5ceLdejBfNZyCMRxRnCZ+T1AGX
Rpvb/pmaYHukVKSjSzBJMBcGA1UdEQQQMA6CDHBlZXIuZXhhbXBsZTAPBgNVHRMB
Af8EBTADAQH/MB0GA1UdDgQWBBThOAg329zJnhZ/oY65rvawvCuwxTAKBggqhkjO
PQQDAgNJADBGAiEApYhzQI52n95IVhAfFqDSbGWuENYAGE+7VXO/BDGa8s4CIQCo
ikBCYdPqx6Sr6dIkOkx7DB2eq9k4MgG8hr1d7cUAIw==
-----END CERTIFICATE-----`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDecTARnk9LyhV/ik
7nz26bmqv5RsY+iA4KNjlMI1lqGhRANCAAQ8+wx+A1WS1ryRLW8JfRFQWnapLJf6
O1dhfM3N7odUdaMOXHi3XowXzWcgjEcUZwmfk9QBl0ab2/6ZmmB7pFSk
-----END PRIVATE KEY-----`;

const server = createServer({ cert, key }, (_, response) => response.end('secure'));
await new Promise<void>((listening) => server.listen(0, '127.0.0.2', listening));
after(() => server.close());
const { port } = server.address() as AddressInfo;

function client() {
  return testOutbound({ allowHttp: false, resolve: async () => [{ address: '127.0.0.2', family: 4 }] });
}

async function outcome(url: string) {
  const result = await client().request(url, LIMITS);
  return result.ok ? result.body.toString() : result.reason;
}

test('an unknown authority is refused, a known one accepted for its own names only', async () => {
  assert.equal(await outcome(`https://peer.example:${port}/`), 'tls');
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, cert]);
  try {
    assert.equal(await outcome(`https://peer.example:${port}/`), 'secure');
    assert.equal(await outcome(`https://other.example:${port}/`), 'tls');
    assert.equal(await outcome(`https://127.0.0.2:${port}/`), 'tls');
  } finally {
    tls.setDefaultCACertificates(before);
  }
});
