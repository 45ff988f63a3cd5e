// The server under measurement, in a process of its own: answers questions about its CPU and memory over IPC, and
// prepares what a scenario needs by the domain's own verbs.
import { readConfig } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { createToken } from '#domain/access/tokens.ts'
import { userOfAccount } from '#domain/access/users.ts'
import { start } from '#main/serve.ts'
import { startProfile, stopProfile } from './profile.ts'
import { prepareFollowers, prepareInbound, prepareMix, prepareOutbound } from './prepare.ts'

export type Question =
  | { ask: 'cpu' } | { ask: 'memory' } | { ask: 'held' } | { ask: 'idle' } | { ask: 'stop' } | { ask: 'transactions' } | { ask: 'profile' } | { ask: 'profiled' }
  | { ask: 'tokens'; accountIds: number[] }
  | { ask: 'followers'; count: number } | { ask: 'inbound' | 'mix'; publicKey: string; origin: string } | { ask: 'outbound'; count: number; origins: string[] }

const config = readConfig()
const running = await start(config, { http: true, work: config.work, log: createLog(config.logLevel) })
const { house } = running

// The longest time that one transaction held the writer, ms.
let longest = 0
const begin = house.engine.begin.bind(house.engine)
Object.assign(house.engine, {
  begin: <R>(body: (db: never) => Promise<R>) => begin(async (db) => {
    const started = performance.now()
    const result = await body(db as never)
    longest = Math.max(longest, performance.now() - started)
    return result
  }),
})
const makeToken = async (accountId: number): Promise<string> => {
  const user = await userOfAccount(house.db, accountId)
  if (!user) throw new Error(`account ${accountId} has no user`)
  return (await house.write((tx) => createToken(tx, { userId: user.id, scopes: ['read', 'write', 'follow'] }))).token
}

const collectGarbage = (globalThis as { gc?: () => void }).gc ?? (() => {})

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'cpu': { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
    case 'memory': { collectGarbage(); return process.memoryUsage().rss / 1048576 }
    case 'held': { collectGarbage(); const { heapUsed, external } = process.memoryUsage(); return (heapUsed + external) / 1048576 }
    case 'idle': return running.idle()
    case 'transactions': { const told = longest; longest = 0; return told }
    case 'profile': return startProfile()
    case 'profiled': return stopProfile()
    case 'tokens': return Promise.all(question.accountIds.map(makeToken))
    case 'followers': { const made = await prepareFollowers(house, question.count); return { ...made, token: await makeToken(made.authorId) } }
    case 'mix': return prepareMix(house, question)
    case 'inbound': return prepareInbound(house, question)
    case 'outbound': { const made = await prepareOutbound(house, question); return { ...made, token: await makeToken(made.authorId) } }
    case 'stop': await running.stop(); return null
  }
}

const tell = (message: object): void => { process.send?.(message) }

process.on('message', (message: { id: number; question: Question }) => {
  answer(message.question).then(
    (value) => {
      tell({ id: message.id, value })
      if (message.question.ask === 'stop') process.disconnect?.()
    },
    (error: unknown) => tell({ id: message.id, error: String((error as Error).stack ?? error) }),
  )
})
// A bench that dies takes its server along.
process.on('disconnect', () => process.exit())
tell({ ready: true, url: running.url })
