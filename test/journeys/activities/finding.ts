// How somebody on the other server is found, and what is there to see.
import assert from 'node:assert/strict'
import { activity, follows, type Activity } from '../activity.ts'
import { eventually } from '../eventually.ts'
import { accountOf, act, AS2, findPost, meet, picture, post, relationship, statusOf, visit, writings, type Account, type Person, type Status } from '../person.ts'

interface Collection { type: string; totalItems: number; first?: string | { orderedItems?: string[] }; orderedItems?: string[] }

/** A document as another server would ask for it, unsigned. */
async function document<T>(url: string): Promise<T> {
  const { status, body } = await visit(url, AS2)
  assert.equal(status, 200, url)
  return JSON.parse(body.toString()) as T
}

async function members(url: string): Promise<{ total: number; items: string[] }> {
  const collection = await document<Collection>(url)
  const page = typeof collection.first === 'string' ? await document<Collection>(collection.first) : collection.first
  return { total: collection.totalItems, items: page?.orderedItems ?? collection.orderedItems ?? [] }
}

const uriOf = async (person: Person) => (await person.ask<Account>('GET', '/v1/accounts/verify_credentials')).uri

async function dress(person: Person): Promise<void> {
  const form = new FormData()
  form.append('display_name', 'Ann of the Sea')
  form.append('note', 'I watch ships.')
  form.append('fields_attributes[0][name]', 'Harbour')
  form.append('fields_attributes[0][value]', 'Tartu')
  form.append('avatar', new Blob([new Uint8Array(await picture('#c30', 400, 400))], { type: 'image/png' }), 'me.png')
  await person.ask('PATCH', '/v1/accounts/update_credentials', { multipart: form })
}

export const finding: Activity[] = [
  activity('search by handle', async ({ ann, ben }) => {
    for (const query of [`@${ann.handle}`, ann.handle.toUpperCase(), `acct:${ann.handle}`.slice(5)]) {
      const found = await meet(ben, query)
      assert.equal(found.acct, ann.handle)
      assert.equal(found.url, ann.page)
      assert.equal(found.uri, await uriOf(ann))
    }
    const { accounts } = await ben.ask<{ accounts: Account[] }>('GET', '/v2/search', { query: { q: `@no${ann.handle}`, resolve: true } })
    assert.deepEqual(accounts, [])
  }),

  activity('search by the profile’s address', async ({ ann, ben }) => {
    const found = await meet(ben, ann.page)
    assert.equal(found.acct, ann.handle)
    assert.equal((await meet(ben, found.uri)).id, found.id)
  }),

  activity('search a post by its address', async ({ ann, ben }) => {
    const written = await post(ann, 'Found by its address')
    const found = await findPost(ben, written.url)
    assert.equal(found?.uri, written.uri)
    assert.match(found.content, /Found by its address/)
    assert.equal(found.account.acct, ann.handle)
    assert.equal((await findPost(ben, written.uri))?.id, found.id)
    const secret = await post(ann, 'Not found by its address', { visibility: 'private' })
    assert.equal(await findPost(ben, secret.url), undefined)
  }),

  activity('profile with picture, posts and pins', async ({ ann, ben, there }) => {
    await dress(ann)
    const older = await post(ann, 'An older word')
    const pinned = await post(ann, 'A word to stay')
    await post(ann, 'A private word', { visibility: 'private' })
    await act(ann, 'pin', pinned.id)
    const { id } = await meet(ben, ann.handle)
    const shown = await accountOf(ben, id)
    assert.equal(shown.display_name, 'Ann of the Sea')
    assert.match(shown.note, /I watch ships\./)
    assert.deepEqual(shown.fields.map((field) => [field.name, field.value]), [['Harbour', 'Tartu']])
    assert.ok(shown.avatar.startsWith(there.server.url), `not through the cache: ${shown.avatar}`)
    const avatar = await visit(shown.avatar)
    assert.equal(avatar.status, 200)
    assert.match(avatar.type, /^image\//)
    await eventually('posts from before anybody knew her', async () => {
      const uris = (await writings(ben, id)).map((one) => one.uri)
      return uris.length === 2 && uris.includes(older.uri) && uris.includes(pinned.uri)
    })
    await eventually('her pin', async () => (await writings(ben, id, { pinned: true })).map((one) => one.uri).join() === pinned.uri)
    await eventually('her numbers', async () => (await accountOf(ben, id)).statuses_count >= 2)
  }),

  activity('followers and following collections', async (scene) => {
    const { ann, ben } = scene
    await follows(scene, ann, ben)
    await follows(scene, ben, ann)
    const [annUri, benUri] = [await uriOf(ann), await uriOf(ben)]
    assert.deepEqual(await members(`${annUri}/followers`), { total: 1, items: [benUri] })
    assert.deepEqual(await members(`${annUri}/following`), { total: 1, items: [benUri] })
    const { id } = await meet(ben, ann.handle)
    assert.deepEqual((await ben.ask<Account[]>('GET', `/v1/accounts/${id}/followers`)).map((one) => one.acct), [ben.name])
    assert.equal((await relationship(ben, id)).followed_by, true)
  }),

  activity('outbox and post as documents', async ({ ann }) => {
    const written = await post(ann, 'For every server')
    await post(ann, 'For nobody’s server', { visibility: 'direct' })
    const note = await document<{ type: string; content: string; attributedTo: string }>(written.uri)
    assert.equal(note.type, 'Note')
    assert.equal(note.attributedTo, await uriOf(ann))
    const negotiated = await document<{ id: string }>(written.url)
    assert.equal(negotiated.id, written.uri)
    const outbox = await document<Collection>(`${note.attributedTo}/outbox`)
    assert.equal(outbox.totalItems, 1)
    assert.match((await visit(written.url, 'text/html')).type, /^text\/html/)
    const again: Status = await statusOf(ann, written.id)
    assert.equal(again.uri, written.uri)
  }),
]
