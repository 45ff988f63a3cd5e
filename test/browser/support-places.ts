// The communities that the tour goes to, each in a temporary folder of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundCommunity, setupCode } from '#domain/onboarding/found-community.ts'
import { readConfig, type Config } from '#machinery/config/config.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { createLog } from '#machinery/log/log.ts'
import { start, type Running } from '#main/serve.ts'
import { PASSWORD } from '#test/seeds/demo/password.ts'
import { seedDemo } from '#test/seeds/demo/seed-demo.ts'
import { freePort } from '#test/support/free-port.ts'

export interface Places {
  readonly demo: Running
  readonly unfounded: Running
  readonly unfinished: Running
  /** The made-up name of the demo, and the port it stands for. */
  readonly named: [string, number]
  /** Opens the wizard of the unfounded one; null if it has none. */
  readonly setupCode: string | null
  /** Who is in the middle of founding the unfinished one. */
  readonly founderId: number
  close(): Promise<void>
}

const DOMAIN = 'second-shift.example'
const quiet = { COVEY_RATE_LIMITS: 'off', COVEY_LOG_LEVEL: 'silent' }
const serve = (config: Config): Promise<Running> => start(config, { http: true, work: true, log: createLog('silent') })

/** Seeds and starts all three. */
export async function openPlaces(): Promise<Places> {
  const folder = mkdtempSync(join(tmpdir(), 'covey-tour-'))
  const settings = async (name: string, env: Record<string, string> = {}) =>
    readConfig({ COVEY_DATA_DIR: join(folder, name), COVEY_PORT: String(await freePort()), ...quiet, ...env })
  const config = await settings('demo', { COVEY_DOMAIN: DOMAIN, COVEY_DEV_HTTP: 'on' })
  await seedDemo(config)
  const demo = await serve(config)
  const unfounded = await serve(await settings('unfounded'))
  const unfinished = await serve(await settings('unfinished'))
  const founder = { ...await generateRsaKeyPair(), passwordHash: await hashPassword(PASSWORD), username: 'ada', email: 'ada@founders.example', inSteps: true }
  const { userId } = await unfinished.house.write((tx) => foundCommunity(tx, founder))
  return {
    demo, unfounded, unfinished, named: [DOMAIN, config.port], founderId: userId,
    setupCode: await unfounded.house.write(setupCode),
    async close() {
      for (const one of [demo, unfounded, unfinished]) await one.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
