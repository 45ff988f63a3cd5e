// What somebody at the door has before them, as far as it is known: questions, mail, and how long an answer takes.
import { usualWait } from '#domain/onboarding/decision-pace.ts'
import { activeQuestions } from '#domain/onboarding/questions.ts'
import type { Settings } from '#domain/instance/settings.ts'
import type { AheadOfApplicants, Wait } from '../props/public.ts'
import type { WebContext } from './web-context.ts'

const HOUR = 3_600_000
const HOURS = [1, 2, 3, 5, 8, 12]
const DAYS = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60]

/** A wait in ms as people say it: rounded up to the next plain number, so that it is rather kept than not. */
export function plainWait(ms: number): Wait {
  const n = HOURS.find((hours) => ms <= hours * HOUR)
  if (n !== undefined) return { unit: 'hours', n }
  return { unit: 'days', n: DAYS.find((days) => ms <= days * 24 * HOUR) ?? Math.ceil(ms / (24 * HOUR)) }
}

/** For those who would apply; the wait is what the last decisions say, and nothing is promised where they say nothing. */
export async function aheadOfApplicants({ db, clock, config }: Pick<WebContext, 'db' | 'clock' | 'config'>): Promise<AheadOfApplicants> {
  const [questions, wait] = await Promise.all([activeQuestions(db), usualWait(db, clock.now())])
  return { questions: questions.length, mail: config.smtpUrl !== null, wait: typeof wait === 'number' ? plainWait(wait) : wait }
}

/** The communities that strangers are sent to, by their hosts. */
export const friendsOf = ({ friends }: Pick<Settings, 'friends'>): { name: string; url: string }[] =>
  friends.map((url) => ({ name: URL.parse(url)?.host ?? url, url }))
