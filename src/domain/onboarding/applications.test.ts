// Decisions taken back, waits as they were, and lists that are saved whole.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createUser, userById } from '#domain/access/users.ts'
import { createLocalAccount } from '#domain/accounts/create-account.ts'
import { rulesInForce, saveRules } from '#domain/instance/rules.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { answerQuestions, applicationOf, approveUser, expireUnconfirmed, openApplication, rejectUser, reopenApplication, withdraw } from './applications.ts'
import { decidedPerDay, usualWait } from './decision-pace.ts'
import { createInvite, invitesOf, useInvite } from './invites.ts'
import { activeQuestions, answersOf, keepAnswers, saveQuestions } from './questions.ts'

const HOUR = 3_600_000
let house: TestHouse
let now = Date.UTC(2026, 5, 1)
before(async () => { house = await openTestHouse({ clock: { now: () => now } }) })
after(() => house.remove())

let made = 0
/** Somebody who has applied, confirmed unless told. */
async function applicant({ email, confirmed = true, state = 'waiting' as const }: { email?: string; confirmed?: boolean; state?: 'waiting' | 'approved' } = {}): Promise<number> {
  const name = `applicant${++made}`
  return house.write(async (tx) => {
    const accountId = await createLocalAccount(tx, { username: name, publicKey: 'p', privateKey: 'k' })
    const { userId } = await createUser(tx, { accountId, email: email ?? `${name}@people.example`, passwordHash: 'x', confirmed })
    await openApplication(tx, userId, { state, reason: 'Because.' })
    return userId
  })
}
const stateOf = async (userId: number) => (await applicationOf(house.db, userId))?.state
const reject = (userId: number) => house.write((tx) => rejectUser(tx, userId, { by: null, message: 'No.' }))
const approve = (userId: number) => house.write((tx) => approveUser(tx, userId, { by: null }))

test('a decline is taken back by approving, or to be decided again: the person can sign in as before', async () => {
  const [kit, ida] = [await applicant(), await applicant()]
  await reject(kit)
  assert.notEqual((await userById(house.db, kit))?.disabled_at, null)
  await approve(kit)
  const user = await userById(house.db, kit)
  assert.deepEqual([await stateOf(kit), user?.disabled_at, user?.email_key, user?.approved_at], ['approved', null, user?.email, now])
  await approve(kit)
  await reject(ida)
  await house.write((tx) => reopenApplication(tx, ida))
  const again = await applicationOf(house.db, ida)
  assert.deepEqual([again?.state, again?.message, again?.decided_at], ['waiting', null, null])
  await house.write((tx) => reopenApplication(tx, ida))
  assert.equal(await stateOf(ida), 'waiting', 'twice is the same as once')
})

test('there is nothing to go back to after a withdrawal, an expiry, or another application from the same address', async () => {
  const gone = await applicant()
  await house.write((tx) => withdraw(tx, gone))
  await assert.rejects(approve(gone), /decided already/)
  await assert.rejects(house.write((tx) => reopenApplication(tx, gone)), /withdrawn.*apply again/)
  const late = await applicant({ confirmed: false })
  now += 8 * 24 * HOUR
  assert.equal(await house.write(expireUnconfirmed), 1)
  await assert.rejects(house.write((tx) => reopenApplication(tx, late)), /expired.*apply again/)
  const first = await applicant({ email: 'ole@people.example' })
  await reject(first)
  await applicant({ email: 'OLE@people.example' })
  await assert.rejects(approve(first), /same e-mail address/)
  assert.equal(await stateOf(first), 'rejected')
})

test('taken back with questions open, the application waits for the answers again', async () => {
  await house.write((tx) => saveQuestions(tx, [{ text: 'Which team?', required: true }]))
  const [question] = await activeQuestions(house.db)
  const pim = await applicant()
  await reject(pim)
  await house.write((tx) => reopenApplication(tx, pim))
  assert.equal(await stateOf(pim), 'questions')
  await house.write((tx) => answerQuestions(tx, pim, [{ questionId: question?.id ?? 0, text: 'Row 7' }]))
  assert.equal(await stateOf(pim), 'waiting')
  await house.write((tx) => saveQuestions(tx, []))
})

test('the usual wait is what four of five waited, of those a person decided; unknown below three', async () => {
  await house.write((tx) => tx.db.deleteFrom('applications').execute())
  assert.equal(await usualWait(house.db, now), 'new')
  for (const hours of [1, 2, 3, 4, 90]) {
    const one = await applicant()
    const since = now
    now += hours * HOUR
    await approve(one)
    if (hours === 2) assert.equal(await usualWait(house.db, now), 'new')
    now = since
  }
  await applicant({ state: 'approved' })
  now += 100 * HOUR
  assert.equal(await usualWait(house.db, now), 4 * HOUR)
  assert.equal(await decidedPerDay(house.db, now), null, 'five in a week is no pace')
  for (let i = 0; i < 9; i++) await approve(await applicant())
  assert.equal(await decidedPerDay(house.db, now), 2)
  assert.equal(await usualWait(house.db, now + 61 * 24 * HOUR), null)
})

test('questions are saved as a list: order, changes, removal; an answered one keeps its words', async () => {
  await house.write((tx) => saveQuestions(tx, [{ text: 'A', required: true }, { text: ' ', required: false }, { text: 'B', required: false }]))
  const [a, b] = await activeQuestions(house.db)
  assert.ok(a && b)
  const uma = await applicant()
  await house.write((tx) => keepAnswers(tx, uma, [{ questionId: a.id, text: 'answer' }]))
  await house.write((tx) => saveQuestions(tx, [{ id: b.id, text: 'B too', required: true }, { id: a.id, text: 'A else', required: false }]))
  const [first, second] = await activeQuestions(house.db)
  assert.deepEqual([first?.id, first?.text, first?.required, second?.text], [b.id, 'B too', true, 'A else'])
  assert.notEqual(second?.id, a.id)
  assert.equal((await answersOf(house.db, uma))[0]?.question, 'A')
  await assert.rejects(house.write((tx) => saveQuestions(tx, Array.from({ length: 21 }, () => ({ text: 'x', required: false })))), /too many/)
  await house.write((tx) => saveQuestions(tx, []))
  assert.deepEqual(await activeQuestions(house.db), [])
})

test('rules are saved as a list and keep their ids; removed ones stay readable', async () => {
  await house.write((tx) => saveRules(tx, [{ text: 'One', hint: 'why' }, { text: 'Two' }]))
  const [one, two] = await rulesInForce(house.db)
  await house.write((tx) => saveRules(tx, [{ id: two?.id, text: 'Two!' }, { id: one?.id, text: 'One' }]))
  const rules = await rulesInForce(house.db)
  assert.deepEqual(rules.map((rule) => [rule.id, rule.text, rule.hint]), [[two?.id, 'Two!', ''], [one?.id, 'One', 'why']])
  await house.write((tx) => saveRules(tx, [{ id: one?.id, text: 'One' }]))
  const removed = await house.db.selectFrom('rules').selectAll().where('id', '=', two?.id ?? 0).executeTakeFirstOrThrow()
  assert.equal(removed.deleted_at, now)
  await assert.rejects(house.write((tx) => saveRules(tx, [{ text: 'x'.repeat(301) }])), /too long/)
})

test('a member’s invitations: good ones first', async () => {
  const { accountId } = await house.member('host')
  const codes: string[] = []
  for (const maxUses of [1, null]) codes.push(await house.write((tx) => createInvite(tx, { accountId, maxUses })))
  const used = (await invitesOf(house.db, accountId, now)).find((row) => row.code === codes[0])
  await house.write((tx) => useInvite(tx, used?.id ?? 0))
  codes.push(await house.write((tx) => createInvite(tx, { accountId, expiresAt: tx.now + HOUR })))
  assert.deepEqual((await invitesOf(house.db, accountId, now)).map((row) => row.code), [codes[2], codes[1], codes[0]])
  assert.deepEqual((await invitesOf(house.db, accountId, now + HOUR)).map((row) => row.code), [codes[1], codes[2], codes[0]])
})
