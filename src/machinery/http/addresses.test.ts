// The guard's table: one line per way of spelling an address that is not the public internet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAddressGuard } from './addresses.ts';

const FORBIDDEN = [
  '127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1',
  '169.254.169.254', '100.64.0.1', '100.127.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1', '198.18.0.1',
  '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
  '::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '::8.8.8.8', '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::7f00:1', '2002:7f00:1::', '2002:808:808::', '2001:0:1::1',
  '2001:2::1', '2001:10::1', '2001:20::1', '2001:db8::1', '3fff::1', '5f00::1', '100::1', 'fc00::1', 'fd12:3456::1',
  'fe80::1', 'fe80::1%lo', 'fec0::1', 'ff02::1', '4000::1', 'not an address', '', 'localhost', '2130706433', '0x7f.1', '134744072', '010.8.8.8',
];

const PUBLIC = ['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '192.167.255.255', '2606:4700:4700::1111', '2a00:1450::1'];

test('only global unicast addresses may be dialled', () => {
  const guard = createAddressGuard([]);
  assert.deepEqual(FORBIDDEN.filter((address) => guard.permits(address)), []);
  assert.deepEqual(PUBLIC.filter((address) => !guard.permits(address)), []);
});

test('allowed ranges open exactly themselves', () => {
  const guard = createAddressGuard(['10.1.0.0/16', '127.0.0.2', 'fd00:1::/32']);
  assert.deepEqual(['10.1.2.3', '127.0.0.2', 'fd00:1::9', '8.8.8.8'].filter((address) => !guard.permits(address)), []);
  assert.deepEqual(['10.2.0.1', '127.0.0.1', 'fd00:2::9', '::ffff:10.1.2.3'].filter((address) => guard.permits(address)), []);
});

test('an allowed NAT64 prefix still judges the IPv4 address inside', () => {
  const guard = createAddressGuard(['64:ff9b::/96']);
  assert.equal(guard.permits('64:ff9b::8.8.8.8'), true);
  assert.equal(guard.permits('64:ff9b::7f00:1'), false);
  assert.equal(guard.permits('64:ff9b::a9fe:a9fe'), false);
});

test('a range that cannot be read stops the start, by name', () => {
  assert.throws(() => createAddressGuard(['10.0.0.0/99']), /"10\.0\.0\.0\/99" is not an address range/);
  assert.throws(() => createAddressGuard(['intranet']), /"intranet" is not an address range/);
});
