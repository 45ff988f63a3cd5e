// The Signature header has one reading or none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCavageHeader } from './draft-cavage-header.ts';

// Not a measure of speed: super-linear work on hostile input would take minutes, on any machine.
const HANGS = 30_000;

const GOOD = 'keyId="https://a.example/#key",algorithm="rsa-sha256",headers="(request-target) Host date",signature="AAAA"';

function reasonOf(header: string): string {
  const read = readCavageHeader(header);
  return 'reason' in read ? read.reason : 'read';
}

test('parameters are read in any order, spacing and with strangers among them', () => {
  assert.deepEqual(readCavageHeader(GOOD), {
    keyId: 'https://a.example/#key',
    algorithm: 'rsa-sha256',
    headers: ['(request-target)', 'host', 'date'],
    signature: Buffer.from([0, 0, 0]),
    created: undefined,
    expires: undefined,
  });
  assert.equal(reasonOf(GOOD.split(',').toReversed().join(' , ')), 'read');
  assert.equal(reasonOf(`Signature ${GOOD}`), 'read');
  assert.equal(reasonOf(`${GOOD},opaque="x",created=1772366400,expires="1772366500"`), 'read');
});

test('a parameter given twice is refused, whichever it is', () => {
  for (const extra of ['keyId="https://b.example/#key"', 'headers="date"', 'signature="BBBB"', 'algorithm="hs2019"', 'opaque="x",opaque="x"']) {
    assert.equal(reasonOf(`${GOOD},${extra}`), 'malformed', extra);
  }
  assert.equal(reasonOf(`${GOOD}, ${GOOD}`), 'malformed');
});

test('anything incomplete or left over is refused', () => {
  for (const header of [
    '', 'x', GOOD.replace('keyId', 'kid'), GOOD.replace('headers', 'header'), GOOD.replace('signature', 'sig'),
    GOOD.replace('"AAAA"', '"not base64!"'), GOOD.replace('"AAAA"', '""'), GOOD.replace('https://a.example/#key', ''),
    GOOD.replace('https://a.example/#key', 'two words'), `${GOOD} x`, `${GOOD},x`, GOOD.slice(0, -1), GOOD.replace('="rsa', '="\\"rsa'),
    GOOD.replace('Host date', 'host date host'), `${GOOD},created=12x`, `${GOOD},created="soon"`, `${GOOD},expires=${'9'.repeat(20)}`,
    GOOD.replace('#key', 'k'.repeat(3_000)), `${GOOD},x="${'x'.repeat(9_000)}"`,
    GOOD.replace('Host date', Array.from({ length: 100 }, (_, n) => `x${n}`).join(' ')),
  ]) assert.equal(reasonOf(header), 'malformed', header.slice(0, 120));
});

test('a hostile header costs no time', () => {
  const started = performance.now();
  for (const header of ['a'.repeat(8_000), `keyId="${' '.repeat(8_000)}`, `keyId=${' '.repeat(8_000)}x`, ' ,'.repeat(4_000)]) reasonOf(header);
  assert.ok(performance.now() - started < HANGS);
});
