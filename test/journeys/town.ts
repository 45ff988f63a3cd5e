// Two Coveys on addresses of their own, which know each other only by what goes over the wire.
import { generateRsaKeyPair, type RsaKeyPair } from '#machinery/crypto/rsa.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { personOf, type Person } from './person.ts'

export interface Town {
  readonly letter: string
  readonly server: TestServer
  /** Somebody new; `hint` is the beginning of the name. */
  newcomer(hint: string): Promise<Person>
}

export interface Towns {
  readonly a: Town
  readonly b: Town
  /** Resolves when neither has anything due, after everything either of them said was heard by the other. */
  settle(): Promise<void>
  remove(): Promise<void>
}

/** Nobody shares a key with somebody of the other server, and neighbours seldom do. */
const KEYS = 3

async function startTown(letter: string, host: string, engine: 'sqlite' | 'postgres', env: Record<string, string>): Promise<Town> {
  const [server, ...keys] = await Promise.all([startTestServer({ host, engine, env }), ...Array.from({ length: KEYS }, generateRsaKeyPair)])
  let count = 0
  const town: Town = {
    letter, server,
    async newcomer(hint) {
      count += 1
      return personOf(town, await server.member(`${hint}${count}`, keys[count % KEYS] as RsaKeyPair))
    },
  }
  return town
}

/** Starts both. */
export async function startTowns(engine: 'sqlite' | 'postgres', env: Record<string, string> = {}): Promise<Towns> {
  const [a, b] = await Promise.all([startTown('A', '127.0.0.2', engine, env), startTown('B', '127.0.0.3', engine, env)])
  const both = [a, b]
  return {
    a, b,
    async settle() {
      // Delivered may mean that something is due there now; twice there and back is the longest chain there is.
      for (let round = 0; round < 3; round++) for (const { server } of both) await server.idle()
    },
    remove: async () => { for (const { server } of both) await server.remove() },
  }
}
