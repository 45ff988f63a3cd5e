// Calls made from the server's own description of its API, right and wrong ones: nothing breaks, nothing hangs, memory
// stays flat, and enough of it is answered to say that the description is true. FUZZ=20000 for the whole series.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import sharp from 'sharp'
import { createApp } from '#domain/access/apps.ts'
import { createToken } from '#domain/access/tokens.ts'
import { announce } from '#domain/announcements/announce.ts'
import { appOn } from '#test/support/app.ts'
import { schemaFaults, type JsonSchema } from '#test/contract/check-schema.ts'
import { ALL_SCOPES, type Member } from '#test/support/members.ts'
import { makeTrends, TRENDING_LINK } from '#test/support/trending.ts'
import { formWords, startTestServer, type TestServer } from '#test/support/server.ts'
import { garbage, pick, seeded } from '#test/security/hostile-values.ts'
import { about, makePrivateThings } from '#test/security/private-things.ts'
import { device, readyThings } from './ready-things.ts'

// What is garbage is no growth: it is collected before each measurement.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const CALLS = Number(process.env['FUZZ'] ?? 2000)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_124)
const EACH = 20
const HANG_MS = 20_000
const MB = 1024 * 1024

type Schema = { type?: string; enum?: unknown[]; items?: Schema; properties?: Record<string, Schema>; anyOf?: Schema[] }
interface Operation {
  parameters: { name: string; in: string; required: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema & { additionalProperties?: unknown; required?: string[] } }> }
  responses: Record<string, { content?: Record<string, { schema?: JsonSchema }> }>
  'x-token': string
}
interface Named { line: string; method: string; path: string; operation: Operation }

/** Methods that this series does not bring to a 2xx, each with what it would need first; their own tests do. */
const NEVER: Readonly<Record<string, string>> = {
  'POST /api/v1/emails/confirmations': 'for members whose address is not confirmed yet',
  'GET /api/v1/annual_reports/{year}': 'there is a report only after a December',
  'POST /api/v1/annual_reports/{year}/read': 'there is a report only after a December',
  'GET /api/v1/instance/terms_of_service': 'the server has no terms',
  'GET /api/v1/instance/terms_of_service/{date}': 'the server has no terms',
  'POST /api/v1/statuses/{id}/translate': 'no translation service is configured',
}

let server: TestServer
let alice: Member
let bob: Member
let appToken: string
let credentials: { client_id: string; client_secret: string }
let things: Record<string, string>
let picture: Blob
let operations: Named[]
let schemas: Record<string, JsonSchema>
let open: string
const { as, post, upload } = appOn(() => server)
const random = seeded(SEED)
const chance = (part: number): boolean => random() < part

before(async () => {
  server = await startTestServer()
  alice = await server.member('alice')
  bob = await server.member('bob')
  things = await makePrivateThings(server, alice, await server.member('friend'))
  const { house } = server
  open = (await post(alice, 'for other sites')).id
  await makeTrends(server)
  ready = readyThings({ server, alice, newcomer, status: things['status'] ?? '' })
  await house.write((tx) => announce(tx, { text: 'Hello' }))
  const app = await house.write((tx) => createApp(tx, { name: 'Fuzz', redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes: ['read', 'write'] }))
  credentials = { client_id: app.clientId, client_secret: app.clientSecret }
  appToken = (await house.write((tx) => createToken(tx, { appId: app.id, scopes: ALL_SCOPES }))).token
  picture = new Blob([new Uint8Array(await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } }).png().toBuffer())], { type: 'image/png' })
  const { body } = await server.call<{ paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, JsonSchema> } }>('GET', '/api/openapi.json')
  schemas = body.components.schemas
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ line: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, operation })))
})
after(() => server.remove())

type Made = { id: string; keywords?: { id: string }[]; media_attachments?: { id: string }[]; poll?: { id: string } }
const made = async (path: string, json: object, version = 'v1') =>
  (await server.call<Made>('POST', `/api/${version}/${path}`, { token: alice.token, json })).body
const listed = async (path: string) => (await as<Made[]>(alice, 'GET', path)).body[0]?.id ?? ''
let counter = 0
let ready: ReturnType<typeof readyThings>

/** Somebody whom alice has not blocked, muted or dropped in the calls before. */
async function newcomer(): Promise<Member> {
  const verdicts = Object.fromEntries(['not_following', 'not_followers', 'new_accounts', 'limited_accounts'].map((kind) => [`for_${kind}`, 'accept']))
  await server.call('PATCH', '/api/v2/notifications/policy', { token: alice.token, json: { ...verdicts, for_private_mentions: 'filter' } })
  return server.member(`newcomer${counter++}`)
}

/** A new thing of a kind that a call may use up. */
const fresh: Record<string, () => Promise<string>> = {
  status: async () => (await post(alice, `again ${counter++}`)).id,
  poll: async () => (await post(await newcomer(), `which ${counter++}`, { poll: { options: ['a', 'b'], expires_in: 3600 } })).poll?.id ?? '',
  list: async () => (await made('lists', { title: 'again' })).id,
  media: async () => (await upload(alice)).body.id,
  scheduled: async () => (await made('statuses', { status: 'later', scheduled_at: new Date(Date.now() + 3_600_000).toISOString() })).id,
  featured: async () => (await made('featured_tags', { name: `fresh${counter++}` })).id,
  filter: async () => (await made('filters', { title: 'again', context: ['home'] }, 'v2')).id,
  keyword: async () => (await made('filters', { title: 'again', context: ['home'], keywords_attributes: [{ keyword: 'x' }] }, 'v2')).keywords?.[0]?.id ?? '',
  filtered: async () => (await made(`filters/${await fresh['filter']?.()}/statuses`, { status_id: things['status'] }, 'v2')).id,
  notification: async () => {
    await as(await newcomer(), 'POST', `/statuses/${(await post(alice, 'like me')).id}/favourite`)
    return listed('/notifications?types[]=favourite')
  },
  group: async () => {
    await fresh['notification']?.()
    return (await as<{ group_key: string }[]>(alice, 'GET', '/notifications?types[]=favourite')).body[0]?.group_key ?? ''
  },
  conversation: async () => {
    await post(await newcomer(), '@alice between us', { visibility: 'direct' })
    return listed('/conversations')
  },
  asking: async () => {
    const eager = await server.member(`eager${counter++}`)
    await as(eager, 'POST', `/accounts/${alice.accountId}/follow`)
    return String(eager.accountId)
  },
  request: async () => {
    await post(await newcomer(), '@alice hello', { visibility: 'direct' })
    return listed('/notifications/requests')
  },
}
const USES_UP = /^DELETE |\/(?:polls|notifications|v1\/filters)\/(?:\{|requests\/\{)|\/(?:dismiss|accept|authorize|reject|votes)$/

async function pathOf({ line, path }: Named): Promise<string> {
  const declared = path.replace(/\{(\w+)\}/g, ':$1')
  const thing = about.find(([pattern]) => pattern.test(declared))?.[1]
  const renewed = thing !== undefined && USES_UP.test(line) ? await fresh[thing]?.() : undefined
  const words: Record<string, string> = { name: encodeURIComponent('🎂'), hashtag: 'mine', year: '2020', date: '2026-01-01', id: path.startsWith('/api/v1/tags') ? 'mine' : String(bob.accountId) }
  if (path.startsWith('/api/v1/tags')) words['name'] = 'mine'
  if (path.startsWith('/api/v1/announcements')) words['id'] = await listed('/announcements')
  if (path.endsWith('/pin')) await as(alice, 'POST', `/accounts/${bob.accountId}/follow`)
  if (line.startsWith('DELETE /api/v1/announcements')) await server.call('PUT', `/api/v1/announcements/${words['id']}/reactions/${words['name']}`, { token: alice.token })
  const there = await ready.paths[path]?.()
  let first = true
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = there?.[name] ?? (first && thing !== undefined ? renewed || things[thing] : words[name])
    first = false
    return word ?? String(bob.accountId)
  })
}

/** Words that mean something where a string is wanted. */
const words: Readonly<Record<string, () => unknown>> = {
  status: () => `words ${counter++}`, q: () => 'words', acct: () => 'bob', url: () => `${server.house.config.origin}/@alice/${open}`, title: () => 'a list', name: () => `tag${counter++}`,
  comment: () => 'a note', domain: () => 'peer.example', phrase: () => 'word', keyword: () => 'word', language: () => 'en', locale: () => 'en', email: () => `p${counter++}@people.example`,
  username: () => `person${counter++}`, password: () => 'correct horse battery', agreement: () => true, reason: () => 'because', grant_type: () => 'client_credentials',
  client_id: () => credentials.client_id, client_secret: () => credentials.client_secret, client_name: () => 'App', redirect_uris: () => ['urn:ietf:wg:oauth:2.0:oob'], scopes: () => 'read', scope: () => 'read',
  website: () => 'https://app.example', token: () => 'x', context: () => ['home'], timeline: () => ['home'], account_id: () => String(bob.accountId), target_account_id: () => String(bob.accountId),
  status_id: () => things['status'], id: () => [String(bob.accountId)], account_ids: () => [], choices: () => [0], types: () => ['mention'], exclude_types: () => ['poll'], scheduled_at: () => new Date(Date.now() + 3_600_000).toISOString(),
  subscription: device, statuses: () => [], status_ids: () => [], rule_ids: () => [], expires_in: () => 3600, home: () => ({ last_read_id: '9007199254740991' }), offset: () => 0, limit: () => 5, focus: () => '0.1,0.2', category: () => 'other', ids: () => ['1'],
}
const NEEDED = new Set([
  'status', 'q', 'acct', 'url', 'title', 'name', 'domain', 'phrase', 'keyword', 'email', 'username', 'password', 'agreement', 'locale', 'grant_type', 'client_id', 'client_secret',
  'client_name', 'redirect_uris', 'subscription', 'context', 'account_id', 'status_id', 'id', 'choices', 'reason', 'types',
])
/** Those that change what comes of a call so much that it is seldom right. */
const LEFT_OUT = new Set(['max_id', 'since_id', 'min_id', 'media_ids', 'in_reply_to_id', 'poll', 'quoted_status_id', 'redirect_uri', 'code', 'scheduled_at', 'suspended', 'resolve', 'date_of_birth'])

function valueOf(name: string, schema: Schema): unknown {
  const word = words[name.replace('[]', '')]
  if (word) return word()
  if (schema.enum) return pick(random, schema.enum)
  const one = schema.anyOf?.[0] ?? schema
  if (one.type === 'boolean') return chance(0.5)
  if (one.type === 'number' || one.type === 'integer') return 1
  if (one.type === 'array') return []
  return one.type === 'object' ? {} : 'a word'
}

const wrong: readonly unknown[] = ['', 'x'.repeat(3000), -1, 2 ** 53, null, true, {}, [], [[]], [{}], { a: { b: [] } }, '\u202e', '%00', 'a\0b', '9'.repeat(30), { toString: 1 }]

interface Sent { path: string; init: RequestInit }

async function prepare(named: Named, right: boolean): Promise<Sent> {
  const { operation, method, line } = named
  const body = operation.requestBody?.content['application/json']?.schema
  const fields: [string, Schema, boolean][] = [
    ...operation.parameters.filter((one) => one.in === 'query').map((one): [string, Schema, boolean] => [one.name.replace('[]', ''), one.schema, one.required]),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]): [string, Schema, boolean] => [name, schema, body?.required?.includes(name) ?? false]),
  ]
  const chosen = fields.filter(([name, , required]) => required || (right ? NEEDED.has(name) || !LEFT_OUT.has(name) && chance(0.15) : chance(0.5)))
  const input = Object.fromEntries(chosen.map(([name, schema]) => [name, right || chance(0.5) ? valueOf(name, schema) : pick(random, wrong)]))
  if (right && line === 'GET /api/v1/timelines/link') input['url'] = TRENDING_LINK
  if (right && line === 'POST /api/v1/collections/{collection_id}/items') input['account_id'] = String((await ready.discoverable()).accountId)
  const path = right || chance(0.5) ? await pathOf(named) : named.path.replace(/\{\w+\}/g, () => pick(random, garbage))
  const token = line.includes('/oauth/') && !line.includes('userinfo') || !right && chance(0.1) ? null : line === 'POST /api/v1/accounts' ? appToken : alice.token
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  if (method === 'GET' || method === 'DELETE') return { path: `${path}?${formWords(input).toString().slice(0, 6000)}`, init: { method, headers } }
  const files = operation.requestBody?.content['multipart/form-data']?.schema.additionalProperties
  if (files && named.path.includes('/media')) {
    const form = new FormData()
    if (right || chance(0.5)) form.append('file', picture, 'a.png')
    for (const [name, value] of formWords(input)) form.append(name, value)
    return { path, init: { method, headers, body: form } }
  }
  const kind = random()
  if (kind < 0.7) return { path, init: { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(input) } }
  return { path, init: { method, headers, body: formWords(input) } }
}

/** How an answer differs from its description. */
function faultsOf({ operation }: Named, text: string): string[] {
  const schema = operation.responses['200']?.content?.['application/json']?.schema
  return schema && /^[[{"tfn\d]/.test(text) ? schemaFaults(JSON.parse(text), schema, schemas) : []
}

interface Tally { calls: number; good: number }

test('calls from the description', { timeout: 1_800_000 }, async () => {
  const tallies = new Map(operations.map(({ line }): [string, Tally] => [line, { calls: 0, good: 0 }]))
  const broken: string[] = []
  const untrue = new Set<string>()
  const total = Math.max(CALLS, operations.length * EACH)
  let early = 0
  // One after another: the same seed is the same series.
  for (let turn = 0; turn < total; turn++) {
    const named = operations[turn % operations.length] as Named
    const { path, init } = await prepare(named, turn < 3 * operations.length || chance(0.6))
    const answer = await fetch(server.url + path, { ...init, redirect: 'manual', signal: AbortSignal.timeout(HANG_MS) }).catch((error: Error) => ({ status: 599, text: async () => error.message }))
    const text = await answer.text()
    const tally = tallies.get(named.line) as Tally
    tally.calls += 1
    if (answer.status >= 200 && answer.status < 300) {
      tally.good += 1
      for (const fault of faultsOf(named, text)) untrue.add(`${named.line} ${fault.replace(/\[\d+\]/g, '[]')}`)
    }
    // 503 with words is an answer: no service, no disk. Nothing here may cause one.
    if (answer.status >= 500) broken.push(`${named.line} ${path.slice(0, 300)} ${String(init.body ?? '').slice(0, 300)}: ${answer.status} ${text.slice(0, 200)}`)
    if (turn === Math.floor(total / 2)) { collect(); early = process.memoryUsage().heapUsed }
  }
  assert.deepEqual(broken, [])
  assert.deepEqual([...untrue], [], 'answers that are not as they are described')
  const all = [...tallies.entries()]
  const good = all.reduce((sum, [, tally]) => sum + tally.good, 0)
  assert.deepEqual(all.filter(([line, tally]) => tally.good === 0 && !(line in NEVER)).map(([line]) => line), [], 'methods that never answered 2xx')
  assert.deepEqual(all.filter(([, tally]) => tally.calls < EACH).map(([line]) => line), [])
  assert.ok(good / total >= 0.3, `${good} of ${total} answered 2xx`)
  collect()
  const grown = (process.memoryUsage().heapUsed - early) / MB
  assert.ok(grown < 60, `the heap grew by ${grown.toFixed(1)} MB in the second half`)
  console.log(`${total} calls of ${operations.length} methods, ${Math.round(100 * good / total)} % answered 2xx; ${grown.toFixed(1)} MB`)
})
