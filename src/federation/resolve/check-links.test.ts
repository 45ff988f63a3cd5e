// Links of a profile that lead back are marked; everything that only looks like it is not.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Account } from '#entities/account.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { remoteProfile } from '#test/seeds/village.ts'
import { checkLinks } from './check-links.ts'

let server: TestServer
let ada: Member
let site: Server
let base = ''
/** path → what the site answers; asked is what was asked for. */
const pages = new Map<string, { status?: number; type?: string; body?: string; link?: string; to?: string }>()
let asked: string[] = []

before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
  site = createServer((request, response) => {
    asked.push(request.url ?? '')
    const page = pages.get(request.url ?? '') ?? { status: 404 }
    response.writeHead(page.to ? 302 : page.status ?? 200, {
      'content-type': page.type ?? 'text/html; charset=utf-8', ...(page.link ? { link: page.link } : {}), ...(page.to ? { location: page.to } : {}),
    })
    response.end(page.body ?? '')
  })
  await new Promise<void>((resolve) => { site.listen(0, '127.0.0.9', resolve) })
  base = `http://127.0.0.9:${(site.address() as AddressInfo).port}`
})
after(async () => {
  site.close()
  await server.remove()
})

async function setFields(...values: string[]): Promise<void> {
  const form = Object.fromEntries(values.flatMap((value, index) => [[`fields_attributes[${index}][name]`, `Link ${index}`], [`fields_attributes[${index}][value]`, value]]))
  const answer = await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: ada.token, form })
  assert.equal(answer.status, 200, answer.text)
  await server.idle()
}

const verified = async (): Promise<boolean[]> =>
  (await server.call<Account>('GET', `/api/v1/accounts/${ada.accountId}`)).body.fields.map((field) => field.verified_at !== null)

const me = () => `${server.url}/@ada`

test('a link, an element of the head, a header, each through a redirect too', async () => {
  pages.set('/a', { body: `<p>hi <A HREF="${me()}" rel="nofollow ME">me</A>` })
  pages.set('/head', { body: `<html><head><link rel=me href='${me().replace('ada', 'ADA')}/'></head>` })
  pages.set('/header', { link: `<https://x.example/>; rel="me", <${me()}>; title="a, b"; rel="author me"`, body: '' })
  pages.set('/moved', { to: '/a' })
  await setFields(`${base}/a`, `${base}/head`, `${base}/header`, `${base}/moved`)
  assert.deepEqual(await verified(), [true, true, true, true])
  const page = await server.call('GET', '/@ada', { headers: { accept: 'text/html' } })
  assert.match(page.text, /Checked: this page links back/)
  assert.match(page.text, new RegExp(`"sameAs":\\["${base}/a"`))
})

test('what only looks like it does not count', async () => {
  pages.set('/other', { body: `<a rel="me" href="${me()}x">me</a><a href="${me()}">no rel</a><!-- <a rel="me" href="${me()}"> --><script>'<a rel="me" href="${me()}">'</script>` })
  pages.set('/text', { type: 'text/plain', body: `<a rel="me" href="${me()}">me</a>` })
  pages.set('/big', { body: `${' '.repeat(1024 * 1024)}<a rel="me" href="${me()}">me</a>` })
  pages.set('/error', { status: 404, body: `<a rel="me" href="${me()}">me</a>` })
  await setFields(`${base}/other`, `${base}/text`, `${base}/big`, `${base}/error`)
  assert.deepEqual(await verified(), [false, false, false, false])
})

test('an unchanged link is not asked for again; a changed one is, and loses its mark; our own pages and words are never', async () => {
  await setFields(`${base}/a`, 'just words', me(), 'see http://127.0.0.9/a')
  assert.deepEqual(await verified(), [true, false, false, false])
  asked = []
  await setFields(`${base}/a`, `${base}/error`)
  assert.deepEqual([asked, await verified()], [['/error'], [true, false]])
  await setFields(`${base}/other`)
  assert.deepEqual(await verified(), [false])
})

test('people of other servers are checked too, and keep the mark while the value stays', async () => {
  const link = `<a href="${base}/far" rel="me nofollow"><span class="invisible">http://</span>far</a>`
  const far = () => remoteProfile('far', 'peer.example', { fields: [{ name: 'Site', value: link }, { name: 'Two', value: `${link} ${link}` }] })
  const id = await server.house.write((tx) => upsertRemoteAccount(tx, far()))
  pages.set('/far', { body: '<a rel="me" href="https://peer.example/@far">me</a>' })
  assert.deepEqual(await checkLinks(server.house, id), { ok: true, value: 1 })
  const fields = async () => (JSON.parse((await accountRow(server.house.db, id))?.fields ?? '[]') as { verified_at?: number }[]).map((one) => Boolean(one.verified_at))
  assert.deepEqual(await fields(), [true, false])
  await server.house.write((tx) => upsertRemoteAccount(tx, { ...far(), displayName: 'Far' }))
  assert.deepEqual(await fields(), [true, false])
  await server.house.write((tx) => upsertRemoteAccount(tx, { ...far(), fields: [{ name: 'Site', value: link.replace('/far', '/else') }] }))
  assert.deepEqual(await fields(), [false])
})
