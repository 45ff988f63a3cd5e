// Reports: what may be reported by whom, and what is kept.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ensureRoles, MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole } from '#domain/access/users.ts'
import { editStatus } from '#domain/statuses/edit-status.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { Refusal } from '#domain/refusals.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { follows, posts, remotePerson } from '#test/seeds/village.ts'
import type { Visibility } from '#domain/statuses/draft.ts'
import { fileReport, type NewReport } from './file-report.ts'
import { hasOpenSibling, reportCounts, reportIds, requireReport } from './reports.ts'
import { assignReport, reopenReport, resolveReport } from './work-on-report.ts'
import { logEntries, logPage } from './staff-log.ts'

let house: TestHouse
let ann: Member
let bob: Member
let rana: Member

before(async () => {
  house = await openTestHouse()
  ;[ann, bob, rana] = [await house.member('ann'), await house.member('bob'), await house.member('rana')]
  await house.write(async (tx) => {
    await ensureRoles(tx)
    await changeRole(tx, rana.userId, MODERATOR_ROLE_ID)
  })
})
after(() => house.remove())

const post = (who: Member, text: string, visibility: Visibility = 'public') => posts(house, who.accountId, text, { visibility })
const report = (rest: Partial<NewReport> = {}) => house.write((tx) => fileReport(tx, { accountId: ann.accountId, targetId: bob.accountId, statusIds: [], comment: '', ...rest }))
const refused = (code: string, text?: RegExp) => (error: unknown) => error instanceof Refusal && error.code === code && (!text || text.test(error.message))

test('posts are kept as they were, whatever becomes of them', async () => {
  const [changed, gone] = [await post(bob, 'first words'), await post(bob, 'gone soon')]
  const id = await report({ statusIds: [changed, gone], comment: 'rude', category: 'spam' })
  await house.write((tx) => editStatus(tx, changed, { text: 'other words', content: '<p>other words</p>' }))
  await house.write((tx) => deleteStatus(tx, gone))
  const kept = await requireReport(house.db, id)
  assert.deepEqual(kept.snapshot.map((one) => one.content), ['<p>first words</p>', '<p>gone soon</p>'])
  assert.deepEqual([kept.category, kept.comment, kept.statusIds, kept.forwarded], ['spam', 'rude', [changed, gone], 0])
})

test('only posts of that person that the reporter can see', async () => {
  const secret = await post(bob, 'for followers', 'private')
  const own = await post(ann, 'mine')
  for (const statusIds of [[secret], [own], [12_345]]) await assert.rejects(report({ statusIds }), refused('record.missing'))
})

test('another server may mean what is public, what its people follow and what names them; the rest is left out', async () => {
  const eve = await house.member('eve')
  const [open, closed, between] = [await post(eve, 'open'), await post(eve, 'closed', 'private'), await post(eve, 'between', 'direct')]
  const server = await remotePerson(house, 'server', 'far.example', { actorType: 'Application' })
  const reader = await remotePerson(house, 'reader', 'far.example')
  const named = await posts(house, eve.accountId, 'to you', { visibility: 'direct', mentions: [reader] })
  const all = [open, closed, between, named, 4242]
  const meant = async (uri: string) => {
    const id = await report({ accountId: server, targetId: eve.accountId, statusIds: all, comment: 'x'.repeat(3000), uri })
    return { id, ids: (await requireReport(house.db, id)).statusIds }
  }
  const first = await meant('https://far.example/flags/1')
  assert.deepEqual(first.ids, [open, named])
  assert.equal((await meant('https://far.example/flags/1')).id, first.id, 'repeated, it is the same report')
  await follows(house, reader, eve.accountId)
  assert.deepEqual((await meant('https://far.example/flags/2')).ids, [open, closed, named])
})

test('comments, rules and people are checked', async () => {
  await assert.rejects(report({ comment: 'x'.repeat(1001) }), refused('input.invalid', /^Validation failed: Comment is too long \(maximum is 1000 characters\)$/))
  assert.ok(await report({ comment: '😀'.repeat(1000) }))
  await assert.rejects(report({ ruleIds: [99] }), refused('input.invalid'))
  await assert.rejects(report({ targetId: 1 }), refused('record.missing'))
  await assert.rejects(report({ targetId: 777 }), refused('record.missing'))
  const gone = await house.member('gone')
  await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', gone.accountId).execute())
  await assert.rejects(report({ targetId: gone.accountId }), refused('record.missing'))
  await house.write((tx) => tx.db.insertInto('rules').values({ id: 7, text: 'Be kind', position: 1 }).execute())
  assert.equal((await requireReport(house.db, await report({ ruleIds: [7], category: 'spam' }))).category, 'violation')
})

test('the staff hear of the first open report about somebody, others do not', async () => {
  const told = (accountId: number) => house.db.selectFrom('notifications').select('subject_id').where('type', '=', 'admin.report').where('account_id', '=', accountId).execute()
  const carol = await house.member('carol')
  const known = (await told(rana.accountId)).length
  const first = await report({ targetId: carol.accountId })
  assert.equal((await told(rana.accountId)).at(-1)?.subject_id, first)
  const second = await report({ targetId: carol.accountId })
  assert.equal((await told(rana.accountId)).length, known + 1)
  assert.deepEqual([await told(ann.accountId), await told(carol.accountId)], [[], []])
  assert.equal(await hasOpenSibling(house.db, { id: first, target_account_id: carol.accountId }), true)
  for (const reportId of [first, second]) await house.write((tx) => resolveReport(tx, { by: rana.accountId, reportId }))
  await report({ targetId: carol.accountId })
  assert.equal((await told(rana.accountId)).length, known + 2)
})

test('a report is taken, resolved and opened again, and each act is written down', async () => {
  const dora = await house.member('dora')
  const reportId = await report({ targetId: dora.accountId })
  const by = rana.accountId
  const list = async (name: 'open' | 'mine' | 'resolved') => (await reportIds(house.db, name, by, { limit: 40 })).includes(reportId)
  assert.deepEqual([await list('open'), await list('mine'), await list('resolved')], [true, false, false])
  await house.write((tx) => assignReport(tx, { by, reportId, to: by }))
  assert.deepEqual([await list('open'), await list('mine'), await list('resolved')], [false, true, false])
  assert.equal((await reportCounts(house.db, by)).mine, 1)
  assert.equal(await house.write((tx) => resolveReport(tx, { by, reportId })), true)
  assert.equal(await house.write((tx) => resolveReport(tx, { by, reportId })), false)
  assert.deepEqual([await list('open'), await list('mine'), await list('resolved')], [false, false, true])
  await house.write((tx) => reopenReport(tx, { by, reportId }))
  assert.equal((await requireReport(house.db, reportId)).resolved_at, null)
  const acts = await logEntries(house.db, await logPage(house.db, { limit: 40 }, { reportId }))
  assert.deepEqual(acts.map((act) => [act.action, act.account_id]), [['report.reopen', by], ['report.resolve', by], ['report.assign', by]])
})
