// One thing that servers tell each other, played by people with apps: what one does on this side, and what another
// sees of it on the other.
import type { Person } from './person.ts'
import type { Town } from './town.ts'
import { meet, relate } from './person.ts'

export interface Scene {
  /** Does it. */
  readonly ann: Person
  /** On the other server; sees it. */
  readonly ben: Person
  readonly here: Town
  readonly there: Town
  settle(): Promise<void>
}

export interface Activity {
  readonly name: string
  play(scene: Scene): Promise<void>
}

export const activity = (name: string, play: Activity['play']): Activity => ({ name, play })

/** `follower` follows `followed` of the other server, who lets everybody in; resolves to what the follower's server calls them. */
export async function follows({ settle }: Pick<Scene, 'settle'>, follower: Person, followed: Person): Promise<string> {
  const { id } = await meet(follower, followed.handle)
  await relate(follower, 'follow', id)
  await settle()
  return id
}
