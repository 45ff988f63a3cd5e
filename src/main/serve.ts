// Starts and stops the program: `serve` answers HTTP (and works, unless told not to), `work` only works.
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { ConfigError, DataInUse, type Config } from '#machinery/config/config.ts'
import { holdExclusive } from '#machinery/locks/exclusive.ts'
import { createLog, type Log } from '#machinery/log/log.ts'
import type { Clock } from '#machinery/time/clock.ts'
import { makeFolder } from '#machinery/process/make-folder.ts'
import { rememberDomain } from '#domain/instance/domain-lock.ts'
import { startControlSocket } from '#cli/control-socket.ts'
import { controlSocketPath } from '#cli/run.ts'
import { setupCode } from '#domain/onboarding/found-community.ts'
import { createContext } from './context.ts'
import { createHttpServer } from './http-server.ts'
import { mountFaces, openDoor } from './faces.ts'
import { withKnownDomain } from './known-domain.ts'
import { reactions } from './reactions.ts'
import { prepareInstance } from './prepare-instance.ts'
import { startFault } from './start-faults.ts'
import { startWork } from './work.ts'
import { wire, type Wiring } from './wiring.ts'

export interface Running {
  readonly house: Wiring
  readonly log: Log
  /** Where it answers, e.g. http://127.0.0.1:3000; null for a worker. */
  readonly url: string | null
  /** Where a community that has no owner yet is set up, once; null for a worker and ever after. */
  readonly setupUrl: string | null
  /** Resolves when no job is due. */
  idle(): Promise<void>
  stop(): Promise<void>
}

interface Options {
  http: boolean
  work: boolean
  log?: Log
  /** Takes the domain that the data is known by instead of the configured one. */
  knownDomain?: boolean
  /** What tells the time, where it is not the machine. */
  clock?: Clock
}

/** Makes the media's folder, which may be on another disk. */
function openStorageDir({ storageDir }: Config): void {
  try {
    makeFolder(storageDir)
    accessSync(storageDir, constants.W_OK | constants.X_OK)
  } catch {
    throw new ConfigError(`The media folder ${storageDir} cannot be written to by this user. Change its owner, or set COVEY_STORAGE_DIR.`)
  }
}

/** Makes the data folder, and on SQLite takes it for this process alone. */
function openDataDir(config: Config): () => void {
  try {
    makeFolder(config.dataDir)
    if (config.databaseUrl) return () => {}
    const release = holdExclusive(join(config.dataDir, 'covey.lock'))
    if (release) return release
  } catch (error) {
    throw startFault(error, config) ?? error
  }
  throw new DataInUse(`Another Covey already runs on ${config.dataDir}. Stop it, or set COVEY_DATA_DIR; several processes need PostgreSQL.`)
}

/** Starts what `options` name and resolves when it is ready. Throws {@link ConfigError} for what the operator must mend. */
export async function start(configured: Config, options: Options): Promise<Running> {
  let config = configured
  const log = options.log ?? createLog(config.logLevel)
  const release = openDataDir(config)
  const undo: (() => Promise<void> | void)[] = [release]
  const stop = async () => { for (const step of undo.splice(0).reverse()) await step() }
  try {
    openStorageDir(config)
    if (options.knownDomain) config = await withKnownDomain(config)
    const house = wire(await createContext(config, log, reactions, options.clock))
    undo.push(() => house.close())
    await prepareInstance(house)
    if (options.http || options.work) await house.write(rememberDomain)
    const work = options.work ? await startWork(house) : null
    if (work) undo.push(() => work.stop())
    let url: string | null = null
    if (options.http) {
      const app = createHttpServer(config, log, openDoor(house))
      undo.push(() => app.close())
      const closeFaces = await mountFaces(app, house)
      undo.push(closeFaces)
      await app.listen({ port: config.port, host: config.bind })
      const { port } = app.server.address() as AddressInfo
      url = `${config.tls ? 'https' : 'http'}://${config.bind.includes(':') ? `[${config.bind}]` : config.bind}:${port}`
    }
    // On PostgreSQL operator's verbs open the database themselves, and several servers may share a data folder.
    if ((options.http || options.work) && !config.databaseUrl) undo.push(await startControlSocket(house, controlSocketPath(config.dataDir)))
    const code = options.http ? await house.write(setupCode) : null
    const setupUrl = code === null ? null : `${config.origin}/setup/${code}`
    return { house, log, url, setupUrl, stop, idle: async () => { await work?.idle() } }
  } catch (error) {
    await stop()
    throw startFault(error, config) ?? error
  }
}

