// The environment as operators write it: every kind of wrong value is named in one sentence.
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

const wrong: [env: Record<string, string>, sentence: RegExp][] = [
  [{ COVEY_PROT: '3000' }, /^COVEY_PROT is not a setting of Covey/],
  [{ COVEY_PORT: '70000' }, /^COVEY_PORT must be a whole number from 0 to 65535, not "70000"/],
  [{ COVEY_PORT: '3.5' }, /^COVEY_PORT must be a whole number/],
  [{ COVEY_DOMAIN: 'https://covey.example/' }, /^COVEY_DOMAIN must be a bare host name such as covey\.example/],
  [{ COVEY_WEB_DOMAIN: 'a b' }, /^COVEY_WEB_DOMAIN must be a bare host name/],
  [{ COVEY_DATABASE_URL: 'mysql://x' }, /^COVEY_DATABASE_URL must be a URL that starts with postgres:\/\//],
  [{ COVEY_DATABASE_POOL: '0' }, /^COVEY_DATABASE_POOL must be a whole number from 1 to 500/],
  [{ COVEY_TRUSTED_PROXIES: '10.0.0.1' }, /^COVEY_TRUSTED_PROXIES must be CIDRs/],
  [{ COVEY_TRUSTED_PROXIES: '300.0.0.0/8' }, /^COVEY_TRUSTED_PROXIES must be CIDRs/],
  [{ COVEY_ALLOWED_PRIVATE_CIDRS: '10.0.0.0/33' }, /^COVEY_ALLOWED_PRIVATE_CIDRS must be CIDRs/],
  [{ COVEY_SMTP_URL: 'mail.example' }, /^COVEY_SMTP_URL must be a URL that starts with smtp:/],
  [{ COVEY_DEV_HTTP: 'maybe' }, /^COVEY_DEV_HTTP must be on or off, not "maybe"/],
  [{ COVEY_RATE_LIMITS: 'none' }, /^COVEY_RATE_LIMITS must be on or off/],
  [{ COVEY_LOG_LEVEL: 'loud' }, /^COVEY_LOG_LEVEL must be one of fatal, error/],
  [{ COVEY_TLS_CERT: 'a.pem' }, /^COVEY_TLS_CERT and COVEY_TLS_KEY must be set together/],
]

for (const [env, sentence] of wrong) {
  test(`${JSON.stringify(env)} is refused`, () => {
    assert.throws(() => readConfig(env), (error: unknown) => error instanceof ConfigError && sentence.test(error.message) && !error.message.includes('\n'))
  })
}

test('nothing set is a server on localhost', () => {
  const config = readConfig({})
  assert.equal(config.origin, 'http://localhost:3000')
  assert.equal(config.bind, '127.0.0.1')
  assert.equal(config.dataDir, resolve('data'))
  assert.equal(config.storageDir, resolve('data/media'))
  assert.equal(config.databaseUrl, null)
})

test('a domain makes https addresses, with a certificate or a proxy', () => {
  assert.equal(readConfig({ COVEY_DOMAIN: 'Covey.Example' }).origin, 'https://covey.example')
  const split = readConfig({ COVEY_DOMAIN: 'covey.example', COVEY_WEB_DOMAIN: 'social.covey.example' })
  assert.deepEqual([split.domain, split.origin], ['covey.example', 'https://social.covey.example'])
  assert.equal(readConfig({ COVEY_TLS_CERT: 'c.pem', COVEY_TLS_KEY: 'k.pem' }).origin, 'https://localhost:3000')
})

test('a sender of mail that is no address stops the start', () => {
  assert.throws(() => readConfig({ COVEY_MAIL_FROM: 'not mail' }), /COVEY_MAIL_FROM must be an address/)
  for (const good of ['a@b.example', 'Harbour <a@b.example>']) assert.equal(readConfig({ COVEY_MAIL_FROM: good }).mailFrom, good)
})
