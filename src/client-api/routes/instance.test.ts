// What the server says of itself over HTTP, to anyone.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { changeSettings } from '#domain/instance/settings.ts'
import { checkEntities, checkEntity } from '#test/contract/check-entity.ts'
import { loadContract } from '#test/contract/contract.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { remotePerson } from '#test/seeds/village.ts'

const contract = loadContract()
let server: TestServer
const get = <T>(path: string) => server.call<T>('GET', path)

before(async () => {
  server = await startTestServer()
  const { house } = server
  await server.member('ada')
  await remotePerson(house, 'remi', 'peer.example')
  await house.write(async (tx) => {
    await changeSettings(tx, { name: 'Harbour', contactEmail: 'office@harbour.example', contactUsername: 'ada', extendedDescription: 'One\n\nTwo <3', registrations: 'open' })
    await tx.db.insertInto('rules').values([{ id: 2, text: 'Be kind', position: 1 }, { id: 3, text: 'Old', position: 0, deleted_at: 1 }]).execute()
    await tx.db.insertInto('custom_emojis').values([
      { id: 4, shortcode: 'wave', emoji_key: 'wave', file_key: 'emojis/wave.png', updated_at: 0, disabled: 0 },
      { id: 5, shortcode: 'gone', emoji_key: 'gone', file_key: 'emojis/gone.png', updated_at: 0, disabled: 1 },
    ]).execute()
  })
})
after(() => server.remove())

it('both instance entities fit the contract and agree', async () => {
  type Told = { title: string; rules: unknown[]; thumbnail: { url: string }; registrations: { enabled: boolean } }
  type ToldBefore = { title: string; rules: unknown[]; registrations: boolean }
  const [v2, v1] = [await get<Told>('/api/v2/instance'), await get<ToldBefore>('/api/v1/instance')]
  assert.deepEqual(checkEntity(contract, 'Instance', v2.body, 'Instance').violations, [])
  assert.deepEqual(checkEntity(contract, 'V1::Instance', v1.body, 'V1::Instance').violations, [])
  assert.deepEqual([v2.body.title, v1.body.title], ['Harbour', 'Harbour'])
  assert.deepEqual([v2.body.registrations.enabled, v1.body.registrations], [true, true])
  assert.deepEqual(v2.body.rules, v1.body.rules)
  const thumbnail = await fetch(v2.body.thumbnail.url)
  assert.equal(thumbnail.status, 200)
})

it('rules in force, known servers, emojis in use', async () => {
  assert.deepEqual((await get<{ text: string }[]>('/api/v1/instance/rules')).body.map((rule) => rule.text), ['Be kind'])
  assert.deepEqual((await get<string[]>('/api/v1/instance/peers')).body, ['peer.example'])
  const emojis = await get<{ shortcode: string }[]>('/api/v1/custom_emojis')
  assert.deepEqual(checkEntities(contract, 'CustomEmoji', emojis.body, 'CustomEmoji').violations, [])
  assert.deepEqual(emojis.body.map((one) => one.shortcode), ['wave'])
})

it('twelve weeks of activity as text', async () => {
  const { body } = await get<{ week: string; registrations: string }[]>('/api/v1/instance/activity')
  assert.equal(body.length, 12)
  assert.equal(body[0]?.registrations, '1')
  assert.ok(body.every((week) => new Date(Number(week.week) * 1000).getUTCDay() === 1))
})

it('texts as HTML, and no terms until there are any', async () => {
  const { body } = await get<{ content: string }>('/api/v1/instance/extended_description')
  assert.match(body.content, /^<p>One<\/p>\s*<p>Two &lt;3<\/p>$/)
  assert.equal((await get('/api/v1/instance/terms_of_service')).status, 404)
  await server.house.write((tx) => changeSettings(tx, { termsOfService: 'Be a person' }))
  const terms = await get<{ effective_date: string }>('/api/v1/instance/terms_of_service')
  assert.deepEqual(checkEntity(contract, 'TermsOfService', terms.body, 'TermsOfService').violations, [])
  assert.equal((await get(`/api/v1/instance/terms_of_service/${terms.body.effective_date}`)).status, 200)
  assert.equal((await get('/api/v1/instance/terms_of_service/1999-01-01')).status, 404)
  assert.equal((await get('/api/v1/instance/privacy_policy')).status, 200)
  assert.deepEqual((await get('/api/v1/instance/translation_languages')).body, {})
  assert.ok((await get<unknown[]>('/api/v1/instance/languages')).body.length > 150)
})
