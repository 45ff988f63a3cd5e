// The thread that carries the write-ahead log over into the database file, whenever it is asked to.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

const database = new DatabaseSync(workerData as string)
database.exec('pragma busy_timeout = 0; pragma synchronous = normal; pragma wal_autocheckpoint = 0')
// Passive: it waits for nobody and nobody waits for it.
const checkpoint = database.prepare('pragma wal_checkpoint(passive)')

parentPort?.on('message', (message: 'checkpoint' | 'end') => {
  if (message === 'checkpoint') {
    checkpoint.get()
    parentPort?.postMessage('done')
  } else {
    database.close()
    parentPort?.close()
  }
})
