// The domain without HTTP, for tests of verbs and queries: a real database, no reactions unless asked for.
import { readConfig } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { systemClock, type Clock } from '#machinery/time/clock.ts'
import { createContext, type House } from '#main/context.ts'
import { reactions as allReactions } from '#main/reactions.ts'
import type { Reactions } from '#domain/context.ts'
import { createTestDatabase } from './database.ts'
import { createMember, type Member } from './members.ts'

export interface TestHouse extends House {
  member(name: string): Promise<Member>
  remove(): Promise<void>
}

/** Opens an empty house. `clock` can be moved; `reactions` are the real ones unless given. */
export async function openTestHouse({ clock = systemClock, reactions = allReactions }: { clock?: Clock; reactions?: Reactions } = {}): Promise<TestHouse> {
  const database = await createTestDatabase()
  const config = readConfig({ COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: database.url, COVEY_DOMAIN: 'covey.test' })
  const house = await createContext(config, createLog('silent'), reactions, clock)
  return {
    ...house,
    member: (name) => createMember(house, name),
    async remove() {
      await house.close()
      await database.remove()
    },
  }
}
