// Configuration: environment → one typed value, in one place. The table below is also docs/operate/configuration.md.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { TranslationSettings } from '../translation/translator.ts'

interface Setting { readonly name: string; readonly fallback: string; readonly about: string }

const setting = (name: string, fallback: string, about: string): Setting => ({ name, fallback, about })

export const settings = [
  setting('COVEY_DATA_DIR', './data', 'Folder of the database, media, secrets and the local outbox.'),
  setting('COVEY_PORT', '3000', 'Port to listen on; 0 picks a free one.'),
  setting('COVEY_BIND', '127.0.0.1', 'Address to listen on. Behind a proxy on the same machine leave it as it is.'),
  setting('COVEY_DOMAIN', '', 'The domain in people\'s handles (@name@domain). Locked after the first federated delivery.'),
  setting('COVEY_WEB_DOMAIN', '', 'The domain the server answers on, if it is not the one in handles.'),
  setting('COVEY_DATABASE_URL', '', 'postgres://… to use PostgreSQL instead of the embedded SQLite.'),
  setting('COVEY_DATABASE_POOL', '10', 'PostgreSQL connections per process.'),
  setting('COVEY_TRUSTED_PROXIES', '127.0.0.1/8,::1/128', 'CIDRs whose X-Forwarded-* headers are believed.'),
  setting('COVEY_STORAGE_DIR', '', 'Folder for media, if not inside the data folder.'),
  setting('COVEY_SMTP_URL', '', 'smtp(s)://user:password@host:port. Without it mail lands in the data folder\'s outbox.'),
  setting('COVEY_MAIL_FROM', '', 'Sender of mail; notifications@domain unless set.'),
  setting('COVEY_ALLOWED_PRIVATE_CIDRS', '', 'Private networks that federation may fetch from and deliver to.'),
  setting('COVEY_DEV_HTTP', 'off', 'on: federate over plain http with other local servers. For development only.'),
  setting('COVEY_TLS_CERT', '', 'PEM certificate file, to serve https without a proxy.'),
  setting('COVEY_TLS_KEY', '', 'PEM key file of that certificate.'),
  setting('COVEY_TRANSLATION_SERVICE', '', 'libretranslate or deepl, to offer translations of posts.'),
  setting('COVEY_TRANSLATION_URL', '', 'Where it is. For LibreTranslate; DeepL is found by its key. One in your own network needs COVEY_ALLOWED_PRIVATE_CIDRS.'),
  setting('COVEY_TRANSLATION_KEY', '', 'Its API key.'),
  setting('COVEY_SECURE_MODE', 'off', 'on: unsigned requests for ActivityPub documents are refused.'),
  setting('COVEY_FFMPEG', 'on', 'off: sound and video are refused even where ffmpeg is installed.'),
  setting('COVEY_RATE_LIMITS', 'on', 'off: no rate limits, for test runs.'),
  setting('COVEY_LOG_LEVEL', 'info', 'fatal, error, warn, info, debug, trace or silent.'),
  setting('COVEY_WORK', 'on', 'off: this process serves only; jobs are left to `bin/covey work`.'),
] as const satisfies readonly Setting[]

export interface Config {
  dataDir: string
  storageDir: string
  port: number
  bind: string
  /** Host (and port, if unusual) in handles. */
  domain: string
  /** Host (and port) in URLs. */
  webDomain: string
  /** `https://web.domain`, without a slash at its end. */
  origin: string
  databaseUrl: string | null
  databasePool: number
  trustedProxies: string[]
  smtpUrl: string | null
  mailFrom: string
  allowedPrivateCidrs: string[]
  devHttp: boolean
  tls: { cert: string; key: string } | null
  translation: TranslationSettings | null
  secureMode: boolean
  /** Whether ffmpeg is used where it is found. */
  ffmpeg: boolean
  rateLimits: boolean
  logLevel: string
  work: boolean
}

/** A value that stops the start; its message is one sentence that names the setting. */
export class ConfigError extends Error {}

/** Another process has the data. */
export class DataInUse extends ConfigError {}

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::\d{1,5})?$/

type Get = (name: (typeof settings)[number]['name']) => string

function reader(env: NodeJS.ProcessEnv): Get {
  const known = new Set<string>(settings.map((one) => one.name))
  for (const name of Object.keys(env)) {
    if (name.startsWith('COVEY_') && !known.has(name)) throw new ConfigError(`${name} is not a setting of Covey.`)
  }
  return (name) => env[name]?.trim() || settings.find((one) => one.name === name)?.fallback || ''
}

function integer(get: Get, name: Parameters<Get>[0], min: number, max: number): number {
  const value = Number(get(name))
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${get(name)}".`)
}

function flag(get: Get, name: Parameters<Get>[0]): boolean {
  const value = get(name).toLowerCase()
  if (['on', 'true', '1', 'yes'].includes(value)) return true
  if (['off', 'false', '0', 'no'].includes(value)) return false
  throw new ConfigError(`${name} must be on or off, not "${get(name)}".`)
}

function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = /^([0-9a-f:.]+)\/(\d{1,3})$/i.exec(text) ?? []
  return isIP(address) !== 0 && Number(bits) <= (isIP(address) === 4 ? 32 : 128)
}

function cidrs(get: Get, name: Parameters<Get>[0]): string[] {
  const list = get(name).split(',').map((one) => one.trim()).filter(Boolean)
  const wrong = list.find((one) => !isCidr(one))
  if (wrong) throw new ConfigError(`${name} must be CIDRs such as 10.0.0.0/8, not "${wrong}".`)
  return list
}

function host(get: Get, name: Parameters<Get>[0], fallback: string): string {
  const value = get(name).toLowerCase() || fallback
  if (HOST.test(value)) return value
  throw new ConfigError(`${name} must be a bare host name such as covey.example, not "${get(name)}".`)
}

function url(get: Get, name: Parameters<Get>[0], schemes: string[]): string | null {
  const value = get(name)
  if (!value) return null
  if (URL.canParse(value) && schemes.includes(new URL(value).protocol)) return value
  throw new ConfigError(`${name} must be a URL that starts with ${schemes.join('// or ')}//.`)
}

/** Who letters are from unless COVEY_MAIL_FROM says otherwise. */
export const senderOf = (domain: string): string => `notifications@${domain.replace(/:\d+$/, '')}`

function sender(get: Get): string {
  const value = get('COVEY_MAIL_FROM')
  if (value === '' || /^(?:[^<>\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/.test(value)) return value
  throw new ConfigError(`COVEY_MAIL_FROM must be an address such as covey@covey.example, not "${value}".`)
}

function oneOf(get: Get, name: Parameters<Get>[0], allowed: string[]): string {
  const value = get(name)
  if (allowed.includes(value)) return value
  throw new ConfigError(`${name} must be one of ${allowed.join(', ')}, not "${value}".`)
}

function translation(get: Get): TranslationSettings | null {
  if (!get('COVEY_TRANSLATION_SERVICE')) return null
  const service = oneOf(get, 'COVEY_TRANSLATION_SERVICE', ['libretranslate', 'deepl']) as TranslationSettings['service']
  const key = get('COVEY_TRANSLATION_KEY')
  if (service === 'deepl' && !key) throw new ConfigError('COVEY_TRANSLATION_KEY must be set for DeepL.')
  // Keys of DeepL's free plan end so, and are good at an address of their own.
  const own = service === 'deepl' ? `https://api${key.endsWith(':fx') ? '-free' : ''}.deepl.com` : ''
  const at = url(get, 'COVEY_TRANSLATION_URL', ['http:', 'https:']) ?? own
  if (!at) throw new ConfigError('COVEY_TRANSLATION_URL must be set for LibreTranslate.')
  return { service, url: at, key }
}

/** Reads the environment; throws {@link ConfigError} with one sentence on the first wrong value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const get = reader(env)
  const port = integer(get, 'COVEY_PORT', 0, 65_535)
  const domain = host(get, 'COVEY_DOMAIN', `localhost:${port}`)
  const webDomain = host(get, 'COVEY_WEB_DOMAIN', domain)
  const cert = get('COVEY_TLS_CERT')
  const key = get('COVEY_TLS_KEY')
  if (Boolean(cert) !== Boolean(key)) throw new ConfigError('COVEY_TLS_CERT and COVEY_TLS_KEY must be set together.')
  const devHttp = flag(get, 'COVEY_DEV_HTTP')
  const plain = (devHttp && !cert) || /^(localhost|127\.\d+\.\d+\.\d+)(:\d+)?$/.test(webDomain) && !cert
  const dataDir = resolve(get('COVEY_DATA_DIR'))
  return {
    dataDir, port, domain, webDomain, devHttp,
    storageDir: get('COVEY_STORAGE_DIR') ? resolve(get('COVEY_STORAGE_DIR')) : resolve(dataDir, 'media'),
    bind: get('COVEY_BIND'),
    origin: `${plain ? 'http' : 'https'}://${webDomain}`,
    databaseUrl: url(get, 'COVEY_DATABASE_URL', ['postgres:', 'postgresql:']),
    databasePool: integer(get, 'COVEY_DATABASE_POOL', 1, 500),
    trustedProxies: cidrs(get, 'COVEY_TRUSTED_PROXIES'),
    smtpUrl: url(get, 'COVEY_SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: sender(get) || senderOf(domain),
    allowedPrivateCidrs: cidrs(get, 'COVEY_ALLOWED_PRIVATE_CIDRS'),
    tls: cert ? { cert: resolve(cert), key: resolve(key) } : null,
    translation: translation(get),
    secureMode: flag(get, 'COVEY_SECURE_MODE'),
    ffmpeg: flag(get, 'COVEY_FFMPEG'),
    rateLimits: flag(get, 'COVEY_RATE_LIMITS'),
    logLevel: oneOf(get, 'COVEY_LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    work: flag(get, 'COVEY_WORK'),
  }
}
