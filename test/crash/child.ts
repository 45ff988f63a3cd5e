// The server that gets killed: an ordinary start on the environment it is given, when it is told to. On its first life it makes the people
// of the test; then it prints one line of JSON and serves until it dies.
import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { createLog } from '#machinery/log/log.ts'
import { readConfig } from '#machinery/config/config.ts'
import { findByHandle } from '#domain/accounts/queries.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { follow } from '#domain/relationships/follow.ts'
import { createToken } from '#domain/access/tokens.ts'
import { userOfAccount } from '#domain/access/users.ts'
import { start } from '#main/serve.ts'
import { createMember } from '#test/support/members.ts'
import { remoteProfile } from '#test/support/remote-profile.ts'

// Loaded while its predecessor lives, begun when that is dead.
await once(process.stdin, 'data')
const config = readConfig()
const running = await start(config, { http: true, work: true, log: createLog(config.logLevel) })
const { house } = running
const receiver = process.env['TEST_RECEIVER'] ?? ''

const names = ['ada', 'ben', 'cyn']
if (!await findByHandle(house.db, 'ada', null)) {
  for (const name of names) await createMember(house, name)
  const fan = await house.write((tx) => upsertRemoteAccount(tx, remoteProfile(receiver, 'fan')))
  for (const name of names) {
    const local = await findByHandle(house.db, name, null)
    if (!local) continue
    await house.write((tx) => follow(tx, fan, local.id, { uri: `${receiver}/follows/${name}` }))
    await house.write((tx) => acceptFollowFrom(tx, local.id, fan))
  }
}

const people: Record<string, { accountId: number; token: string }> = {}
for (const name of names) {
  const account = await findByHandle(house.db, name, null)
  const user = account && await userOfAccount(house.db, account.id)
  if (!account || !user) throw new Error(`${name} is not there`)
  const { token } = await house.write((tx) => createToken(tx, { appId: 1, userId: user.id, scopes: ['read', 'write', 'follow'] }))
  people[name] = { accountId: account.id, token }
}
process.stdout.write(`${JSON.stringify({ url: running.url, people })}\n`)
flushCompileCache()
process.stdin.resume()
process.stdin.once('end', () => { void running.stop().then(() => process.exit(0)) })
