import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Alert, alertOf, isNewer, joinAlerts, ontoGroup } from './alerts.ts'

const alert = (type: string, people: string[], more: Partial<Alert> = {}): Alert => ({
  ...alertOf({ group_key: `${type}-1`, type, notifications_count: people.length, most_recent_notification_id: '100', latest_page_notification_at: '2026-11-23T10:00:00Z', sample_account_ids: people, status_id: '7' }), ...more,
})

test('ids are compared by their size, not as text', () => {
  assert.equal(isNewer('1000', '999'), true)
  assert.equal(isNewer('999', '1000'), false)
  assert.equal(isNewer('12', '12'), false)
})

test('a notification joins its group, leads it, and counts its person once', () => {
  const group = alert('favourite', ['a', 'b'])
  const later = ontoGroup(alert('favourite', ['c'], { newest: '101' }), group)
  assert.deepEqual([later.count, later.people, later.newest], [3, ['c', 'a', 'b'], '101'])
  assert.equal(ontoGroup(alert('favourite', ['a'], { newest: '102' }), later).count, 3)
  assert.equal(ontoGroup(alert('favourite', ['c'], { newest: '101' }), later), later, 'told twice')
  assert.equal(ontoGroup(alert('favourite', ['c', 'd'], { newest: '103', count: 9 }), group).count, 9, 'the server knows of more than it names')
})

test('favourites and boosts of one post within a day are one alert; nothing else is', () => {
  const [one, ...rest] = joinAlerts([alert('reblog', ['a', 'b']), alert('favourite', ['b', 'c'])])
  assert.deepEqual(rest, [])
  assert.deepEqual([one?.types, one?.count, one?.people, one?.keys], [['reblog', 'favourite'], 3, ['a', 'b', 'c'], ['reblog-1', 'favourite-1']])
  assert.equal(joinAlerts([alert('reblog', ['a']), alert('favourite', ['b'], { status: '8' })]).length, 2)
  assert.equal(joinAlerts([alert('mention', ['a']), alert('favourite', ['b'])]).length, 2)
  assert.equal(joinAlerts([alert('follow', ['a'], { status: null }), alert('follow', ['b'], { status: null })]).length, 2)
  assert.equal(joinAlerts([alert('reblog', ['a']), alert('favourite', ['b'], { at: '2026-11-21T10:00:00Z' })]).length, 2)
})
