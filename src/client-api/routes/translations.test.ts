// Translation against a LibreTranslate and a DeepL of our own: what is sent, what comes back, what is refused, what is kept.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Translation } from '#domain/translation/translate-status.ts'
import { forgetTranslations } from '#domain/translation/translate-status.ts'
import { readConfig } from '#machinery/config/config.ts'
import { createTranslator } from '#machinery/translation/translator.ts'
import { createOutbound } from '#machinery/http/outbound.ts'
import { checkEntity } from '#test/contract/check-entity.ts'
import { loadContract } from '#test/contract/contract.ts'
import { appOn } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

interface Asked { url: string; body: Record<string, unknown>; authorization: string | undefined }
let asked: Asked[] = []
let broken = false
let service: Server
let server: TestServer
let plain: TestServer
let alice: Member
const { as, post, upload } = appOn(() => server)

const answers: Record<string, (body: Record<string, unknown>) => unknown> = {
  '/languages': () => [{ code: 'en', name: 'English', targets: ['de', 'en'] }, { code: 'de', name: 'German', targets: ['en'] }],
  '/translate': ({ q, source }) => ({ translatedText: (q as string[]).map((text) => text.replace('Hello', 'Hallo<script>x</script>')), ...(source === 'auto' ? { detectedLanguage: { language: 'en' } } : {}) }),
  '/v2/languages?type=source': () => [{ language: 'EN' }],
  '/v2/languages?type=target': () => [{ language: 'DE' }, { language: 'EN-US' }],
  '/v2/translate': ({ text }) => ({ translations: (text as string[]).map((one) => ({ text: `[${one}]`, detected_source_language: 'EN' })) }),
}

before(async () => {
  service = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => { text += String(chunk) })
    request.on('end', () => {
      const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>
      asked.push({ url: request.url ?? '', body, authorization: request.headers.authorization })
      response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[request.url ?? '']?.(body) ?? null))
    })
  })
  await new Promise<void>((ready) => { service.listen(0, '127.0.0.1', ready) })
  server = await startTestServer({ env: { COVEY_TRANSLATION_SERVICE: 'libretranslate', COVEY_TRANSLATION_URL: url() } })
  plain = await startTestServer()
  alice = await server.member('alice')
})
after(async () => {
  await server.remove()
  await plain.remove()
  service.close()
})
const url = () => `http://127.0.0.1:${(service.address() as AddressInfo).port}`
const translate = (id: string, lang?: string) => as<Translation>(alice, 'POST', `/statuses/${id}/translate`, { json: lang ? { lang } : {} })

test('everything of a post is translated, its HTML cleaned, and asked for once', async () => {
  const media = (await upload(alice, { description: 'Hello picture <3' })).body
  const pictured = await post(alice, 'Hello world', { spoiler_text: 'Hello?', media_ids: [media.id], language: 'en' })
  asked = []
  const { status, body } = await translate(pictured.id, 'de')
  assert.equal(status, 200)
  assert.deepEqual(checkEntity(loadContract(), 'Translation', body, 'Translation').violations, [])
  assert.deepEqual([body.content, body.language, body.detected_source_language, body.provider], ['<p>Hallo world</p>', 'de', 'en', 'LibreTranslate'])
  assert.match(body.spoiler_text, /^Hallo/)
  assert.match(body.media_attachments[0]?.description ?? '', /^Hallo.* picture <3$/)
  const sent = asked.find((one) => one.url === '/translate')?.body
  assert.deepEqual([sent?.['source'], sent?.['target'], sent?.['format'], (sent?.['q'] as string[] | undefined)?.[2]], ['en', 'de', 'html', 'Hello picture &lt;3'])
  await translate(pictured.id, 'de-AT')
  assert.equal(asked.filter((one) => one.url === '/translate').length, 1, 'kept')
  await as(alice, 'PUT', `/statuses/${pictured.id}`, { json: { status: 'Hello again', media_ids: [media.id], language: 'en' } })
  assert.equal((await translate(pictured.id, 'de')).body.content, '<p>Hallo again</p>')
  assert.equal(asked.filter((one) => one.url === '/translate').length, 2, 'another text')
  const poll = await post(alice, 'Hello?', { poll: { options: ['Hello', 'Bye'], expires_in: 3600 }, language: 'en' })
  const voted = (await translate(poll.id, 'de')).body.poll
  assert.equal(voted?.id, poll.poll?.id)
  assert.equal(voted?.options[1]?.title, 'Bye')
  assert.deepEqual(checkEntity(loadContract(), 'Translation', (await translate(poll.id, 'de')).body, 'Translation').violations, [])
})

test('403 for what is private or no known pair, 404 for what is hidden or without a service, 503 when it fails', async () => {
  const bob = await server.member('bob')
  const secret = await post(alice, 'Hello', { visibility: 'private', language: 'en' })
  assert.equal((await translate(secret.id, 'de')).status, 403)
  assert.equal((await as(bob, 'POST', `/statuses/${secret.id}/translate`)).status, 404)
  const open = await post(alice, 'Hello', { language: 'en' })
  assert.equal((await translate(open.id, 'fr')).status, 403)
  broken = true
  assert.equal((await translate(open.id, 'de')).status, 503)
  broken = false
  const kit = await plain.member('kit')
  const { body } = await plain.call<{ id: string }>('POST', '/api/v1/statuses', { token: kit.token, json: { status: 'Hello' } })
  assert.equal((await plain.call('POST', `/api/v1/statuses/${body.id}/translate`, { token: kit.token })).status, 404)
})

test('the languages are told, and whether there are any', async () => {
  assert.deepEqual((await server.call('GET', '/api/v1/instance/translation_languages')).body, { en: ['de'], de: ['en'], und: ['en', 'de'] })
  assert.deepEqual((await plain.call('GET', '/api/v1/instance/translation_languages')).body, {})
  const enabled = async (on: TestServer) => (await on.call<{ configuration: { translation: { enabled: boolean } } }>('GET', '/api/v2/instance')).body.configuration.translation.enabled
  assert.deepEqual([await enabled(server), await enabled(plain)], [true, false])
})

test('DeepL is spoken to in its own words', async () => {
  const outbound = createOutbound({ allowedPrivateCidrs: ['127.0.0.0/8'], allowHttp: true, userAgent: 'test' })
  const translator = createTranslator(outbound, { service: 'deepl', url: url(), key: 'k:fx' })
  asked = []
  assert.deepEqual(await translator.languages(), { en: ['de'], und: ['de', 'en'] })
  assert.deepEqual(await translator.translate(['a', 'b'], null, 'en'), { texts: ['[a]', '[b]'], detected: 'en' })
  assert.deepEqual(asked.at(-1), { url: '/v2/translate', body: { text: ['a', 'b'], target_lang: 'EN-US', tag_handling: 'html' }, authorization: 'DeepL-Auth-Key k:fx' })
  await outbound.close()
  const env = { COVEY_TRANSLATION_SERVICE: 'deepl' }
  assert.throws(() => readConfig(env), /COVEY_TRANSLATION_KEY/)
  assert.equal(readConfig({ ...env, COVEY_TRANSLATION_KEY: 'k:fx' }).translation?.url, 'https://api-free.deepl.com')
  assert.throws(() => readConfig({ COVEY_TRANSLATION_SERVICE: 'libretranslate' }), /COVEY_TRANSLATION_URL/)
})

test('what was kept is forgotten after a week', async () => {
  const rows = async () => (await server.house.db.selectFrom('translations').select('status_id').execute()).length
  assert.ok(await rows() > 0)
  await forgetTranslations(server.house)
  assert.ok(await rows() > 0)
  await forgetTranslations({ ...server.house, clock: { now: () => Date.now() + 8 * 86_400_000 } })
  assert.equal(await rows(), 0)
})
