// A small village to look at while working: five members, somebody who waits to come in, people of another server, and
// an afternoon of what they told each other.
import { changeSettings } from '#domain/instance/settings.ts'
import { addToList, createList } from '#domain/lists/lists.ts'
import { addQuestion } from '#domain/onboarding/questions.ts'
import { signUp } from '#domain/onboarding/sign-up.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import type { Wiring } from '#main/wiring.ts'
import { draftOf, follows, remotePerson } from './village.ts'
import { settle, type Villager } from './villager.ts'

/** What everybody in the village signs in with. */
export const PASSWORD = 'covey-harbour'

export const NAMES = ['ada', 'ben', 'cyn', 'dov', 'eve'] as const
type People = Record<(typeof NAMES)[number], Villager>

const SUNSET = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1">
  <stop offset="0" stop-color="#26456b"/><stop offset="0.6" stop-color="#e08a4e"/><stop offset="0.62" stop-color="#1d3a4f"/><stop offset="1" stop-color="#0c1f2c"/></linearGradient></defs>
  <rect width="1200" height="800" fill="url(#s)"/><circle cx="820" cy="470" r="70" fill="#ffd9a0"/><path d="M250 500 l120 -190 l20 190 z M240 510 h200 l-30 40 h-140 z" fill="#111"/></svg>`
const ROPE = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000"><rect width="800" height="1000" fill="#d9cdb8"/>
  <path d="M100 500 C 300 200 500 800 700 500 C 500 200 300 800 100 500 Z" fill="none" stroke="#6b4a2b" stroke-width="48"/></svg>`

async function describeEverybody({ ada, ben, cyn, dov, eve }: People): Promise<void> {
  await ada.describes({ displayName: 'Ada Marlowe', note: 'Harbour master. Tides, boats, other people\'s knots. #sailing', colour: '#1f5f8b', fields: [{ name: 'Berth', value: 'No. 4' }] })
  await ben.describes({ displayName: 'Ben', note: 'Bakes at four, sleeps at eight.', colour: '#a4562a' })
  await cyn.describes({ displayName: 'Cyn 🌊', note: 'Photographs of weather.', colour: '#2f7d5b', fields: [{ name: 'Pronouns', value: 'she/her' }, { name: 'Pictures', value: 'https://pictures.example/cyn' }] })
  await dov.describes({ displayName: 'Dov', note: 'Only for people I know.', colour: '#5a4b8c', locked: true })
  await eve.describes({ displayName: 'Eve', note: 'New here.', colour: '#8a3355' })
}

async function followEachOther({ ada, ben, cyn, dov, eve }: People): Promise<void> {
  await ada.follows(ben, cyn, dov)
  await ben.follows(ada, cyn)
  await cyn.follows(ada, ben, dov, eve)
  await dov.follows(ada)
  await eve.follows(ada, cyn)
}

/** Posts, answers and marks of the members. */
async function talk({ ada, ben, cyn, dov, eve }: People): Promise<void> {
  const rules = await ada.posts('Welcome to the harbour! Be kind, tie your boat, and tell us what you see from your window. #introductions', { minutesAgo: 288 })
  await ada.pins(rules)
  const bread = await ben.posts('Rye is out of the oven. First come, first served.', { minutesAgo: 210 })
  const asked = await cyn.posts('@ben keep one for me?', { answering: bread, minutesAgo: 207 })
  await ben.posts('@cyn behind the counter, under the blue cloth', { answering: asked, minutesAgo: 204 })
  const sunset = await cyn.posts('Ten minutes ago, from the pier. #sunset #sailing', {
    pictures: [await cyn.draws(SUNSET, 'A small sailing boat before an orange sunset; the sea is nearly black.')], minutesAgo: 132,
  })
  await ada.boosts(sunset)
  await Promise.all([ada, ben, eve].map((one) => one.likes(sunset)))
  await eve.keeps(sunset)
  const knot = await ada.posts('A carrick bend, for those who asked. Pull both ends, not one.', {
    pictures: [await ada.draws(ROPE, 'A thick rope in a symmetrical, woven knot.')], minutesAgo: 90,
  })
  await dov.likes(knot)
  const race = await ada.posts('When shall we race? https://harbour.example/regatta', {
    poll: { options: ['Saturday morning', 'Saturday evening', 'Sunday', 'Never, I bake'], expiresIn: 5 * 86_400, multiple: false, hideTotals: false }, minutesAgo: 78,
  })
  await ben.votes(race, 3)
  await cyn.votes(race, 0)
  await eve.votes(race, 0)
  await dov.posts('Storm on its way, and I have opinions about the new breakwater', { warning: 'Harbour politics', visibility: 'private', minutesAgo: 60 })
  await eve.posts('Guten Morgen! Ich bin neu hier und komme vom See. #introductions', { language: 'de', minutesAgo: 36 })
  await ada.posts('@eve here is the key for the shed, do not lose it', { visibility: 'direct', minutesAgo: 9 })
  await ben.posts('Cinnamon rolls. That is the post.', { minutesAgo: 3 })
}

/** People of another server, as they are known here: what they posted, and what was liked of ours. */
async function knowOthers(house: Wiring, { ada, cyn }: People): Promise<void> {
  const mio = await remotePerson(house, 'mio', 'lighthouse.example', { displayName: 'Mio of the Light' })
  await follows(house, ada.accountId, mio)
  await follows(house, mio, ada.accountId)
  const { statusId } = await house.write((tx) => postStatus(tx, {
    ...draftOf(mio, 'Fog until noon. The horn is not broken, it is just me.', { uri: 'https://lighthouse.example/notes/1', tags: ['sailing'], language: 'en' }),
    createdAt: tx.now - 25 * 60_000,
  }))
  await ada.boosts(statusId)
  await cyn.likes(statusId)
}

async function waitAtTheDoor(house: Wiring): Promise<void> {
  await house.write((tx) => addQuestion(tx, { text: 'What brings you to the harbour?', hint: 'One or two sentences.', required: true }))
  await house.write((tx) => addQuestion(tx, { text: 'Who told you about us?' }))
  const questions = await house.db.selectFrom('questions').select('id').orderBy('id').execute()
  const prepared = { ...await generateRsaKeyPair(), passwordHash: await hashPassword(PASSWORD) }
  await house.write((tx) => signUp(tx, {
    username: 'fay', email: 'fay@village.example', password: PASSWORD, agreement: true, reason: '', locale: 'en',
    answers: questions[0] ? [{ questionId: questions[0].id, text: 'I mend nets and would like to find people who tear them.' }] : [],
  }, prepared))
}

/** Fills an empty server. */
export async function seedHarbour(house: Wiring): Promise<void> {
  await house.write((tx) => changeSettings(tx, {
    name: 'Harbour', shortDescription: 'A small village by the sea, made up for development.', contactEmail: 'ada@village.example', contactUsername: 'ada', registrations: 'approval',
  }))
  const made = await Promise.all(NAMES.map((name) => settle(house, name, { password: PASSWORD, role: name === 'ada' ? 'Owner' : '' })))
  const people = Object.fromEntries(made.map((one) => [one.name, one])) as People
  await describeEverybody(people)
  await followEachOther(people)
  await talk(people)
  await knowOthers(house, people)
  const list = await house.write((tx) => createList(tx, people.ada.accountId, { title: 'Bakers' }))
  await house.write((tx) => addToList(tx, people.ada.accountId, list, [people.ben.accountId]))
  await waitAtTheDoor(house)
}
