// One day of a conversation among five people on five servers, as a list of deeds: who does what, once which others are
// done and once what it is about has arrived at their own server.
import { uriOfStatus } from '#domain/addresses.ts'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { findByHandle } from '#domain/accounts/queries.ts'
import { findStatusByUri } from '#domain/statuses/find-status.ts'
import type { Member } from '#test/support/members.ts'
import type { Town } from './town.ts'

export interface Person { readonly name: string; readonly town: Town; readonly member: Member }

/** What has been said in one day, by the names that the deeds give it. */
export interface World {
  /** By letter. */
  readonly people: Readonly<Record<string, Person>>
  /** Network ids by name. */
  readonly uris: Map<string, string>
}

export interface Deed {
  readonly name: string
  readonly by: string
  /** Deeds that were done before. */
  readonly after: readonly string[]
  /** Things (by name) and people (with an @) that must have arrived where it is done. */
  readonly knows: readonly string[]
  run(world: World): Promise<void>
}

const personOf = (world: World, letter: string): Person => {
  const person = world.people[letter]
  if (!person) throw new Error(`nobody is called ${letter}`)
  return person
}

/** The id that a thing has at somebody's server; null while it is not known there. */
export async function idAt(world: World, letter: string, name: string): Promise<number | null> {
  const uri = world.uris.get(name)
  return uri === undefined ? null : findStatusByUri(personOf(world, letter).town.house, uri)
}

/** The id that `whom` has at somebody's server; null while nobody there has heard of them. */
export async function accountAt(world: World, letter: string, whom: string): Promise<number | null> {
  const { town } = personOf(world, letter)
  const other = personOf(world, whom)
  const row = await findByHandle(town.house.db, other.member.name, other.town === town ? null : other.town.host)
  return row?.id ?? null
}

/** Whether everything that a deed is about has arrived where it is done. */
export async function isReady(world: World, { by, knows }: Deed): Promise<boolean> {
  for (const what of knows) {
    const id = what.startsWith('@') ? await accountAt(world, by, what.slice(1)) : await idAt(world, by, what)
    if (id === null) return false
  }
  return true
}

type Options = { after?: readonly string[]; knows?: readonly string[] }
const deed = (name: string, by: string, { after = [], knows = [] }: Options, run: Deed['run']): Deed => ({ name, by, after, knows, run })

/** Somebody's full handle, to mention them by. */
export const handleOf = ({ member, town }: Person): string => `@${member.name}@${town.host}`

const post = (name: string, by: string, text: (world: World) => string, options: Options & { to?: string; body?: (world: World) => Promise<object> } = {}): Deed =>
  deed(name, by, { ...options, knows: [...options.knows ?? [], ...options.to ? [options.to] : []] }, async (world) => {
    const { town, member } = personOf(world, by)
    const above = options.to ? await idAt(world, by, options.to) : null
    const body = { status: text(world), ...above === null ? {} : { in_reply_to_id: String(above) }, ...await options.body?.(world) }
    const { id } = await town.ask<{ id: string }>(member, 'POST', '/v1/statuses', body)
    world.uris.set(name, uriOfStatus(town.house.config, { id: Number(id), account_id: member.accountId, uri: null, url: null }))
  })

const act = (by: string, verb: string, what: string, after: readonly string[] = []): Deed =>
  deed(`${by} ${verb} ${what}`, by, { after, knows: [what] }, async (world) => {
    const { town, member } = personOf(world, by)
    await town.ask(member, 'POST', `/v1/statuses/${await idAt(world, by, what)}/${verb}`)
  })

const edit = (by: string, what: string, text: string, after: readonly string[] = []): Deed =>
  deed(`${by} edits ${what}: ${text}`, by, { after, knows: [what] }, async (world) => {
    const { town, member } = personOf(world, by)
    await town.ask(member, 'PUT', `/v1/statuses/${await idAt(world, by, what)}`, { status: text })
  })

const remove = (by: string, what: string, after: readonly string[]): Deed =>
  deed(`${by} deletes ${what}`, by, { after, knows: [what] }, async (world) => {
    const { town, member } = personOf(world, by)
    await town.ask(member, 'DELETE', `/v1/statuses/${await idAt(world, by, what)}`)
  })

const vote = (by: string, what: string, choice: number): Deed =>
  deed(`${by} votes in ${what}`, by, { knows: [what] }, async (world) => {
    const { town, member } = personOf(world, by)
    const { poll } = await town.ask<{ poll: { id: string } }>(member, 'GET', `/v1/statuses/${await idAt(world, by, what)}`)
    await town.ask(member, 'POST', `/v1/polls/${poll.id}/votes`, { choices: [choice] })
  })

const relate = (by: string, verb: string, whom: string, after: readonly string[] = []): Deed =>
  deed(`${by} ${verb} ${whom}`, by, { after, knows: [`@${whom}`] }, async (world) => {
    const { town, member } = personOf(world, by)
    await town.ask(member, 'POST', `/v1/accounts/${await accountAt(world, by, whom)}/${verb}`)
  })

const profile = (by: string, display_name: string, after: readonly string[] = []): Deed =>
  deed(`${by} is now ${display_name}`, by, { after }, async (world) => {
    const { town, member } = personOf(world, by)
    await town.ask(member, 'PATCH', '/v1/accounts/update_credentials', { display_name })
  })

const leave = (by: string, after: readonly string[]): Deed =>
  deed(`${by} leaves`, by, { after }, async (world) => {
    const { town, member } = personOf(world, by)
    await town.house.write((tx) => deleteAccount(tx, member.accountId))
  })

/** a, b, c, d and e follow each other; v (of d's server) and w (of e's) are new and know them all. */
export const deeds: readonly Deed[] = [
  post('x', 'a', ({ people }) => `Low water at noon #tide ${people['b'] ? handleOf(people['b']) : ''}`),
  post('answer', 'b', () => 'I will be there', { to: 'x' }),
  post('deeper', 'c', () => 'So will I', { to: 'answer' }),
  act('d', 'reblog', 'x'),
  act('e', 'favourite', 'x'),
  act('c', 'favourite', 'x'),
  act('c', 'unfavourite', 'x', ['c favourite x']),
  edit('a', 'x', 'Low water at one #tide', ['d reblog x', 'e favourite x', 'c unfavourite x', 'deeper']),
  edit('a', 'x', 'Low water at two #tide', ['a edits x: Low water at one #tide']),

  post('p', 'b', () => 'Which boat?', { body: async () => ({ poll: { options: ['red', 'blue'], expires_in: 3600 } }) }),
  vote('a', 'p', 0), vote('c', 'p', 1), vote('d', 'p', 1),
  act('b', 'pin', 'p'),

  post('private', 'c', () => 'For those who follow me', { body: async () => ({ visibility: 'private' }) }),
  post('whisper', 'a', () => 'I heard it', { to: 'private', body: async () => ({ visibility: 'private' }) }),
  remove('c', 'private', ['whisper']),

  post('z', 'd', () => 'Fog over the harbour', { body: async () => ({ spoiler_text: 'weather' }) }),
  act('e', 'reblog', 'z'),
  act('e', 'unreblog', 'z', ['e reblog z']),
  act('a', 'reblog', 'z'),
  post('brief', 'd', () => 'Forget this one'),
  act('b', 'reblog', 'brief'),
  remove('d', 'brief', ['b reblog brief']),

  post('direct', 'e', ({ people }) => `${people['a'] ? handleOf(people['a']) : ''} between us`, { body: async () => ({ visibility: 'direct' }) }),
  post('quote', 'e', () => 'Look at this', { knows: ['x'], body: async (world) => ({ quoted_status_id: String(await idAt(world, 'e', 'x')) }) }),

  profile('c', 'Cara of the quay'),
  profile('c', 'Cara', ['c is now Cara of the quay']),

  relate('v', 'follow', 'a'),
  relate('v', 'follow', 'c'),
  relate('v', 'unfollow', 'c', ['v follow c']),
  relate('w', 'follow', 'b'),
  relate('b', 'block', 'w', ['w follow b']),
  relate('w', 'follow', 'a'),
  relate('a', 'block', 'w', ['w follow a']),
  relate('a', 'unblock', 'w', ['a block w']),
  post('guest', 'v', () => 'Hello from a guest', { after: ['v follow a'] }),
  leave('v', ['guest', 'v unfollow c']),
]
