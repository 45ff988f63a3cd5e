// A demo of thousands: people made by the same verbs as everybody else, many in a transaction, with keys and faces that
// they share, because making a key of one's own takes a tenth of a second.
import { readFile } from 'node:fs/promises'
import { createUser } from '#domain/access/users.ts'
import { createLocalAccount } from '#domain/accounts/create-account.ts'
import { updateProfile } from '#domain/accounts/update-profile.ts'
import type { Tx } from '#domain/context.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { newFileKey } from '#domain/media/store-image.ts'
import { openApplication } from '#domain/onboarding/applications.ts'
import type { Prepared } from '#domain/onboarding/sign-up.ts'
import { follow } from '#domain/relationships/follow.ts'
import { composeStatus } from '#domain/statuses/compose-status.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { drawn, emailOf, type Villager } from '../villager.ts'
import { chance, type Chance } from './chance.ts'
import { portrait } from './portraits.ts'
import type { TimeLapse } from './time-lapse.ts'

const FIRST = ['Ana', 'Bilal', 'Chiara', 'Dario', 'Esra', 'Finn', 'Gita', 'Hugo', 'Imani', 'Jakub', 'Keiko', 'Lars', 'Mina', 'Nils', 'Olga', 'Paolo', 'Quinn', 'Rosa', 'Samir', 'Tara', 'Uma', 'Viktor', 'Wanda', 'Xin', 'Yara', 'Zoe']
const LAST = ['Abara', 'Bauer', 'Costa', 'Dahl', 'Eze', 'Fontaine', 'Grewal', 'Hoang', 'Ito', 'Jensen', 'Kovač', 'López', 'Mori', 'Nunes', 'Okoye', 'Park', 'Rossi', 'Silva', 'Takeda', 'Usman', 'Vogel', 'Weiss', 'Yilmaz', 'Zhang']
const OPENINGS = ['Somebody asked, so:', 'Note to self:', 'Day five.', 'Small victory:', 'From the bus:', 'Unpopular opinion:', 'For the archive:']
const THOUGHTS = ['the good chair was never in the good room', 'I miss the lift more than the salary', 'my plants have had more meetings this week than I have', 'soup helps', 'I read the paper twice, thank you Ingrid', 'the badge still opens my heart', 'leeks are underrated', 'four o\'clock is the best hour', 'has anybody seen my blue mug', 'I slept until seven']
const MANY = 25
const FACES = 24

interface Crowd { size: number; people: Readonly<Record<string, Villager>>; keys: Prepared }

/** Runs `act` for each of `all`, many in a transaction. */
async function together<T>({ house }: TimeLapse, all: readonly T[], act: (tx: Tx, one: T, index: number) => Promise<void>): Promise<void> {
  for (let begin = 0; begin < all.length; begin += MANY) {
    await house.write(async (tx) => {
      for (const [offset, one] of all.slice(begin, begin + MANY).entries()) await act(tx, one, begin + offset)
    })
  }
}

/** Makes the faces once, and a copy of one for each: a picture that is replaced is removed. */
async function faces({ house }: TimeLapse, count: number): Promise<string[]> {
  const files = await Promise.all(Array.from({ length: FACES }, (_, i) => drawn(portrait(1000 + i), (path) => readFile(path))))
  const keys = Array.from({ length: count }, () => newFileKey('webp', 'avatars'))
  for (let begin = 0; begin < count; begin += MANY) {
    await Promise.all(keys.slice(begin, begin + MANY).map((key, i) => house.storage.put(key, files[(begin + i) % FACES] as Buffer, 'image/webp')))
  }
  return keys
}

async function moveIn(tx: Tx, index: number, lot: Chance, { keys: { passwordHash, ...keys } }: Crowd, avatar: string): Promise<number> {
  const [first, last] = [lot.one(FIRST), lot.one(LAST)]
  const username = `${first.toLowerCase()}_${index}`
  const accountId = await createLocalAccount(tx, { username, ...keys })
  const { userId } = await createUser(tx, { accountId, email: emailOf(username), passwordHash, confirmed: true, approved: true })
  await openApplication(tx, userId, { state: 'approved', reason: null })
  await updateProfile(tx, accountId, { displayName: `${first} ${last}`, note: lot.one(THOUGHTS), discoverable: index % 3 > 0, indexable: true, avatar: { key: avatar, staticKey: null } })
  return accountId
}

async function speak(tx: Tx, accountId: number, lot: Chance): Promise<number> {
  return (await postStatus(tx, {
    ...await composeStatus(tx, {
      accountId, text: `${lot.one(OPENINGS)} ${lot.one(THOUGHTS)}.`, spoilerText: '', sensitive: null, visibility: 'public', language: 'en', inReplyToId: null,
      mediaIds: [], poll: null, appId: null, defaults: { visibility: 'public', sensitive: false, language: 'en', quotePolicy: 'public' },
    }),
    createdAt: tx.now,
  })).statusId
}

/** `size` more people, each of whom follows a handful, and many of whom say something and are heard. */
export async function moveInCrowd(lapse: TimeLapse, crowd: Crowd): Promise<void> {
  const lot = chance(5000)
  const known = Object.values(crowd.people).map((one) => one.accountId)
  const pictures = await faces(lapse, crowd.size)
  const ids: number[] = []
  await together(lapse, pictures, async (tx, picture, index) => { ids.push(await moveIn(tx, index, lot, crowd, picture)) })
  await together(lapse, ids, async (tx, id) => {
    const targets = new Set([...lot.some(3, known), lot.one(ids), lot.one(ids)])
    targets.delete(id)
    for (const target of targets) await follow(tx, id, target)
  })
  await lapse.settle()
  const said: number[] = []
  for (const part of [0, 1, 2]) {
    await lapse.to(143 - part)
    await together(lapse, ids.filter((_, i) => i % 3 === part), async (tx, id) => { said.push(await speak(tx, id, lot)) })
  }
  await together(lapse, ids, async (tx, id) => { await favourite(tx, id, lot.one(said)) })
  await lapse.settle()
}
