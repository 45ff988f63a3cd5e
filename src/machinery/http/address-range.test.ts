import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressRange } from './address-range.ts'

test('IPv4 counts alone, IPv6 by its /64, mapped addresses as IPv4', () => {
  assert.equal(addressRange('192.0.2.7'), '192.0.2.7')
  assert.equal(addressRange('::ffff:192.0.2.7'), '192.0.2.7')
  assert.equal(addressRange('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64')
  assert.equal(addressRange('2001:db8:1:2::9'), '2001:db8:1:2::/64')
  assert.notEqual(addressRange('2001:db8:1:3::9'), '2001:db8:1:2::/64')
  assert.equal(addressRange('nonsense'), 'nonsense')
})
