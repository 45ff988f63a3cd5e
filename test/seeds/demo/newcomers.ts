// Who came to the door of the demo: some were let in, one was declined, one thought better of it, and nine wait.
import { decideApplication } from '#domain/moderation/decide-application.ts'
import { withdraw } from '#domain/onboarding/applications.ts'
import { activeQuestions } from '#domain/onboarding/questions.ts'
import { signUp } from '#domain/onboarding/sign-up.ts'
import { emailOf, villager, type Villager } from '../villager.ts'
import { PASSWORD } from './password.ts'
import { portrait } from './portraits.ts'
import type { TimeLapse } from './time-lapse.ts'

interface Applicant {
  readonly name: string
  /** Answers to the questions, in their order; fewer leave some open. */
  readonly says: readonly string[]
  readonly hoursAgo: number
}

const admitted: readonly (Applicant & { displayName: string; waits: number; bio: string })[] = [
  { name: 'vera', displayName: 'Vera Lindholm', hoursAgo: 126, waits: 5, says: ['Video, with Tomasz', '2288, and I still have the mug', 'Tomasz, Pascal'], bio: 'Colour grading. Every blue is a decision.' },
  { name: 'sunil', displayName: 'Sunil Kapoor', hoursAgo: 124, waits: 7, says: ['Payments', '3128: one after Ravi', 'Ravi'], bio: 'One number after Ravi, one floor below, one goal ahead.' },
  { name: 'colette', displayName: 'Colette Marchand', hoursAgo: 116, waits: 4, says: ['Reception, Lyon', 'No number, I was a contractor for nine years', 'Félix and Carlos'], bio: 'Neuf ans d\'accueil. Je connais tous vos chiens.' },
  { name: 'dmitri', displayName: 'Dmitri Sokolov', hoursAgo: 100, waits: 9, says: ['Search ranking', '1502', 'Priya knows me as "the one with the semicolons"'], bio: 'Semicolons; mostly.' },
]

const waiting: readonly Applicant[] = [
  { name: 'noa', hoursAgo: 20, says: ['Curation, Tel Aviv office. I worked with Layla on the morning stories.', '2036: right after hers', 'Layla, I hope!'] },
  { name: 'ibrahim', hoursAgo: 18.5, says: ['Data Centre nights', '0391. My badge says IBRAHIN, they never fixed it.', 'Dele trained me'] },
  { name: 'mei', hoursAgo: 15.5, says: ['Localisation', '2799', 'はるかさん'] },
  { name: 'stellan', hoursAgo: 13, says: ['I was not on a team, I delivered the fruit. Tuesdays and Fridays, six years.', 'No number. I know that Omar takes two bananas.', 'Gabe, everybody in the kitchen'] },
  { name: 'aroha', hoursAgo: 11, says: ['Community', '2413', 'Tui is my cousin, so ask anybody else'] },
  { name: 'growthguru', hoursAgo: 8, says: ['Marketing', 'I can offer your users a great opportunity, see my site', 'Many people know me'] },
  { name: 'camille', hoursAgo: 6.2, says: ['Stagiaire à la rédaction', '3497', 'Bo: we shared the last desk'] },
  { name: 'piotr', hoursAgo: 4, says: ['Partner of somebody from Quality', 'She says: lizard', 'Nadia'] },
  { name: 'leilani', hoursAgo: 1.8, says: ['Emoji & Stickers', '2680', 'Yusuf, and Gerald'] },
]

/** Two who come from the same place; everybody else has a network of their own. */
const NETWORKS: Readonly<Record<string, string>> = { recruiter77: '192.0.2.77', growthguru: '192.0.2.77' }

type Keys = Parameters<typeof signUp>[2]

async function apply({ house }: TimeLapse, keys: Keys, { name, says }: Applicant) {
  const questions = await activeQuestions(house.db)
  return house.write((tx) => signUp(tx, {
    username: name, email: emailOf(name), password: PASSWORD, agreement: true, reason: '', locale: 'en', ip: NETWORKS[name] ?? `2001:db8:${name.length}${name.charCodeAt(0)}:${name.charCodeAt(1)}::1`,
    answers: says.flatMap((text, index) => questions[index] ? [{ questionId: questions[index].id, text }] : []),
  }, keys))
}

/** What happens between the days, and when. */
export type Moment = readonly [hoursAgo: number, happens: () => Promise<void>]

/** What happens at the door, each with its time; the conductor puts it between the days. */
export function atTheDoor(lapse: TimeLapse, keys: Keys, reviewer: Villager): Moment[] {
  const { house } = lapse
  const by = reviewer.accountId
  const moments: Moment[] = admitted.flatMap(({ displayName, bio, waits, ...applicant }, index) => {
    const made: { userId: number; accountId: number }[] = []
    return [
      [applicant.hoursAgo, async () => { made.push(await apply(lapse, keys, applicant)) }],
      [applicant.hoursAgo - waits, async () => {
        for (const one of made) {
          await house.write((tx) => decideApplication(tx, { by, userId: one.userId, decision: 'approve' }))
          await villager(house, applicant.name, one).describes({ displayName, note: bio, colour: '#486a8a', avatar: portrait(200 + index) })
        }
      }],
    ] satisfies Moment[]
  })
  for (const applicant of waiting) moments.push([applicant.hoursAgo, async () => { await apply(lapse, keys, applicant) }])
  moments.push([70, async () => {
    const { userId } = await apply(lapse, keys, { name: 'recruiter77', hoursAgo: 70, says: ['I hire engineers', 'I have a list of your people', 'Nobody yet'] })
    await house.write((tx) => decideApplication(tx, { by, userId, decision: 'decline', message: 'This is a place to breathe out, not to be recruited. If somebody here wants to hear from you, they know how to find you. We wish you well.' }))
  }])
  moments.push([46, async () => {
    const { userId } = await apply(lapse, keys, { name: 'sam', hoursAgo: 46, says: ['Ads', '1999b', 'Wen'] })
    await house.write((tx) => withdraw(tx, userId))
  }])
  moments.push([10, async () => { await apply(lapse, keys, { name: 'halfway', hoursAgo: 10, says: ['Mobile'] }) }])
  return moments
}
