// Conducts the demo: people move in, the days go by with the door in between, and time arrives at the present.
import type { Config } from '#machinery/config/config.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import type { Wiring } from '#main/wiring.ts'
import { settle, type Villager } from '../villager.ts'
import { cast, type Name, type Person } from './cast.ts'
import { findFriends, foundSecondShift, keepThings, knowOthers } from './community.ts'
import { moveInCrowd } from './crowd.ts'
import { findingEachOther, firstNight } from './first-days.ts'
import { plans, today } from './last-days.ts'
import { atTheDoor, type Moment } from './newcomers.ts'
import { PASSWORD } from './password.ts'
import { banner, emblem, portrait } from './portraits.ts'
import { complaints } from './reports.ts'
import { openScene } from './scene.ts'
import { openTimeLapse, type TimeLapse } from './time-lapse.ts'

const BEGIN_HOURS = 144

async function moveIn(house: Wiring, person: Person, index: number): Promise<[Name, Villager]> {
  const { name, displayName, team, number, bio, more = [], role = '', locked = false, bot = false } = person
  const one = await settle(house, name, { password: PASSWORD, role })
  await one.describes({
    displayName, note: bio, locked, bot, colour: '#486a8a', avatar: person.emblem ? emblem(person.emblem, '#cfd8dc') : portrait(index), banner: banner(index),
    avatarDescription: person.emblem ? `A drawn ${person.emblem}.` : `A drawn face: ${displayName}.`,
    fields: [{ name: 'Team', value: team }, ...number === null ? [] : [{ name: 'Number', value: number }], ...more],
  })
  return [name as Name, one]
}

/** Puts moments between the days: `to` goes to each on its way. */
function withMoments(lapse: TimeLapse, moments: readonly Moment[]): TimeLapse {
  const left = moments.toSorted(([a], [b]) => b - a)
  return {
    ...lapse,
    async to(hoursAgo) {
      for (let next = left[0]; next && next[0] >= hoursAgo; next = left[0]) {
        left.shift()
        await lapse.to(next[0])
        await next[1]()
      }
      await lapse.to(hoursAgo)
    },
  }
}

/** Fills the empty server of `config` with Second Shift, and as many more people as make `size`. Nothing must run on it. */
export async function seedDemo(config: Config, size: number = cast.length): Promise<void> {
  const lapse = await openTimeLapse(config, BEGIN_HOURS)
  try {
    const { house } = lapse
    await foundSecondShift(house)
    const people = Object.fromEntries(await Promise.all(cast.map((one, index) => moveIn(house, one, index)))) as Record<Name, Villager>
    const keys = { ...await generateRsaKeyPair(), passwordHash: await hashPassword(PASSWORD) }
    const story = withMoments(lapse, [...atTheDoor(lapse, keys, people.rana), ...complaints(house, people)])
    await findFriends(people)
    if (size > cast.length) await moveInCrowd(story, { size: size - cast.length, people, keys })
    const scene = openScene(story, people)
    await firstNight(scene)
    await findingEachOther(scene)
    await plans(scene)
    await knowOthers(house, scene)
    await keepThings(house, scene)
    await today(scene)
    await story.to(0)
  } finally {
    await lapse.close()
  }
}
