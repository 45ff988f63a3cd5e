import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { ConfigError, readConfig, type Config } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { lockDomain } from '#domain/instance/domain-lock.ts'
import { start } from './serve.ts'

let database: TestDatabase

before(async () => { database = await createTestDatabase() })
after(() => database.remove())

const configFor = (domain: string, web?: string): Config => readConfig({
  COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: database.url, COVEY_DOMAIN: domain, COVEY_LOG_LEVEL: 'silent',
  ...(web ? { COVEY_WEB_DOMAIN: web } : {}),
})

async function starts(domain: string, web?: string): Promise<void> {
  const running = await start(configFor(domain, web), { http: false, work: false, log: createLog('silent') })
  await running.stop()
}

test('the domain may change until another server has heard of it', async () => {
  await starts('first.example')
  await starts('second.example')
  const running = await start(configFor('second.example'), { http: false, work: false, log: createLog('silent') })
  await running.house.write(lockDomain)
  await running.stop()
  await starts('second.example')
  for (const [domain, web] of [['third.example'], ['second.example', 'web.second.example']] as const) {
    await assert.rejects(starts(domain, web), (error: Error) => {
      assert.ok(error instanceof ConfigError)
      assert.match(error.message, /^Other servers know this one as .*second\.example.*COVEY_DOMAIN/)
      assert.equal(error.message.split('\n').length, 1)
      return true
    })
  }
  await starts('second.example')
})
