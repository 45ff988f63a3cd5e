// A whole Covey for a test, on a free port with a database of its own, and ways to talk to it as an app does.
import { readConfig } from '#machinery/config/config.ts'
import { createLog, type Log } from '#machinery/log/log.ts'
import type { Clock } from '#machinery/time/clock.ts'
import { start, type Running } from '#main/serve.ts'
import type { RsaKeyPair } from '#machinery/crypto/rsa.ts'
import { createTestDatabase, testEngine } from './database.ts'
import { freePort } from './free-port.ts'
import { createMember, type Member } from './members.ts'

export interface Answer<T = never> { status: number; headers: Headers; body: T; text: string }

export interface CallOptions {
  token?: string | undefined
  query?: Record<string, unknown>
  json?: unknown
  form?: Record<string, unknown>
  multipart?: FormData
  headers?: Record<string, string>
}

export interface TestServer extends Running {
  readonly url: string
  /** Calls the API; `body` is parsed JSON when it is JSON. */
  call<T = Record<string, never>>(method: string, path: string, options?: CallOptions): Promise<Answer<T>>
  /** A confirmed, approved user with a token of every scope; with keys of their `own` instead of those everybody shares. */
  member(name: string, own?: RsaKeyPair): Promise<Member>
  /** After a `stop`: starts again on the same data, address and settings. */
  restart(): Promise<void>
  /** Stops it and removes its database. */
  remove(): Promise<void>
}

const flatten = (params: URLSearchParams, name: string, value: unknown): void => {
  if (Array.isArray(value)) for (const one of value) flatten(params, `${name}[]`, one)
  else if (value !== null && typeof value === 'object') for (const [key, inner] of Object.entries(value)) flatten(params, `${name}[${key}]`, inner)
  else if (value !== undefined) params.append(name, String(value))
}

/** `a: [1], b: {c: 2}` as `a[]=1&b[c]=2`. */
export function formWords(fields: Record<string, unknown>): URLSearchParams {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) flatten(params, name, value)
  return params
}

async function request(base: string, method: string, path: string, options: CallOptions = {}): Promise<Answer<never>> {
  const url = new URL(path, base)
  for (const [name, value] of formWords(options.query ?? {})) url.searchParams.append(name, value)
  const headers: Record<string, string> = { ...options.headers }
  if (options.token) headers['authorization'] = `Bearer ${options.token}`
  let body: string | URLSearchParams | FormData | undefined = options.multipart
  if (options.json !== undefined) {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(options.json)
  } else if (options.form) body = formWords(options.form)
  const response = await fetch(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, headers: response.headers, text, body: (isJson && text ? JSON.parse(text) : null) as never }
}

/** Starts a server. `env` adds settings; `host` is one of 127.0.0.0/8, so that several can federate over plain http. */
export async function startTestServer({ env = {}, host = '127.0.0.1', work = true, engine = testEngine, log, clock }: {
  env?: Record<string, string>; host?: string; work?: boolean; engine?: 'sqlite' | 'postgres'; log?: Log; clock?: Clock
} = {}): Promise<TestServer> {
  const database = await createTestDatabase(engine)
  const port = await freePort(host)
  const config = readConfig({
    COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: database.url, COVEY_PORT: String(port), COVEY_BIND: host,
    COVEY_DOMAIN: `${host}:${port}`, COVEY_DEV_HTTP: 'on', COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.0/8',
    COVEY_RATE_LIMITS: 'off', COVEY_DATABASE_POOL: '4', COVEY_LOG_LEVEL: process.env['COVEY_LOG_LEVEL'] ?? 'silent', ...env,
  })
  const begin = () => start(config, { http: true, work, log: log ?? createLog(config.logLevel), ...(clock ? { clock } : {}) })
  let running = await begin()
  const url = running.url ?? ''
  return {
    url,
    get house() { return running.house },
    get log() { return running.log },
    get setupUrl() { return running.setupUrl },
    idle: () => running.idle(),
    stop: () => running.stop(),
    call: (method, path, options) => request(url, method, path, options),
    member: (name, own) => createMember(running.house, name, { own }),
    async restart() { running = await begin() },
    async remove() {
      await running.stop()
      await database.remove()
    },
  }
}
