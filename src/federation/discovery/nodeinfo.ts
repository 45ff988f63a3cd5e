// NodeInfo 2.0 and 2.1: what runs here and how many people use it. It is answered, never sent anywhere.
import type { FastifyInstance } from 'fastify'
import { readSettings } from '#domain/instance/settings.ts'
import { usageOf } from '#domain/peers/published-accounts.ts'
import { missing } from '#domain/refusals.ts'
import type { DocumentContext } from '../documents/serve.ts'

const VERSIONS = ['2.0', '2.1'] as const
const SCHEMA = 'http://nodeinfo.diaspora.software/ns/schema'
const COUNTED_FOR_MS = 10 * 60_000

type Facts = Awaited<ReturnType<typeof gather>>

async function gather({ db, clock }: Pick<DocumentContext, 'db' | 'clock'>) {
  const [usage, settings] = await Promise.all([usageOf(db, clock.now()), readSettings(db)])
  return { usage, settings, at: clock.now() }
}

function nodeInfo(schema: typeof VERSIONS[number], version: string, { usage, settings }: Facts) {
  return {
    version: schema,
    software: { name: 'covey', version },
    protocols: ['activitypub'],
    services: { outbound: [], inbound: [] },
    usage: {
      users: { total: usage.users, activeMonth: usage.activeMonth, activeHalfyear: usage.activeHalfyear }, localPosts: usage.localPosts,
    },
    openRegistrations: settings.registrations === 'open' || settings.registrations === 'approval',
    // Apps that tell servers apart by their software look here for whose API this is.
    metadata: { nodeName: settings.name, nodeDescription: settings.shortDescription, upstream: { name: 'mastodon' } },
  }
}

/** Mounts the well-known list and both versions; counts are ten minutes old at most. */
export function nodeInfoRoutes(app: FastifyInstance, ctx: Pick<DocumentContext, 'db' | 'config' | 'clock' | 'version'>): void {
  const { config, clock } = ctx
  let counted: Promise<Facts> | null = null
  let countedAt = 0
  const facts = (): Promise<Facts> => {
    if (counted && clock.now() - countedAt < COUNTED_FOR_MS) return counted
    countedAt = clock.now()
    const fresh = gather(ctx)
    fresh.catch(() => { counted = null })
    return counted = fresh
  }
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=600' }
  app.get('/.well-known/nodeinfo', async (_request, reply) => reply.headers(headers).header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ links: VERSIONS.map((one) => ({ rel: `${SCHEMA}/${one}`, href: `${config.origin}/nodeinfo/${one}` })) })))
  app.get('/nodeinfo/:schema', async (request, reply) => {
    const wanted = (request.params as { schema: string }).schema.replace(/\.json$/, '')
    const schema = VERSIONS.find((one) => one === wanted)
    if (!schema) throw missing()
    return reply.headers(headers).header('content-type', `application/json; profile="${SCHEMA}/${schema}#"; charset=utf-8`)
      .send(JSON.stringify(nodeInfo(schema, ctx.version, await facts())))
  })
}
