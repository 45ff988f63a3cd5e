// Lets one day happen: in the order in which it is told, or in one that a seed chooses, in which what is sent arrives
// late, twice, before what it is about, or from a server that nobody reaches any more.
import { seeded } from '#test/security/hostile-values.ts'
import { deeds, idAt, isReady, type Deed, type Person, type World } from './day.ts'
import { stateOf } from './state.ts'
import { startNetwork, startTown, type Letter, type Network, type Town } from './town.ts'

const LETTERS = ['a', 'b', 'c', 'd', 'e'] as const
/** An hour and a bit: polls end. */
const EVENING_MS = 2 * 3_600_000
/** What cannot be processed yet comes again this often. */
const MOST_ATTEMPTS = 40

export interface Street { readonly network: Network; readonly residents: Readonly<Record<string, Person>>; remove(): Promise<void> }

async function deliverAll({ network: { towns } }: Street): Promise<void> {
  for (let quiet = false; !quiet;) {
    quiet = true
    for (const town of towns.values()) {
      await town.work()
      for (const letter of await town.collect()) {
        quiet = false
        if (!await towns.get(letter.to)?.receive(letter)) throw new Error(`not received at ${letter.to}: ${letter.body.slice(0, 500)}`)
      }
    }
  }
}

/** Five servers with somebody on each, who all follow each other. */
export async function startStreet(): Promise<Street> {
  const network = startNetwork()
  const residents: Record<string, Person> = {}
  for (const letter of LETTERS) {
    const town = await startTown(network, `${letter}.test`)
    residents[letter] = { name: letter, town, member: await town.member(`res_${letter}`) }
  }
  const street: Street = {
    network, residents,
    remove: async () => { for (const town of network.towns.values()) await town.remove() },
  }
  for (const one of Object.values(residents)) {
    for (const other of Object.values(residents)) if (one !== other) {
      const { accounts: [found] } = await one.town.ask<{ accounts: { id: string }[] }>(one.member, 'GET', `/v2/search?q=${other.member.name}@${other.town.host}&resolve=true`)
      await one.town.ask(one.member, 'POST', `/v1/accounts/${found?.id}/follow`)
    }
  }
  await deliverAll(street)
  return street
}

let days = 0

/** The residents, and two guests who are new. */
async function newWorld({ residents }: Street): Promise<World> {
  days += 1
  const people: Record<string, Person> = { ...residents }
  for (const [letter, home] of [['v', 'd'], ['w', 'e']] as const) {
    const { town } = residents[home] as Person
    people[letter] = { name: letter, town, member: await town.member(`${letter}_${days}`) }
    // They looked up whom they came for.
    for (const whom of ['a', 'b', 'c']) {
      const { member, town: { host } } = residents[whom] as Person
      await town.ask((people[letter] as Person).member, 'GET', `/v2/search?q=${member.name}@${host}&resolve=true`)
    }
  }
  return { people, uris: new Map() }
}

/** What a day's end brings: polls end, what waits for a later hour is done. Then its pins make room for the next day's. */
async function endOf(street: Street, world: World): Promise<Record<string, unknown>> {
  street.network.clock.pass(EVENING_MS)
  await deliverAll(street)
  const state = await stateOf(world)
  street.network.dead.clear()
  for (const one of street.network.towns.values()) one.forget()
  const { town, member } = street.residents['b'] as Person
  await town.ask(member, 'POST', `/v1/statuses/${await idAt(world, 'b', 'p')}/unpin`)
  await deliverAll(street)
  return state
}

/** The day as it is told, everything heard before the next deed. */
export async function orderly(street: Street): Promise<Record<string, unknown>> {
  const world = await newWorld(street)
  for (const deed of deeds) {
    street.network.clock.pass(1000)
    if (!await isReady(world, deed)) throw new Error(`${deed.name}: what it is about did not arrive`)
    await deed.run(world)
    await deliverAll(street)
  }
  return endOf(street, world)
}

interface Told { readonly state: Record<string, unknown>; readonly history: string[] }

const ABOUT_PAIRS = /"type":"(?:Follow|Block)","actor"/

const tell = ({ body, to }: Letter): string => {
  const { type, object } = JSON.parse(body) as { type: string; object: { type?: string } | string }
  return `${type} ${typeof object === 'object' ? object.type ?? '' : object.split('/').slice(-2).join('/')} reaches ${to}`
}

/** One day under way. */
class Disorder {
  readonly history: string[] = []
  private readonly street: Street
  private readonly world: World
  private readonly random: () => number
  private readonly lateness: number
  private readonly waiting: Deed[] = [...deeds]
  private readonly done = new Set<string>()
  private readonly underway: Letter[] = []
  private readonly late: Letter[] = []

  constructor(street: Street, world: World, seed: number) {
    this.street = street
    this.world = world
    this.random = seeded(seed)
    this.lateness = this.random() * 0.7
  }

  private pick<T>(list: T[]): T {
    return list.splice(Math.floor(this.random() * list.length), 1)[0] as T
  }

  /** What a server has to say after it was told something. */
  private async gather(town: Town): Promise<void> {
    await town.work()
    for (const letter of await town.collect()) {
      (this.random() < this.lateness ? this.late : this.underway).push(letter)
      // Answered, but the answer was lost: it is sent again. Of a pair of people one thing is said after the other.
      if (this.random() < 0.2 && !ABOUT_PAIRS.test(letter.body)) (this.random() < 0.5 ? this.late : this.underway).push({ ...letter })
    }
  }

  private async act(): Promise<boolean> {
    const open = this.waiting.filter((deed) => deed.after.every((name) => this.done.has(name)))
    while (open.length > 0) {
      const deed = this.pick(open)
      if (!await isReady(this.world, deed)) continue
      this.waiting.splice(this.waiting.indexOf(deed), 1)
      this.history.push(deed.name)
      this.street.network.clock.pass(1000)
      await deed.run(this.world)
      this.done.add(deed.name)
      await this.gather((this.world.people[deed.by] as Person).town)
      return true
    }
    return false
  }

  private async arrive(): Promise<void> {
    const from = this.underway.length > 0 ? this.underway : this.late
    if (from.length === 0) throw new Error(`nothing can happen any more, but ${this.waiting.map((deed) => deed.name).join(', ')} did not`)
    const letter = this.pick(from)
    const town = this.street.network.towns.get(letter.to) as Town
    this.history.push(tell(letter))
    this.street.network.clock.pass(100)
    if (!await town.receive(letter)) {
      this.history.push('  … and has to come again')
      // Somebody who is gone, from a server that is gone, whom nobody here knows: the same as if they had never come.
      if (letter.attempts > MOST_ATTEMPTS && this.street.network.dead.has(new URL(letter.signer).host)) return
      if (letter.attempts > MOST_ATTEMPTS) throw new Error(`never received at ${letter.to}: ${letter.body.slice(0, 500)}`)
      town.forget()
      this.late.push(letter)
    }
    await this.gather(town)
  }

  /** Somebody who has heard everything and said everything is reached no more, while what they said is still on its way. */
  private die(host: string): void {
    const { dead } = this.street.network
    if (dead.size > 0 || this.waiting.length > 0 || [...this.underway, ...this.late].some((letter) => letter.to === host)) return
    dead.add(host)
    this.history.push(`${host} is gone`)
  }

  async run(): Promise<void> {
    // Not a or b: who consents to a quote or counts a poll is asked to the end.
    const mortal = this.random() < 0.5 ? this.pick(['c.test', 'd.test', 'e.test']) : null
    while (this.waiting.length > 0 || this.underway.length > 0 || this.late.length > 0) {
      const acted = this.waiting.length > 0 && (this.underway.length === 0 || this.random() < 0.4) && await this.act()
      if (!acted) await this.arrive()
      if (mortal) this.die(mortal)
    }
  }
}

/** The same day in an order that `seed` chooses. */
export async function disorderly(street: Street, seed: number): Promise<Told> {
  const world = await newWorld(street)
  for (const town of street.network.towns.values()) town.forget()
  const disorder = new Disorder(street, world, seed)
  try {
    await disorder.run()
  } catch (error) {
    throw new Error(`DISORDER_SEED=${seed}:\n${disorder.history.join('\n')}`, { cause: error })
  }
  const state = await endOf(street, world)
  return { state, history: disorder.history }
}
