// Follow: somebody elsewhere wants to follow a member. Whether at once or by request, the verb decides; the answer is
// sent by what reacts to its event.
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import { follow } from '#domain/relationships/follow.ts'
import { idOf } from '#federation/resolve/plain-json.ts'
import { isTakenBack, memberOf, type Handler } from './arrival.ts'

export const receiveFollow: Handler = async (arrival) => {
  const { reach, activity, signer } = arrival
  const target = await memberOf(arrival)
  if (target === null) return 'follow-of-nobody-here'
  if (target === INSTANCE_ACCOUNT_ID) return 'follow-of-the-server'
  if (await isTakenBack(arrival)) return 'taken-back'
  await reach.write((tx) => follow(tx, signer.id, target, { uri: idOf(activity) }))
  return null
}
