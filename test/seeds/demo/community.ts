// The demo's community itself: its name, colour, rules, questions and banner, and who follows whom.
import { createFilter } from '#domain/filters/filters.ts'
import { saveRules } from '#domain/instance/rules.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { addToList, createList } from '#domain/lists/lists.ts'
import { newFileKey } from '#domain/media/store-image.ts'
import { createInvite } from '#domain/onboarding/invites.ts'
import { saveQuestions } from '#domain/onboarding/questions.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import type { Wiring } from '#main/wiring.ts'
import { readFile } from 'node:fs/promises'
import { draftOf, follows, remotePerson } from '../village.ts'
import { drawn, emailOf, type Villager } from '../villager.ts'
import { cast, type Name } from './cast.ts'
import { chance } from './chance.ts'
import { doorBanner } from './drawings.ts'
import type { Scene } from './scene.ts'

/** What the set-up wizard would have asked. */
export async function foundSecondShift(house: Wiring): Promise<void> {
  const thumbnailKey = newFileKey('webp', 'community')
  await house.storage.put(thumbnailKey, await drawn(doorBanner, (path) => readFile(path)), 'image/webp')
  await house.write(async (tx) => {
    await changeSettings(tx, {
      name: 'Second Shift', registrations: 'approval', contactEmail: emailOf('mara'), contactUsername: 'mara', thumbnailKey, accent: '#8a3d6b', languages: ['en'],
      shortDescription: 'For everybody who kept Wavelength running, and for those who kept us running. Small, ours, no ads.',
      extendedDescription: '<p>One night in November a large network let half of its people go by mail. This is where we found each other again: teams, kitchens, inside jokes and all.</p><p>Mara keeps the machines alive, Rana reads the applications, Gabe asks whether you have eaten.</p>',
    })
    await saveRules(tx, [
      { text: 'Be kind first. You do not know what somebody\'s week was like.', hint: 'If you would not say it in the kitchen on floor 4, do not say it here.' },
      { text: 'No company secrets.', hint: 'They are not worth your severance.' },
      { text: 'Describe your pictures.', hint: 'Kit reads with their ears. So do others.' },
      { text: 'No recruiting without being asked.' },
      { text: 'Nobody holds Gerald without training.' },
    ])
    await saveQuestions(tx, [
      { text: 'Which team were you on?', hint: 'Kitchen, front desk and contractors count. So do partners.', required: true },
      { text: 'Old employee number, or anything that shows who you are', required: true },
      { text: 'Who here knows you?', required: false },
    ])
  })
}

/** Everybody follows Mara and Rana, and a dozen others each. */
export async function findFriends(people: Readonly<Record<Name, Villager>>): Promise<void> {
  const lot = chance(1)
  const names = cast.map((one) => one.name)
  for (const name of names.filter((one) => one !== 'teatime')) {
    const friends = new Set<Name>(['mara', 'rana', 'gabe', ...lot.some(name === 'jonas' || name === 'mara' ? 26 : 13, names)])
    friends.delete(name)
    await people[name].follows(...[...friends].map((one) => people[one]))
  }
}

/** What Jonas keeps for himself, and the invitations of those who look after the place. */
export async function keepThings(house: Wiring, { people: all, remembered }: Scene): Promise<void> {
  const { jonas, gabe, layla, june, teo, priya, elin, mara, rana, kit } = all as Record<Name, Villager>
  for (const [title, members] of [['Kitchen table', [gabe, layla, june]], ['Sees things clearly', [teo, priya, elin, kit]]] as const) {
    const list = await house.write((tx) => createList(tx, jonas.accountId, { title }))
    await jonas.follows(...members)
    await house.write((tx) => addToList(tx, jonas.accountId, list, members.map((one) => one.accountId)))
  }
  for (const id of remembered.values()) await jonas.keeps(id)
  await house.write((tx) => createFilter(tx, jonas.accountId, { title: 'Not before coffee', context: ['home', 'public'], keywords: [{ keyword: 'severance' }, { keyword: 'elections' }] }))
  await house.write((tx) => createInvite(tx, { accountId: rana.accountId, maxUses: 10, expiresAt: tx.now + 14 * 86_400_000, autofollow: true, comment: 'For those at the old building on Saturday' }))
  await house.write((tx) => createInvite(tx, { accountId: mara.accountId, comment: 'Families' }))
}

/** People of other servers, as they are known here. */
export async function knowOthers(house: Wiring, { people: all, cheer }: Scene): Promise<void> {
  const { mara, jonas, haruka, priya } = all as Record<Name, Villager>
  const says = async (accountId: number, number: number, text: string, language: string, tags: string[] = []) =>
    (await house.write((tx) => postStatus(tx, draftOf(accountId, text, { uri: `https://lighthouse.example/notes/${number}`, language, tags, createdAt: tx.now })))).statusId
  const mio = await remotePerson(house, 'mio', 'lighthouse.example', { displayName: 'Mio of the Light', note: '<p>Keeper. Fog, ships, patience.</p>' })
  const ruth = await remotePerson(house, 'ruth', 'allotment.example', { displayName: 'Ruth Ofori', note: '<p>Beans and opinions.</p>' })
  for (const one of [mara, jonas, haruka, priya]) await follows(house, one.accountId, mio)
  await follows(house, jonas.accountId, ruth)
  await cheer(await says(mio, 1, 'Fog until noon. The horn is not broken, it is just me.', 'en', ['fog']), 8, 2)
  await says(ruth, 2, 'A warm hello to the people of Second Shift. There is room on our server too, and beans.', 'en')
  await follows(house, mio, mara.accountId)
  await follows(house, ruth, jonas.accountId)
}
