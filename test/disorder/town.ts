// One of five servers of a simulated network: a whole Covey with a database of its own, whose requests to the others
// and answers go through memory instead of sockets, and whose clock is everybody's.
import assert from 'node:assert/strict'
import fastify, { type FastifyInstance } from 'fastify'
import { peerByUri } from '#domain/accounts/peers.ts'
import { actorUri, parseLocalUrl } from '#domain/addresses.ts'
import { processDelivered } from '#federation/inbox/process.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { resolveActor } from '#federation/resolve/resolve-actor.ts'
import { readConfig } from '#machinery/config/config.ts'
import { failure } from '#machinery/http/outbound-result.ts'
import { createLog } from '#machinery/log/log.ts'
import type { Clock } from '#machinery/time/clock.ts'
import { createContext } from '#main/context.ts'
import { mountFaces } from '#main/faces.ts'
import { jobHandlers } from '#main/jobs.ts'
import { prepareInstance } from '#main/prepare-instance.ts'
import { reactions } from '#main/reactions.ts'
import { wire, type Wiring } from '#main/wiring.ts'
import { createTestDatabase } from '#test/support/database.ts'
import { createMember, type Member } from '#test/support/members.ts'

/** An activity on its way from one server to another. */
export interface Letter { readonly to: string; readonly inbox: string; readonly signer: string; readonly body: string; attempts: number }

export interface Town {
  readonly host: string
  readonly house: Wiring
  member(name: string): Promise<Member>
  /** Calls the API as `member`; throws unless it answers 200. */
  ask<T>(member: Member, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, json?: object): Promise<T>
  /** Does every job that is due; one that fails comes again a minute later. */
  work(): Promise<void>
  /** Takes what waits to be delivered. */
  collect(): Promise<Letter[]>
  /** Processes what arrived; false if it has to come again. */
  receive(letter: Letter): Promise<boolean>
  /** Forgets which addresses could not be reached: a minute has gone by. */
  forget(): void
  remove(): Promise<void>
}

export interface Network {
  readonly towns: Map<string, Town>
  /** Hosts that answer nobody any more. */
  readonly dead: Set<string>
  readonly clock: Clock & { pass(ms: number): void }
}

export const startNetwork = (): Network => {
  let ahead = 0
  return { towns: new Map(), dead: new Set(), clock: { now: () => Date.now() + ahead, pass: (ms) => { ahead += ms } } }
}

const apps = new WeakMap<Town, FastifyInstance>()

/** A job that a server out of reach lets fail is given up in the end. */
const MOST_ATTEMPTS = 8

/** The guarded client's place, taken by the other servers' own routes. */
const wires = ({ towns, dead }: Network): Reach['outbound'] => ({
  async request(target, { method = 'GET', headers, body, headersFor }) {
    const url = new URL(target)
    const town = towns.get(url.host)
    const app = town && apps.get(town)
    if (!app || dead.has(url.host)) return failure('unreachable')
    const answer = await app.inject({ method, url: url.pathname + url.search, headers: { ...headers, ...await headersFor?.(url), host: url.host }, ...body === undefined ? {} : { payload: body } })
    return { ok: true, status: answer.statusCode, headers: answer.headers as Record<string, string>, body: answer.rawPayload, url: url.href }
  },
  close: async () => {},
})

async function runJobs({ house, clock }: { house: Wiring; clock: Clock }, handlers: ReturnType<typeof jobHandlers>): Promise<void> {
  for (;;) {
    const job = await house.db.selectFrom('jobs').select(['id', 'kind', 'payload', 'attempts']).where('run_at', '<=', clock.now()).orderBy('id').limit(1).executeTakeFirst()
    if (!job) return
    const { id, kind, payload } = job
    const attempts = job.attempts + 1
    await house.write((tx) => tx.db.deleteFrom('jobs').where('id', '=', id).execute())
    try {
      await handlers[kind]?.(JSON.parse(payload) as never, { id, kind, payload, attempts })
    } catch {
      if (attempts >= MOST_ATTEMPTS) continue
      await house.write((tx) => tx.db.insertInto('jobs').values({ id, kind, key: null, payload, priority: 0, run_at: clock.now() + 60_000, attempts, claimed_until: null, last_error: null, dead_at: null, created_at: clock.now() }).execute())
    }
  }
}

/** As the HTTP server, without what belongs to sockets. */
function innerServer(): FastifyInstance {
  const app = fastify({ logger: false, genReqId: () => 'inner', routerOptions: { maxParamLength: 500 } }) as unknown as FastifyInstance
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => { done(null, body) })
  return app
}

/** Starts the server of `host` and gives it a place in the network. */
export async function startTown(network: Network, host: string): Promise<Town> {
  const database = await createTestDatabase()
  const config = readConfig({ COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: database.url, COVEY_DOMAIN: host, COVEY_RATE_LIMITS: 'off', COVEY_DATABASE_POOL: '4' })
  const log = createLog(process.env['COVEY_LOG_LEVEL'] === 'info' ? 'info' : 'silent')
  const wired = wire(await createContext(config, log, reactions, network.clock))
  await wired.outbound.close()
  const house: Wiring = { ...wired, outbound: wires(network) }
  await prepareInstance(house)
  const app = innerServer()
  const closeFaces = await mountFaces(app, house)
  await app.ready()
  const handlers = jobHandlers(house)
  let reach: Reach = house

  const town: Town = {
    host, house,
    member: (name) => createMember(house, name),
    async ask<T>(member: Member, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, json?: object) {
      const answer = await app.inject({ method, url: `/api${path}`, headers: { authorization: `Bearer ${member.token}`, ...json ? { 'content-type': 'application/json' } : {} }, ...json ? { payload: JSON.stringify(json) } : {} })
      assert.equal(answer.statusCode, 200, `${method} ${path} as ${member.name}@${host} answers ${answer.statusCode}: ${answer.payload.slice(0, 300)}`)
      return answer.json<T>()
    },
    work: () => runJobs({ house, clock: network.clock }, handlers),
    async collect() {
      const rows = await house.db.selectFrom('deliveries').innerJoin('outgoing', 'outgoing.id', 'deliveries.outgoing_id')
        .select(['deliveries.id', 'deliveries.host', 'deliveries.inbox_url', 'deliveries.account_id', 'outgoing.body']).orderBy('deliveries.id').execute()
      if (rows.length > 0) await house.write((tx) => tx.db.deleteFrom('deliveries').where('id', 'in', rows.map((row) => row.id)).execute())
      return rows.map((row) => ({ to: row.host, inbox: row.inbox_url, signer: actorUri(config, row.account_id), body: row.body, attempts: 0 }))
    },
    async receive(letter) {
      letter.attempts += 1
      const activity = JSON.parse(letter.body) as Record<string, unknown>
      const known = await peerByUri(house.db, letter.signer)
      // As at the door: nobody is looked up to hear that they are gone, and whoever is nobody is not heard.
      if (!known && activity['type'] === 'Delete') return true
      const found = known ? { ok: true as const, value: known.id } : await resolveActor(reach, letter.signer)
      if (!found.ok) return !found.temporary
      const place = parseLocalUrl(config, letter.inbox.replace(/\/inbox$/, ''))
      const deliveredTo = place?.kind === 'account' && 'id' in place ? place.id ?? null : null
      try {
        // Never for the last time: what it waits for arrives in time.
        await processDelivered(reach, { signer: found.value, deliveredTo, activity }, 1)
        return true
      } catch {
        return false
      }
    },
    forget() { reach = { ...house, outbound: wires(network) } },
    async remove() {
      await closeFaces()
      await app.close()
      await wired.close()
      await database.remove()
    },
  }
  apps.set(town, app)
  network.towns.set(host, town)
  return town
}
