// People who go to another server and take their followers along, or come back.
import assert from 'node:assert/strict'
import { addAlias } from '#domain/departure/aliases.ts'
import { endRedirect, moveAccount, redirectAccount } from '#domain/departure/move-account.ts'
import { activity, follows, type Activity } from '../activity.ts'
import { accountOf, AS2, meet, post, relate, relationship, visit } from '../person.ts'

interface Moved { moved?: { acct: string } | null }

export const moves: Activity[] = [
  activity('Move', async (scene) => {
    const { ann, ben, here, there, settle } = scene
    const id = await follows(scene, ben, ann)
    const [neighbour, next] = [await here.newcomer('neighbour'), await there.newcomer('next')]
    await relate(neighbour, 'follow', String(ann.member.accountId))
    const old = await meet(next, ann.handle)
    await there.server.house.write((tx) => addAlias(tx, next.member.accountId, Number(old.id)))
    const { id: target } = await meet(ann, next.handle)
    await here.server.house.write((tx) => moveAccount(tx, ann.member.accountId, Number(target)))
    await settle()
    assert.equal((await accountOf(ben, id) as Moved).moved?.acct, next.name)
    assert.deepEqual([(await relationship(ben, id)).following, (await relationship(ben, String(next.member.accountId))).following], [false, true])
    assert.deepEqual([(await relationship(neighbour, String(ann.member.accountId))).following, (await relationship(neighbour, target)).following], [false, true])
    assert.deepEqual([(await accountOf(next, String(next.member.accountId))).followers_count, (await accountOf(ann, String(ann.member.accountId))).followers_count], [2, 0])
    const document = JSON.parse((await visit(old.uri, AS2)).body.toString()) as { movedTo?: string }
    assert.equal(document.movedTo, `${there.server.url}/ap/users/${next.member.accountId}`)
    assert.equal((await ann.call('POST', '/v1/statuses', { json: { status: 'From here again' } })).status, 403)
  }),

  activity('Update Person: a redirect, and its end', async (scene) => {
    const { ann, ben, here, there, settle } = scene
    const id = await follows(scene, ben, ann)
    const next = await there.newcomer('next')
    const old = await meet(next, ann.handle)
    await there.server.house.write((tx) => addAlias(tx, next.member.accountId, Number(old.id)))
    const { id: target } = await meet(ann, next.handle)
    await here.server.house.write((tx) => redirectAccount(tx, ann.member.accountId, Number(target)))
    await settle()
    assert.deepEqual([(await accountOf(ben, id) as Moved).moved?.acct, (await relationship(ben, id)).following], [next.name, true])
    await here.server.house.write((tx) => endRedirect(tx, ann.member.accountId))
    await settle()
    assert.equal((await accountOf(ben, id) as Moved).moved ?? null, null)
    await post(ann, 'Here again')
  }),
]
