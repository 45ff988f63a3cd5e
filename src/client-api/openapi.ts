// The API as an OpenAPI 3.1 document, made from the same declarations that are mounted: what is here is what answers.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { knownScopes } from '#domain/access/scopes.ts'
import { VERSION_TEXT } from '#domain/instance/software.ts'
import { refusals } from '#domain/refusals.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

interface Answers { schemas: Record<string, Json>; answers: Record<string, Json> }

/** What methods answer, as documented; generated (`npm run docs`) and read once, when somebody asks. */
let answers: Answers | undefined
const readAnswers = (): Answers => answers ??= JSON.parse(readFileSync(new URL('./answers.json', import.meta.url), 'utf8')) as Answers

/** Answers of ours and of routes that the documentation leaves out, by what is documented elsewhere. */
const LIKE: Readonly<Record<string, string>> = {
  'covey#trends-tags': 'trends#tags', 'covey#clear-grouped': 'notifications#clear', 'covey#dismiss-notifications': 'notifications#dismiss',
  'covey#unread-conversation': 'conversations#read',
}
const OWN: Readonly<Record<string, Json>> = {
  'covey#instance-languages': { type: 'array', items: { type: 'object', properties: { code: { type: 'string' }, name: { type: 'string' } }, required: ['code', 'name'] } },
  'covey#peers-search': { type: 'array', items: { type: 'string' } },
  'covey#check-confirmation': { type: 'boolean' },
}

const answerOf = ({ contract }: Route): Json | undefined => OWN[contract] ?? readAnswers().answers[LIKE[contract] ?? contract]

const BODY_TYPES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']
const DOCUMENTED = /^(?!covey)([\w-]+)#([\w-]+)$/

const isOptional = (schema: z.ZodType): boolean => schema.safeParse(undefined).success

/** A schema as parameters are understood; what no JSON schema can say is left open. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Json
  return plain
}

const fieldsOf = (route: Route): [name: string, schema: z.ZodType][] =>
  route.input instanceof z.ZodObject ? Object.entries(route.input.shape as Record<string, z.ZodType>) : []

const pathNames = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')

function parametersOf(route: Route): Json[] {
  const inPath = pathNames(route.path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  if (route.method !== 'GET' && route.method !== 'DELETE') return inPath
  const inQuery = fieldsOf(route).map(([name, field]) => {
    const schema = schemaOf(field)
    const nested = schema['type'] === 'object'
    return {
      name: schema['type'] === 'array' ? `${name}[]` : name, in: 'query', required: !isOptional(field), schema,
      ...(nested ? { style: 'deepObject' } : {}), ...(nested || schema['type'] === 'array' ? { explode: true } : {}),
    }
  })
  return [...inPath, ...inQuery]
}

function bodyOf(route: Route): Json {
  if (route.method === 'GET' || route.method === 'DELETE') return {}
  const fields = fieldsOf(route)
  if (fields.length === 0 && !route.upload) return {}
  const required = fields.filter(([, field]) => !isOptional(field)).map(([name]) => name)
  const schema = {
    type: 'object', properties: Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field)])),
    ...(required.length > 0 ? { required } : {}),
  }
  // Files are named as the documentation names them: file, thumbnail, avatar, header.
  const withFiles = { ...schema, additionalProperties: { type: 'string', contentMediaType: 'application/octet-stream' } }
  const content = BODY_TYPES.map((type) => [type, { schema: route.upload && type === 'multipart/form-data' ? withFiles : schema }])
  return { requestBody: { required: required.length > 0, content: Object.fromEntries(content) } }
}

const errorsOf = (route: Route): number[] => [
  ...(route.auth === 'public' && route.scopes.length === 0 ? [] : [401, 403]), ...(route.path.includes(':') ? [404] : []), 422, 429, 503,
]

function responsesOf(route: Route): Json {
  const error = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }
  const told = Object.values(refusals)
  const schema = answerOf(route)
  return {
    200: { description: 'As documented', content: { 'application/json': schema ? { schema } : {} } },
    ...Object.fromEntries(errorsOf(route).map((status) => [status, { description: told.find((one) => one.status === status)?.text ?? '', ...error }])),
  }
}

function operationOf(route: Route): Json {
  const [, section, anchor] = DOCUMENTED.exec(route.contract) ?? []
  const needed = route.scopes.length > 0 ? route.scopes.map((scope) => ({ oauth: [scope] })) : [{ oauth: [] }]
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[/:.]+/g, '_')}`,
    tags: [section ?? 'covey'],
    ...(section ? { externalDocs: { url: `https://docs.joinmastodon.org/methods/${section}/#${anchor}` } } : {}),
    security: route.auth === 'public' ? [{}, ...(route.scopes.length > 0 ? needed : [])] : needed,
    parameters: parametersOf(route), ...bodyOf(route), responses: responsesOf(route),
    'x-rate-class': route.rate, 'x-token': route.auth,
  }
}

const urlOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

/** The document, with addresses under `origin`. Paths that differ in a parameter's name only are one. */
export function openApi(routes: readonly Route[], origin: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) (paths[urlOf(route.path)] ??= {})[route.method.toLowerCase()] = operationOf(route)
  const scopes = Object.fromEntries(knownScopes.map((scope) => [scope, '']))
  return {
    openapi: '3.1.0',
    info: { title: 'Covey', version: VERSION_TEXT, description: 'Mastodon\'s client API, and what Covey adds under /api/covey.', license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' } },
    servers: [{ url: origin }],
    paths,
    components: {
      securitySchemes: { oauth: { type: 'oauth2', flows: { authorizationCode: { authorizationUrl: `${origin}/oauth/authorize`, tokenUrl: `${origin}/oauth/token`, scopes } } } },
      schemas: readAnswers().schemas,
    },
  }
}
