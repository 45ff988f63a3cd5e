// Move: somebody elsewhere goes to another account. Only by their own word, and only if that account, as its own server
// shows it now, names the old one.
import { hearOfMove } from '#domain/departure/move-account.ts'
import { idOf } from '#federation/resolve/plain-json.ts'
import { resolveActor } from '#federation/resolve/resolve-actor.ts'
import { giveUp, type Handler } from './arrival.ts'

export const receiveMove: Handler = async ({ reach, write, activity, signer }) => {
  const targetUri = idOf(activity['target'])
  if (idOf(activity['object']) !== signer.uri) return 'move-of-another'
  if (targetUri === null || targetUri === signer.uri) return 'move-to-nowhere'
  const target = await resolveActor(reach, targetUri, { refresh: true })
  if (!target.ok) return giveUp(target)
  return await write((tx) => hearOfMove(tx, signer.id, target.value)) ? null : 'move-not-confirmed'
}
