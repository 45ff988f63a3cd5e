// Block: somebody elsewhere wants nothing more to do with a member. Nothing remains between the two.
import { block } from '#domain/relationships/block.ts'
import { idOf } from '#federation/resolve/plain-json.ts'
import { isTakenBack, memberOf, type Handler } from './arrival.ts'

export const receiveBlock: Handler = async (arrival) => {
  const target = await memberOf(arrival)
  if (target === null) return 'block-of-nobody-here'
  if (await isTakenBack(arrival)) return 'taken-back'
  await arrival.reach.write((tx) => block(tx, arrival.signer.id, target, { uri: idOf(arrival.activity) }))
  return null
}
