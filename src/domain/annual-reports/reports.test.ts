// A year's report: offered in its last weeks only, made by a job from what was really written, read once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Member } from '#test/support/members.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { checkEntity } from '#test/contract/check-entity.ts'
import { loadContract } from '#test/contract/contract.ts'
import { posts } from '#test/seeds/village.ts'
import { follow } from '#domain/relationships/follow.ts'
import { reblog } from '#domain/interactions/reblog.ts'
import { showAnnualReports } from '#entities/annual-report.ts'
import { showInstance } from '#entities/instance.ts'
import { ensureSecrets } from '#domain/instance/secrets.ts'
import { computeReport } from './compute.ts'
import { annualReportJobs, campaignAt, ownReport, reportState, requestReport, unseenReports, viewReport } from './reports.ts'

const YEAR = 2031
let now = Date.UTC(YEAR, 2, 5, 12)
let house: TestHouse
let alice: Member
let bob: Member

before(async () => {
  house = await openTestHouse({ clock: { now: () => now } })
  alice = await house.member('alice')
  bob = await house.member('bob')
  await house.write(ensureSecrets)
})
after(() => house.remove())

const of = (member: Member) => ({ accountId: member.accountId, year: YEAR })
const state = (member: Member) => reportState(house.db, of(member), now)

test('reports are offered from the 10th of December to its end', () => {
  assert.deepEqual([Date.UTC(2031, 11, 9, 23, 59), Date.UTC(2031, 11, 10), Date.UTC(2031, 11, 31, 23, 59), Date.UTC(2032, 0, 1)].map(campaignAt), [null, 2031, 2031, null])
})

test('from the first post to the report', async () => {
  const first = await posts(house, alice.accountId, 'one', { tags: ['tea'] })
  await posts(house, alice.accountId, 'two', { tags: ['tea', 'cake'] })
  await posts(house, alice.accountId, 'secret', { visibility: 'private' })
  now = Date.UTC(YEAR, 6, 1)
  await posts(house, alice.accountId, 'three')
  await house.write((tx) => follow(tx, bob.accountId, alice.accountId))
  await house.write((tx) => reblog(tx, bob.accountId, first))
  assert.equal(await state(alice), 'ineligible')
  assert.equal(await house.write((tx) => requestReport(tx, of(alice))), false)
  now = Date.UTC(YEAR, 11, 12)
  assert.equal((await showInstance(house)).wrapstodon, String(YEAR))
  assert.deepEqual([await state(alice), await state(bob)], ['eligible', 'ineligible'])
  assert.equal(await house.write((tx) => requestReport(tx, of(alice))), true)
  assert.equal(await house.write((tx) => requestReport(tx, of(alice))), true)
  assert.equal(await state(alice), 'generating')
  const jobs = annualReportJobs(house)
  for (const make of Object.values(jobs)) await make(of(alice))
  assert.equal(await state(alice), 'available')
  const shown = await showAnnualReports(house, alice.accountId, await unseenReports(house.db, alice.accountId))
  assert.deepEqual(checkEntity(loadContract(), 'WrappedAnnualReports', shown, 'WrappedAnnualReports').violations, [])
  const [report] = shown.annual_reports
  assert.deepEqual(report?.data.top_hashtags, [{ name: 'tea', count: 2 }])
  assert.deepEqual(report?.data.top_statuses, { by_reblogs: String(first), by_favourites: null, by_replies: null })
  assert.deepEqual(report?.data.time_series.filter((one) => one.statuses + one.followers > 0), [{ month: 3, statuses: 3, followers: 0 }, { month: 7, statuses: 1, followers: 1 }])
  assert.deepEqual([report?.data.archetype, report?.account_id, shown.statuses.map((one) => one.id)], ['lurker', String(alice.accountId), [String(first)]])
  await house.write((tx) => viewReport(tx, of(alice)))
  assert.deepEqual(await unseenReports(house.db, alice.accountId), [])
  assert.equal((await ownReport(house.db, of(alice))).year, YEAR)
  await assert.rejects(house.write((tx) => viewReport(tx, of(bob))), /not found/)
})

test('who writes more than most is called by what they write', async () => {
  now = Date.UTC(YEAR, 4, 1)
  const wordy = await house.member('wordy')
  for (let n = 0; n < 120; n++) await posts(house, wordy.accountId, `post ${n}`)
  const kind = async () => (await computeReport(house.db, of(wordy))).archetype
  assert.equal(await kind(), 'oracle')
  await house.write((tx) => tx.db.updateTable('statuses').set({ poll_id: 1 }).where('account_id', '=', wordy.accountId).execute())
  assert.equal(await kind(), 'pollster')
  await house.write((tx) => tx.db.updateTable('statuses').set({ poll_id: null, in_reply_to_id: 1, in_reply_to_account_id: bob.accountId }).where('account_id', '=', wordy.accountId).execute())
  assert.equal(await kind(), 'replier')
})
