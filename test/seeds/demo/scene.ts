// What a day of the demo is told with: everybody by name, the clock, pictures, and the hands of those who like a post.
import type { Villager } from '../villager.ts'
import { chance } from './chance.ts'
import { drawings } from './drawings.ts'
import type { TimeLapse } from './time-lapse.ts'

export type Everybody = Readonly<Record<string, Villager>>

export interface Scene {
  readonly people: Everybody
  /** See {@link TimeLapse.to}. */
  at: TimeLapse['to']
  /** Uploads a picture of the collection as `who`. */
  picture(who: Villager, name: keyof typeof drawings): Promise<number>
  /** So many favour a post, and so many boost it: always the same ones, never its author. */
  cheer(statusId: number, likes: number, boosts?: number): Promise<void>
  /** So many vote, each for one of the choices: the first as often as the number says, and so on. */
  polled(statusId: number, votes: readonly number[]): Promise<void>
  /** What one day hands on to the next. */
  readonly remembered: Map<string, number>
}

/** Opens a scene for `people`. */
export function openScene(lapse: TimeLapse, people: Everybody): Scene {
  const lot = chance(307)
  const everybody = Object.values(people).filter((one) => one.name !== 'teatime')
  return {
    people, at: lapse.to, remembered: new Map(),
    picture: (who, name) => who.draws(drawings[name].svg, drawings[name].says),
    async cheer(statusId, likes, boosts = 0) {
      const { account_id: author } = await lapse.house.db.selectFrom('statuses').select('account_id').where('id', '=', statusId).executeTakeFirstOrThrow()
      const hands = everybody.filter((one) => one.accountId !== author)
      for (const one of lot.some(likes, hands)) await one.likes(statusId)
      for (const one of lot.some(boosts, hands)) await one.boosts(statusId)
    },
    async polled(statusId, votes) {
      const { account_id: author } = await lapse.house.db.selectFrom('statuses').select('account_id').where('id', '=', statusId).executeTakeFirstOrThrow()
      const hands = lot.some(votes.reduce((sum, count) => sum + count, 0), everybody.filter((one) => one.accountId !== author))
      for (const [choice, count] of votes.entries()) {
        for (const one of hands.splice(0, count)) await one.votes(statusId, choice)
      }
    },
  }
}

/** What an earlier day left for this one. */
export function recall({ remembered }: Scene, name: string): number {
  const id = remembered.get(name)
  if (id === undefined) throw new Error(`nobody remembers ${name}`)
  return id
}
