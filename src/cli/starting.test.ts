// A verb that is typed while the server is starting: the data is taken, and nobody listens yet.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError, DataInUse } from '#machinery/config/config.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { startControlSocket } from './control-socket.ts'
import { controlSocketPath, runVerb, type Desk } from './run.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.remove())

const desk = (fault: Error, out: string[] = []): Desk => ({
  dataDir: house.config.dataDir, print: (line) => out.push(line), complain: (line) => out.push(line), readLine: async () => '',
  open: async () => { throw fault },
})

test('it waits for the server to listen', async () => {
  const out: string[] = []
  const ended = runVerb(['settings', 'set', 'name', 'Quay'], desk(new DataInUse('taken'), out))
  await sleep(300)
  const stop = await startControlSocket(house, controlSocketPath(house.config.dataDir))
  assert.deepEqual([await ended, out], [0, ['name is set.']])
  await stop()
})

test('any other fault is told at once', async () => {
  const began = performance.now()
  await assert.rejects(runVerb(['accounts', 'list'], desk(new ConfigError('COVEY_PORT is wrong'))), /COVEY_PORT/)
  assert.ok(performance.now() - began < 2000)
})
