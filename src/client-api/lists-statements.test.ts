// No N+1: every method that reads is called where there is one of everything, and again where there are forty, and has to
// take as many statements. The route table says what there is to call, so that a new method cannot be forgotten.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Everything, growEverything, PAGE } from '#test/seeds/of-everything.ts'
import { appOn } from '#test/support/app.ts'
import { statementsOf } from '#test/support/count-statements.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Route } from './route.ts'
import { routeTable } from './route-table.ts'

const MANY = 40

/** Methods that are not called, and why. */
const UNCALLED: Readonly<Record<string, string>> = {
  'GET /api/v1_alpha/async_refreshes/:id': 'of one refresh, which ends by itself',
  'GET /api/v1/instance/terms_of_service': 'one document',
  'GET /api/v1/instance/terms_of_service/:date': 'one document',
}
/** Lists that never have forty rows: how many there are at the end, and why. */
const FEWER: Readonly<Record<string, readonly [rows: number, why: string]>> = {
  'GET /api/v1/accounts/:id/identity_proofs': [0, 'always empty, as in Mastodon'],
  'GET /api/covey/v1/preferences': [0, 'languages, as words'],
  'GET /api/v1/instance/activity': [12, 'weeks'],
  'GET /api/v1/instance/domain_blocks': [0, 'always empty so far'],
  'GET /api/v1/annual_reports/:year': [1, 'one report'],
  'GET /api/v1/peers/search': [10, 'ten at once'],
  'GET /api/v1/featured_tags': [10, 'ten are the most'],
  'GET /api/v1/featured_tags/suggestions': [10, 'ten at once'],
  'GET /api/v1/accounts/:id/featured_tags': [10, 'ten are the most'],
  'GET /api/v1/collections/:id': [25, 'twenty-five are the most'],
  'GET /api/v1/accounts/:account_id/collections': [10, 'ten are the most'],
  'GET /api/v1/:account_id/collections': [10, 'ten are the most'],
  'GET /api/v1/trends/tags': [20, 'twenty at once'],
  'GET /api/v1/trends': [20, 'twenty at once'],
  'GET /api/v1/trends/links': [20, 'twenty at once'],
  'GET /api/v1/statuses': [20, 'twenty may be named'],
  'GET /api/v2/notifications/:group_key': [8, 'eight accounts of a group'],
  'GET /api/v2_alpha/notifications/:group_key': [8, 'eight accounts of a group'],
}

/** Methods whose statements differ by one between few and many rows, however many those are, and why. */
const UNEVEN: Readonly<Record<string, string>> = {
  'GET /api/v2/notifications': 'a second look where the first page was fewer groups',
  'GET /api/v2_alpha/notifications': 'as above',
  'GET /api/v2/search': 'a further look for posts where the first did not fill the page',
}

let server: TestServer
before(async () => { server = await startTestServer() })
after(() => server.remove())

const lineOf = ({ method, path }: Route) => `${method} ${path}`

type Ids = Readonly<Record<string, string | number>>

/** What stands for the parameters of a path: the last of them that is known by the path's own beginning. */
function idsOf(all: Everything, mediaId: string, group: string): Ids {
  return {
    '/api/v1/accounts': all.alice.accountId, '/api/v1/accounts/:id/lists': all.friends[0]?.accountId ?? 0, '/api/v1/:account_id': all.alice.accountId,
    '/api/v1/statuses': all.statusId, '/api/v1/lists': all.listId, '/api/v1/timelines/list': all.listId, '/api/v1/timelines/tag': 'harbour', '/api/v1/tags': 'harbour',
    '/api/v1/collections': all.collectionId, '/api/v2/filters': all.filterId, '/api/v2/filters/keywords': all.keywordId, '/api/v2/filters/statuses': all.filterStatusId,
    '/api/v1/filters': all.oldFilterId, '/api/v1/polls': all.pollId, '/api/v1/media': mediaId, '/api/v1/scheduled_statuses': all.scheduledId,
    '/api/v1/annual_reports': 2020, '/api/v1/instance/terms_of_service': '2026-01-01', '/api/v1/notifications': all.notificationId, '/api/v1/notifications/requests': all.requestId,
    '/api/v2/notifications': group, '/api/v2_alpha/notifications': group,
  }
}

function pathOf(path: string, ids: Ids): string {
  const [start] = Object.keys(ids).filter((one) => path === one || path.startsWith(`${one}/`)).toSorted((one, other) => other.length - one.length)
  return path.replace(/:\w+/, String(ids[start ?? ''] ?? 'nothing'))
}

/** What goes with a call: as many rows as it gives at once, and what some methods cannot do without. */
function queryOf(path: string, all: Everything): Record<string, unknown> {
  const accounts = all.friends.map(({ accountId }) => accountId)
  const more: Readonly<Record<string, Record<string, unknown>>> = {
    '/api/v1/accounts/lookup': { acct: 'friend0' }, '/api/v1/accounts': { id: accounts }, '/api/v1/accounts/relationships': { id: accounts },
    '/api/v1/accounts/familiar_followers': { id: accounts }, '/api/v1/statuses': { id: all.postIds.slice(0, 20) }, '/api/v2/search': { q: 'harbour' },
    '/api/v1/accounts/search': { q: 'friend' }, '/api/v1/peers/search': { q: 'far' }, '/api/oembed': { url: all.statusUrl },
    '/api/v1/domain_blocks/preview': { domain: 'far0.example' }, '/api/v1/markers': { timeline: ['home', 'notifications'] }, '/api/v1/timelines/link': { url: PAGE },
  }
  return { limit: 80, ...more[path] }
}

interface Seen { status: number; rows: number | null; statements: string[] }

/** How many rows an answer has; null if it is no list: no array, and no set of arrays by name. */
function rowsOf(body: unknown): number | null {
  if (Array.isArray(body)) return body.length
  if (typeof body !== 'object' || body === null || 'id' in body) return null
  const lists = Object.values(body).filter((value) => Array.isArray(value) && value.every((one) => typeof one === 'object'))
  return lists.length === 0 ? null : Math.max(...lists.map((list: unknown[]) => list.length))
}

// Measured until two calls in a row agree: the first of all fills what is kept in memory for a while.
async function callOf(route: Route, all: Everything, ids: Ids): Promise<Seen> {
  let last: Seen | undefined
  for (let times = 0; times < 6; times++) {
    let [status, rows]: [number, number | null] = [0, null]
    const statements = await statementsOf(server.house, async () => {
      const answer = await server.call<unknown>('GET', pathOf(route.path, ids), { token: all.alice.token, query: queryOf(route.path, all) })
      ;[status, rows] = [answer.status, rowsOf(answer.body)]
    })
    if (last?.statements.length === statements.length) return last
    last = { status, rows, statements }
  }
  throw new Error(`${lineOf(route)} never takes as many statements twice`)
}

async function walk(all: Everything, mediaId: string): Promise<Map<string, Seen>> {
  const { body } = await server.call<{ notification_groups: { group_key: string }[] }>('GET', '/api/v2/notifications', { token: all.alice.token, query: { types: ['favourite'] } })
  const ids = idsOf(all, mediaId, body.notification_groups[0]?.group_key ?? 'none')
  const seen = new Map<string, Seen>()
  for (const route of routeTable.filter((one) => one.method === 'GET' && !(lineOf(one) in UNCALLED))) {
    seen.set(lineOf(route), await callOf(route, all, ids))
  }
  return seen
}

// What one has and the other has not, or has less often.
function surplus(more: readonly string[], fewer: readonly string[]): string[] {
  const left = [...fewer]
  return more.filter((sql) => {
    const at = left.indexOf(sql)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  }).slice(0, 3)
}

test('forty rows take as many statements as one, whatever is read', async () => {
  const alice = await server.member('alice')
  const { body: media } = await appOn(() => server).upload(alice)
  const all = await growEverything(server, alice, 1)
  const one = await walk(all, media.id)
  await growEverything(server, alice, MANY - 1, all)
  const many = await walk(all, media.id)
  const lines = [...one.keys()]
  assert.deepEqual(lines.filter((line) => one.get(line)?.status !== 200 || many.get(line)?.status !== 200).map((line) => `${line} ${many.get(line)?.status}`), [])
  const lists = lines.filter((line) => many.get(line)?.rows !== null)
  assert.ok(lists.length >= 70, `${lists.length} lists are too few`)
  assert.deepEqual(lists.flatMap((line) => {
    const rows = many.get(line)?.rows ?? 0
    const [wanted] = FEWER[line] ?? [MANY]
    return FEWER[line] ? (rows === wanted ? [] : [`${line}: ${rows} rows`]) : rows >= MANY ? [] : [`${line}: ${one.get(line)?.rows} and ${rows} rows`]
  }), [])
  assert.deepEqual(lines.flatMap((line) => {
    const [few, lots] = [one.get(line)?.statements ?? [], many.get(line)?.statements ?? []]
    return few.length === lots.length || (line in UNEVEN && Math.abs(few.length - lots.length) === 1) ? [] : [`${line}: ${few.length} and ${lots.length} statements`, ...surplus(lots, few), ...surplus(few, lots)]
  }), [])
})

