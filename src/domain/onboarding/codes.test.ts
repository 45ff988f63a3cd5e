// Codes by mail: what they prove, for whom, and for how long.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { issueCode, peekCode } from '#domain/access/user-codes.ts'
import { userById } from '#domain/access/users.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { confirmEmail, resendConfirmation } from './confirm-email.ts'
import { resetPassword } from './reset-password.ts'

let house: TestHouse
let now = Date.UTC(2026, 5, 1)

before(async () => { house = await openTestHouse({ clock: { now: () => now } }) })
after(() => house.remove())

async function unconfirmed(name: string): Promise<Member> {
  const member = await house.member(name)
  await house.write((tx) => tx.db.updateTable('users').set({ confirmed_at: null }).where('id', '=', member.userId).execute())
  return member
}
const confirmedAt = async ({ userId }: Member) => (await userById(house.db, userId))?.confirmed_at ?? null

test('a code that went to one address confirms no other', async () => {
  const mallory = await unconfirmed('mallory')
  const reset = await house.write((tx) => issueCode(tx, mallory.userId, 'reset'))
  const confirm = await house.write((tx) => issueCode(tx, mallory.userId, 'confirm'))
  await house.write((tx) => resendConfirmation(tx, mallory.userId, 'victim@people.example'))
  assert.equal(await house.write((tx) => resetPassword(tx, reset, 'hash')), null)
  assert.equal(await house.write((tx) => confirmEmail(tx, confirm)), null)
  assert.equal(await confirmedAt(mallory), null)
  assert.equal((await userById(house.db, mallory.userId))?.email, 'victim@people.example')
})

test('a reset confirms the address it was sent to, ends every token, and works once and for six hours', async () => {
  const ann = await unconfirmed('ann')
  const late = await house.write((tx) => issueCode(tx, ann.userId, 'reset'))
  now += 6 * 3_600_000 + 1
  assert.equal(await house.write((tx) => resetPassword(tx, late, 'hash')), null)
  const code = await house.write((tx) => issueCode(tx, ann.userId, 'reset'))
  assert.deepEqual(await house.write((tx) => resetPassword(tx, code, 'hash')), { userId: ann.userId })
  assert.equal(await confirmedAt(ann), now)
  const live = await house.db.selectFrom('access_tokens').select('id').where('user_id', '=', ann.userId).where('revoked_at', 'is', null).execute()
  assert.deepEqual(live, [])
  assert.equal(await house.write((tx) => resetPassword(tx, code, 'other')), null)
  assert.equal((await userById(house.db, ann.userId))?.password_hash, 'hash')
})

test('a code to confirm is no code to reset with, and the other way round', async () => {
  const ben = await unconfirmed('ben')
  const confirm = await house.write((tx) => issueCode(tx, ben.userId, 'confirm'))
  assert.equal(await house.write((tx) => resetPassword(tx, confirm, 'hash')), null)
  assert.ok(await peekCode(house.db, confirm, now), 'it is not used up by that')
  const reset = await house.write((tx) => issueCode(tx, ben.userId, 'reset'))
  assert.equal(await house.write((tx) => confirmEmail(tx, reset)), null)
  assert.equal(await confirmedAt(ben), null)
})
