// The description of the API is whole, valid as far as readers rely on it, and says what the routes do.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { routeTable } from './route-table.ts'

interface Operation {
  operationId: string
  security: Record<string, string[]>[]
  parameters: { name: string; in: string; required: boolean; schema: Record<string, unknown> }[]
  requestBody?: { content: Record<string, { schema: { properties: Record<string, Record<string, unknown>> } }> }
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
}
interface Document { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, object>; securitySchemes: { oauth: { flows: { authorizationCode: { scopes: object } } } } } }

let server: TestServer
let document: Document
before(async () => {
  server = await startTestServer()
  const answer = await server.call<Document>('GET', '/api/openapi.json')
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
  document = answer.body
})
after(() => server.remove())

const operations = () => Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))

test('every route is described once, under a name of its own', () => {
  assert.equal(document.openapi, '3.1.0')
  assert.equal(operations().length, routeTable.length)
  assert.equal(new Set(operations().map((one) => one.operation.operationId)).size, routeTable.length)
})

test('every parameter of a path is declared, and every scope known', () => {
  const known = Object.keys(document.components.securitySchemes.oauth.flows.authorizationCode.scopes)
  for (const { path, operation } of operations()) {
    const declared = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name)
    assert.deepEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]), declared)
    for (const scope of operation.security.flatMap((one) => one['oauth'] ?? [])) assert.ok(known.includes(scope), scope)
  }
})

test('inputs are what the routes check: types, words, lists, bodies in three kinds', () => {
  const posting = document.paths['/api/v1/statuses']?.['post']
  assert.deepEqual(Object.keys(posting?.requestBody?.content ?? {}), ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])
  const fields = posting?.requestBody?.content['application/json']?.schema.properties ?? {}
  assert.equal(fields['status']?.['type'], 'string')
  assert.deepEqual(fields['visibility']?.['enum'], ['public', 'unlisted', 'private', 'direct'])
  const listed = document.paths['/api/v1/accounts/{id}/statuses']?.['get']?.parameters ?? []
  assert.deepEqual(listed.find((one) => one.name === 'limit')?.required, false)
  assert.equal(listed.find((one) => one.name === 'pinned')?.schema['type'], 'boolean')
  assert.ok(document.paths['/api/v1/notifications']?.['get']?.parameters.some((one) => one.name === 'types[]'))
})

test('every documented method says what it answers, and every name in that is explained', () => {
  const { schemas } = document.components
  const named = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '')
  assert.deepEqual([...new Set(named)].filter((name) => !schemas[name]), [])
  assert.deepEqual(Object.keys(schemas).filter((name) => !named.includes(name)), [], 'nothing is explained in vain')
  const silent = routeTable.filter((route) => !document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]?.responses['200']?.content?.['application/json']?.schema)
  assert.deepEqual(silent.map((route) => route.contract).sort(), ['covey#change-notification-policy-v1', 'covey#change-preferences', 'covey#domain-block-preview', 'covey#notification-policy-v1', 'covey#preferences'])
  assert.match(JSON.stringify(schemas['Status']), /"reblog":\{"anyOf":\[\{"\$ref":"#\/components\/schemas\/Status"\},\{"type":"null"\}\]\}/)
})
