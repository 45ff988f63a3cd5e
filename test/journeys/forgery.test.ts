// What is not proven is refused: somebody between two servers who know each other tries everything but the right key.
import assert from 'node:assert/strict'
import { newKeys } from '#test/peers/simulated-peer.ts'
import { activity, follows, type Scene } from './activity.ts'
import { playBothWays } from './both-ways.ts'
import { home, meet, notifications, writings, type Person } from './person.ts'
import { compose, identityOf, send, type Identity } from './raw-signer.ts'

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
let count = 0

/** A Create in `ann`'s name that nobody wrote. */
function create(ann: Identity, text: string): { id: string; object: { id: string }; type: string } {
  const id = `${ann.uri}/statuses/${900_000_000 + ++count}`
  const addressed = { to: [PUBLIC], cc: [`${ann.uri}/followers`] }
  const note = { id, type: 'Note', attributedTo: ann.uri, content: `<p>${text}</p>`, published: new Date().toISOString(), ...addressed }
  return { '@context': 'https://www.w3.org/ns/activitystreams', id: `${id}/activity`, type: 'Create', actor: ann.uri, object: note, ...addressed } as never
}

const actOf = (who: Identity, type: string, object: unknown, id = `${who.uri}#${type}/${++count}`) =>
  ({ '@context': 'https://www.w3.org/ns/activitystreams', id, type, actor: who.uri, object })

interface Stage { ann: Identity; inbox: string; own: string; annThere: string; shown(): Promise<string[]> }

/** ben follows ann; his inbox lies open. */
async function stage(scene: Scene): Promise<Stage> {
  const { ann, ben, there, settle } = scene
  const annThere = await follows(scene, ben, ann)
  return {
    ann: await identityOf(ann), inbox: `${there.server.url}/inbox`, own: `${(await identityOf(ben)).uri}/inbox`, annThere,
    async shown() {
      await settle()
      return [...await home(ben), ...await writings(ben, annThere)].map((one) => one.uri)
    },
  }
}

const textsOf = async (person: Person) => (await notifications(person)).map((one) => one.type)

playBothWays('what is tried', [
  activity('the right key is believed', async (scene) => {
    const { ann, inbox, own, shown } = await stage(scene)
    for (const [to, scheme] of [[inbox, 'draft-cavage'], [inbox, 'rfc9421'], [own, 'draft-cavage']] as const) {
      const written = create(ann, `Really ${scheme}`)
      assert.equal(await send(await compose(ann, to, written, { scheme })), 202)
      assert.ok((await shown()).includes(written.object.id))
    }
  }),

  activity('unsigned', async (scene) => {
    const { ann, inbox, own, shown } = await stage(scene)
    for (const to of [inbox, own]) {
      const written = create(ann, 'Unsigned')
      assert.equal(await send(await compose(ann, to, written, { scheme: 'none' })), 401)
      assert.ok(!(await shown()).includes(written.object.id))
    }
  }),

  activity('forged: another key under her name', async (scene) => {
    const { ann, inbox, shown } = await stage(scene)
    for (const scheme of ['draft-cavage', 'rfc9421'] as const) {
      const written = create(ann, 'Forged')
      assert.equal(await send(await compose({ ...ann, privatePem: newKeys().privatePem }, inbox, written, { scheme })), 401)
      assert.ok(!(await shown()).includes(written.object.id))
    }
  }),

  activity('forged: a neighbour signs for her', async (scene) => {
    const { ann, inbox, shown } = await stage(scene)
    const carl = await identityOf(await scene.here.newcomer('carl'))
    await meet(scene.ben, (await scene.here.newcomer('dora')).handle)
    const written = create(ann, 'By a neighbour')
    // A server may send on what another said: then it is asked where it was written, and there it is not.
    await send(await compose(carl, inbox, written))
    assert.ok(!(await shown()).includes(written.object.id))
    assert.equal(await send(await compose(carl, inbox, actOf(ann, 'Like', 'x'))), 401)
    const deletion = create(ann, 'To be deleted by another')
    assert.equal(await send(await compose(ann, inbox, deletion)), 202)
    await shown()
    await send(await compose(carl, inbox, actOf(carl, 'Delete', deletion.object.id)))
    assert.ok((await shown()).includes(deletion.object.id))
  }),

  activity('tampered: another body', async (scene) => {
    const { ann, inbox, shown } = await stage(scene)
    for (const scheme of ['draft-cavage', 'rfc9421'] as const) {
      const [written, instead] = [create(ann, 'Signed'), create(ann, 'Sent')]
      assert.equal(await send(await compose(ann, inbox, written, { scheme, sentBody: JSON.stringify(instead) })), 401)
      const uris = await shown()
      assert.ok(!uris.includes(written.object.id) && !uris.includes(instead.object.id))
    }
  }),

  activity('tampered: signed for another server', async (scene) => {
    const { ann, inbox, shown } = await stage(scene)
    const written = create(ann, 'For somebody else')
    const request = await compose(ann, inbox, written, { signedFor: `${scene.here.server.url}/inbox` })
    assert.equal(await send(request), 401)
    assert.equal(await send({ ...request, headers: { ...request.headers, host: new URL(inbox).host } }), 401)
    assert.ok(!(await shown()).includes(written.object.id))
  }),

  activity('signed long ago, or tomorrow', async (scene) => {
    const { ann, inbox, shown } = await stage(scene)
    for (const signedAt of [Date.now() - 13 * 3_600_000, Date.now() + 26 * 3_600_000]) {
      for (const scheme of ['draft-cavage', 'rfc9421'] as const) {
        const written = create(ann, 'At another time')
        assert.equal(await send(await compose(ann, inbox, written, { scheme, signedAt })), 401)
        assert.ok(!(await shown()).includes(written.object.id))
      }
    }
  }),

  activity('replayed: a Create after its Delete', async (scene) => {
    const { ann, inbox, own, shown } = await stage(scene)
    const written = create(ann, 'Once')
    const request = await compose(ann, inbox, written)
    assert.equal(await send(request), 202)
    assert.equal((await shown()).filter((uri) => uri === written.object.id).length, 2, 'on the home timeline and on the profile')
    await send(request)
    await send(await compose(ann, own, written))
    assert.equal((await shown()).filter((uri) => uri === written.object.id).length, 2)
    await send(await compose(ann, inbox, actOf(ann, 'Delete', written.object.id)))
    assert.ok(!(await shown()).includes(written.object.id))
    await send(request)
    await send(await compose(ann, inbox, { ...written, id: `${written.id}/again` }))
    assert.ok(!(await shown()).includes(written.object.id))
  }),

  activity('replayed: a Follow after its Undo', async (scene) => {
    const { ann, inbox } = await stage(scene)
    const ben = (await identityOf(scene.ben)).uri
    const follow = await compose(ann, inbox, actOf(ann, 'Follow', ben))
    assert.equal(await send(follow), 202)
    await scene.settle()
    assert.deepEqual(await textsOf(scene.ben), ['follow'])
    await send(await compose(ann, inbox, actOf(ann, 'Undo', actOf(ann, 'Follow', ben))))
    await scene.settle()
    await send(follow)
    await scene.settle()
    const { followers_count: followers } = await scene.ben.ask<{ followers_count: number }>('GET', '/v1/accounts/verify_credentials')
    assert.equal(followers, 0)
  }),

  activity('a member of this server is not spoken for from outside', async (scene) => {
    const { ann, inbox } = await stage(scene)
    const ben = await identityOf(scene.ben)
    const written = create(ben, 'I said that?')
    await send(await compose(ann, inbox, written))
    await send(await compose({ ...ann, keyId: ben.keyId }, inbox, written))
    await scene.settle()
    assert.deepEqual(await writings(scene.ben, String(scene.ben.member.accountId)), [])
  }),
])
