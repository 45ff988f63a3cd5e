// Reports between two servers: one that is forwarded arrives as the server's own, and what is decided there comes back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole } from '#domain/access/users.ts'
import { startSession } from '#domain/access/web-sessions.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import { takeMeasure } from '#domain/moderation/act.ts'
import { reportsByIds } from '#domain/moderation/reports.ts'
import { undoAct } from '#domain/moderation/undo.ts'
import { testEngine } from '#test/support/database.ts'
import { openBrowser } from '#test/support/browser.ts'
import { accountOf, findPost, home, meet, post, relate, type Person } from './person.ts'
import { startTowns, type Towns } from './town.ts'

let towns: Towns
let ann: Person
let ben: Person
let rana: Person

before(async () => {
  towns = await startTowns(testEngine)
  ;[ann, ben, rana] = [await towns.a.newcomer('ann'), await towns.b.newcomer('ben'), await towns.b.newcomer('rana')]
  await towns.b.server.house.write((tx) => changeRole(tx, rana.member.userId, MODERATOR_ROLE_ID))
})
after(() => towns.remove())

const reportsAt = async (town: 'a' | 'b') => {
  const { db } = towns[town].server.house
  const rows = await db.selectFrom('reports').select('id').orderBy('id').execute()
  return reportsByIds(db, rows.map((row) => row.id))
}

interface Told { report?: { comment: string; status_ids: string[]; target_account: { acct: string } }; account: { acct: string } }

test('a report is forwarded only if the reporter wishes, in the server’s name, with the posts it is about', async () => {
  const rude = await post(ben, 'Something rude.')
  const benThere = await meet(ann, ben.handle)
  const seen = await findPost(ann, rude.url)
  assert.ok(seen)
  const report = (forward: boolean) => ann.ask<{ forwarded: boolean }>('POST', '/v1/reports', {
    json: { account_id: benThere.id, status_ids: [seen.id], comment: 'This is not kind.', forward },
  })
  assert.equal((await report(false)).forwarded, false)
  await towns.settle()
  assert.deepEqual(await reportsAt('b'), [])
  assert.equal((await report(true)).forwarded, true)
  await towns.settle()
  const [arrived, ...more] = await reportsAt('b')
  assert.deepEqual(more, [])
  assert.deepEqual([arrived?.target_account_id, arrived?.comment, arrived?.statusIds, arrived?.snapshot.map((one) => one.content)],
    [ben.member.accountId, 'This is not kind.', [Number(rude.id)], ['<p>Something rude.</p>']])
  const reporter = await towns.b.server.house.db.selectFrom('accounts').select(['uri', 'actor_type']).where('id', '=', arrived?.account_id ?? 0).executeTakeFirstOrThrow()
  assert.deepEqual([reporter.uri, reporter.actor_type], [`${towns.a.server.url}/actor`, 'Application'])
  const whole = await towns.b.server.house.db.selectFrom('accounts').select('id').where('username', '=', ann.name).execute()
  assert.deepEqual(whole, [], 'who reported stays unknown')
  const [told] = await rana.ask<Told[]>('GET', '/v1/notifications', { query: { types: ['admin.report'] } })
  assert.deepEqual([told?.report?.comment, told?.report?.target_account.acct], ['This is not kind.', ben.name])
})

test('on the page a server reports, not a person', async () => {
  const [arrived] = await reportsAt('b')
  const browser = openBrowser(towns.b.server.url)
  const { cookie } = await towns.b.server.house.write((tx) => startSession(tx, rana.member.userId, { ip: null, userAgent: null }))
  browser.cookies.set('covey_session', cookie)
  const { html, status } = await browser.get(`/admin/reports/${arrived?.id}`)
  assert.equal(status, 200)
  assert.ok(html.includes(`Somebody at ${new URL(towns.a.server.url).host}`))
  assert.ok(!html.includes('<h2>Who reported</h2><a'))
})

test('a suspension there hides the person here, and its end brings them back', async () => {
  const [there] = await reportsAt('b')
  const annFollows = await meet(ann, ben.handle)
  await relate(ann, 'follow', annFollows.id)
  await towns.settle()
  const hidden = async () => (await accountOf(ann, annFollows.id) as { suspended?: boolean }).suspended ?? false
  assert.equal(await hidden(), false)
  const { house } = towns.b.server
  const logId = await house.write((tx) => takeMeasure(tx, { by: rana.member.accountId, targetId: ben.member.accountId, measure: 'suspend', reportId: there?.id ?? null }))
  await towns.settle()
  assert.equal(await hidden(), true)
  await house.write((tx) => undoAct(tx, { by: rana.member.accountId, logId }))
  await towns.settle()
  assert.equal(await hidden(), false)
})

test('a post that is deleted there goes here', async () => {
  const late = await post(ben, 'Rude again.')
  await towns.settle()
  assert.ok((await home(ann)).some((one) => one.uri === late.uri))
  await towns.b.server.house.write((tx) => takeMeasure(tx, { by: rana.member.accountId, targetId: ben.member.accountId, measure: 'delete', statusIds: [Number(late.id)] }))
  await towns.settle()
  assert.ok(!(await home(ann)).some((one) => one.uri === late.uri))
})

test('the server itself cannot be reported', async () => {
  const { status } = await ann.call('POST', '/v1/reports', { json: { account_id: String(INSTANCE_ACCOUNT_ID) } })
  assert.equal(status, 404)
})
