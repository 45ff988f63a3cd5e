// What is claimed for a host that fails in the same moment goes back: kept in memory it would wait for ever.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Claimed } from '#domain/peers/claims.ts'
import { createLanes } from './lanes.ts'
import { createSender, type SenderOptions } from './sender.ts'
import type { Settled } from './settle.ts'

const row: Claimed = { id: 1, outgoing_id: 1, account_id: 1, inbox_url: 'http://peer.example/inbox', attempts: 0, created_at: 0 }

test('deliveries claimed while their host failed are released', () => {
  const settled: Settled[] = []
  const ctx = { clock: { now: () => 1000 } } as SenderOptions['ctx']
  const sender = createSender({ ctx, limits: { perHost: 4, prefetch: 16, slowMs: 2000, atOnce: 8 }, settle: (one) => settled.push(one) })
  const lane = createLanes().open({ host: 'peer.example', failures: 0, signature_scheme: null } as never)
  lane.pausedUntil = 5000
  sender.add(lane, [row, { ...row, id: 2 }])
  assert.deepEqual(settled.map((one) => [one.row.id, one.fate]), [[1, 'release'], [2, 'release']])
  assert.deepEqual([lane.queue.length, sender.running()], [0, 0])
})
