import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientAddress } from './client-address.ts'

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as Parameters<ReturnType<typeof clientAddress>>[0]

test('what a stranger says about itself counts for nothing, what a trusted proxy says does', () => {
  const of = clientAddress(['10.0.0.0/8', '::1/128'])
  assert.equal(of(request('192.0.2.7', '198.51.100.1')), '192.0.2.7')
  assert.equal(of(request('10.1.2.3', '198.51.100.1')), '198.51.100.1')
  assert.equal(of(request('::ffff:10.1.2.3', '203.0.113.9, 198.51.100.1, 10.9.9.9')), '198.51.100.1')
  assert.equal(of(request('::1')), '::1')
  assert.equal(clientAddress([])(request('10.1.2.3', '198.51.100.1')), '10.1.2.3')
})
