// What is done about people and applicants, what follows for everybody who looks, and taking it back.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ADMIN_ROLE_ID, ensureRoles, MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole, userById } from '#domain/access/users.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { applicationOf, openApplication } from '#domain/onboarding/applications.ts'
import { Refusal } from '#domain/refusals.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { posts, remotePerson } from '#test/seeds/village.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { measureJobs, takeMeasure, type NewMeasure } from './act.ts'
import { decideApplication } from './decide-application.ts'
import { fileReport } from './file-report.ts'
import { requireReport } from './reports.ts'
import { DECISION_UNDO_MS, logEntries } from './staff-log.ts'
import { strikesOf } from './strikes.ts'
import { liftFrom, undoAct } from './undo.ts'

let house: TestHouse
let rana: Member
let kit: Member
let bob: Member
let now = Date.UTC(2026, 5, 1)
let count = 0

before(async () => {
  house = await openTestHouse({ clock: { now: () => now } })
  ;[rana, kit] = [await house.member('rana'), await house.member('kit')]
  await house.write(async (tx) => {
    await ensureRoles(tx)
    await changeRole(tx, rana.userId, MODERATOR_ROLE_ID)
    await changeRole(tx, kit.userId, ADMIN_ROLE_ID)
  })
})
after(() => house.remove())
beforeEach(async () => { bob = await house.member(`bob${++count}`) })

const act = (rest: Partial<NewMeasure> & Pick<NewMeasure, 'measure'>) => house.write((tx) => takeMeasure(tx, { by: rana.accountId, targetId: bob.accountId, ...rest }))
const undo = (logId: number, by = rana) => house.write((tx) => undoAct(tx, { by: by.accountId, logId }))
const row = async () => (await accountRow(house.db, bob.accountId))!
const letters = async (template: string) => (await house.db.selectFrom('jobs').select(['payload', 'run_at']).where('kind', '=', 'mail.compose').execute())
  .filter(({ payload }) => payload.includes(`"${template}"`))
const refused = (text: RegExp) => (error: unknown) => error instanceof Refusal && text.test(error.message)

test('a suspension hides the person, resolves their reports, is told by letter, and can be taken back', async () => {
  const statusId = await posts(house, bob.accountId, 'hello')
  const reportId = await house.write((tx) => fileReport(tx, { accountId: kit.accountId, targetId: bob.accountId, statusIds: [statusId], comment: '' }))
  const logId = await act({ measure: 'suspend', text: 'Enough.' })
  assert.ok((await row()).suspended_at)
  assert.deepEqual(await visibleTo(house.db, kit.accountId, [statusId]), [])
  assert.ok((await requireReport(house.db, reportId)).resolved_at)
  const [strike] = await strikesOf(house.db, bob.accountId)
  assert.deepEqual([strike?.action, strike?.text, strike?.undone_at], ['suspend', 'Enough.', null])
  assert.equal((await letters('moderation-warning')).length, 1)
  await assert.rejects(act({ measure: 'suspend' }), refused(/so already/))
  await undo(logId)
  assert.equal((await row()).suspended_at, null)
  assert.deepEqual(await visibleTo(house.db, kit.accountId, [statusId]), [statusId])
  assert.ok((await strikesOf(house.db, bob.accountId))[0]?.undone_at)
  const [entry] = await logEntries(house.db, [logId])
  assert.deepEqual([entry?.undone_by_account_id, entry?.undone_at], [rana.accountId, now])
})

test('limit, freeze and warnings on pictures go on and off', async () => {
  for (const [measure, state, column] of [['limit', 'limited', 'silenced_at'], ['sensitive', 'sensitive', 'sensitized_at']] as const) {
    await act({ measure })
    assert.ok((await row())[column])
    await house.write((tx) => liftFrom(tx, { by: rana.accountId, targetId: bob.accountId, state }))
    assert.equal((await row())[column], null)
  }
  await act({ measure: 'freeze', tell: false })
  assert.ok((await userById(house.db, bob.userId))?.disabled_at)
  await house.write((tx) => liftFrom(tx, { by: rana.accountId, targetId: bob.accountId, state: 'frozen' }))
  assert.equal((await userById(house.db, bob.userId))?.disabled_at, null)
  await assert.rejects(act({ measure: 'freeze', targetId: await remotePerson(house, `far${count}`) }), refused(/Only members/))
})

test('a suspension of ours outlasts what their server says; one of theirs ends with it', async () => {
  const says = (suspended: boolean) => remotePerson(house, `sam${count}`, 'peer.example', { suspended })
  const id = await says(false)
  const gone = async () => (await accountRow(house.db, id))?.suspended_at !== null
  await says(true)
  assert.equal(await gone(), true)
  await says(false)
  assert.equal(await gone(), false)
  const logId = await act({ measure: 'suspend', targetId: id })
  await says(true)
  await says(false)
  assert.equal(await gone(), true)
  await undo(logId)
  assert.equal(await gone(), false)
})

test('a warning needs words and reaches the member from the server itself', async () => {
  await assert.rejects(act({ measure: 'warn', text: ' ' }), refused(/needs words/))
  assert.deepEqual(await strikesOf(house.db, bob.accountId), [])
  await act({ measure: 'warn', text: 'Please be kind.' })
  const [told] = await house.db.selectFrom('notifications').selectAll().where('account_id', '=', bob.accountId).where('type', '=', 'moderation_warning').execute()
  assert.deepEqual([told?.from_account_id, told?.subject_id], [bob.accountId, (await strikesOf(house.db, bob.accountId))[0]?.id])
})

test('pictures are marked, only those of the person, and the mark comes off again', async () => {
  const statusId = await posts(house, bob.accountId, 'picture')
  const plain = await posts(house, bob.accountId, 'plain')
  const others = await posts(house, kit.accountId, 'not bob')
  await house.write(async (tx) => {
    const id = tx.id()
    await tx.db.insertInto('media_attachments').values({ id, account_id: bob.accountId, status_id: statusId, type: 'image', state: 'ready', created_at: tx.now }).execute()
    await tx.db.updateTable('statuses').set({ media_ids: JSON.stringify([id]) }).where('id', 'in', [statusId, others]).execute()
  })
  await assert.rejects(act({ measure: 'mark', statusIds: [plain, others] }), refused(/None of these posts/))
  const logId = await act({ measure: 'mark', statusIds: [statusId, others] })
  const sensitive = async (id: number) => (await statusRow(house.db, id))?.sensitive
  assert.deepEqual([await sensitive(statusId), await sensitive(others)], [1, 0])
  await undo(logId)
  assert.equal(await sensitive(statusId), 0)
})

test('posts are deleted, however many, and that is not taken back', async () => {
  const ids: number[] = []
  for (let n = 0; n < 5; n++) ids.push(await posts(house, bob.accountId, `n ${n}`))
  const mine = await posts(house, kit.accountId, 'not bob')
  const logId = await act({ measure: 'delete', statusIds: [...ids, mine] })
  await runJobs(house, measureJobs(house))
  for (const id of ids) assert.equal(await statusRow(house.db, id), undefined)
  assert.ok(await statusRow(house.db, mine))
  await assert.rejects(undo(logId), refused(/cannot be taken back/))
})

test('nobody acts on themselves or on who stands as high', async () => {
  await assert.rejects(act({ measure: 'limit', targetId: rana.accountId }), refused(/your own account/))
  await assert.rejects(act({ measure: 'limit', targetId: kit.accountId }), refused(/as high as yours/))
  await assert.rejects(act({ measure: 'limit', by: bob.accountId, targetId: rana.accountId }), refused(/as high/))
  await act({ measure: 'limit', by: kit.accountId, targetId: rana.accountId })
  await house.write((tx) => liftFrom(tx, { by: kit.accountId, targetId: rana.accountId, state: 'limited' }))
})

async function applicant(): Promise<Member> {
  const member = await house.member(`noa${++count}`)
  await house.write(async (tx) => {
    await tx.db.updateTable('users').set({ approved_at: null }).where('id', '=', member.userId).execute()
    await tx.db.updateTable('accounts').set({ pending: 1 }).where('id', '=', member.accountId).execute()
    await openApplication(tx, member.userId, { state: 'waiting', reason: 'cake' })
  })
  return member
}
const decide = (userId: number, decision: 'approve' | 'decline', by = rana) => house.write((tx) => decideApplication(tx, { by: by.accountId, userId, decision, message: decision === 'decline' ? 'No.' : '' }))

test('a decision counts at once, its letter waits a minute, and until then it can be taken back', async () => {
  for (const decision of ['approve', 'decline'] as const) {
    const noa = await applicant()
    const template = decision === 'approve' ? 'approved' : 'rejected'
    const waiting = (await letters(template)).length
    const first = await decide(noa.userId, decision)
    assert.ok('logId' in first)
    assert.equal((await applicationOf(house.db, noa.userId))?.state, template)
    assert.equal((await letters(template)).at(-1)?.run_at, now + DECISION_UNDO_MS)
    const second = await decide(noa.userId, 'decline', kit)
    assert.deepEqual(second, { meanwhile: { state: template, by: rana.accountId } })
    await undo(first.logId)
    assert.equal((await letters(template)).length, waiting)
    const user = await userById(house.db, noa.userId)
    assert.deepEqual([(await applicationOf(house.db, noa.userId))?.state, user?.approved_at, user?.disabled_at, (await accountRow(house.db, noa.accountId))?.pending], ['waiting', null, null, 1])
    const again = await decide(noa.userId, decision)
    assert.ok('logId' in again)
    now += DECISION_UNDO_MS
    await assert.rejects(undo(again.logId), refused(/cannot be taken back/))
    assert.equal((await applicationOf(house.db, noa.userId))?.state, template)
  }
})
