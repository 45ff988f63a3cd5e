// Flag: another server reports a member or posts of theirs. There is no room for reports yet: the log keeps who was meant.
import { idsOf, textOf } from '#federation/resolve/plain-json.ts'
import type { Handler } from './arrival.ts'

export const receiveFlag: Handler = async ({ reach, activity, signer }) => {
  reach.log.warn({ from: signer.uri, about: idsOf(activity['object']).slice(0, 50), comment: textOf(activity['content'], 1000) }, 'another server reports')
  return null
}
