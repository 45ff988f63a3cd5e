// FeatureRequest: somebody elsewhere asks to put a member into a collection of theirs. The member's own choice answers at once (FEP-7aa9).
import { mayFeature } from '#domain/collections/items.ts'
import { consentToCollection } from '#domain/collections/remote.ts'
import { declineFeatureRequest, tellConsent } from '#federation/outbox/collections.ts'
import { idOf, sameOrigin } from '#federation/resolve/plain-json.ts'
import { resolveCollection } from '#federation/resolve/resolve-collection.ts'
import { activityBudget, giveUp, memberOf, type Handler } from './arrival.ts'

export const receiveFeatureRequest: Handler = async (arrival) => {
  const { reach, activity, signer } = arrival
  const requestUri = idOf(activity)
  const instrument = idOf(activity['instrument'])
  const member = await memberOf(arrival)
  if (requestUri === null || instrument === null || member === null) return 'feature-request-incomplete'
  if (!sameOrigin(requestUri, signer.uri) || !sameOrigin(instrument, signer.uri)) return 'feature-request-on-another-origin'
  const decline = () => reach.write((tx) => declineFeatureRequest(tx, { from: member, asker: signer, requestUri, about: instrument }))
  if (!await mayFeature(reach.db, signer.id, member)) {
    await decline()
    return null
  }
  const collection = await resolveCollection(reach, instrument, activityBudget())
  if (!collection.ok) return giveUp(collection)
  if (collection.value.ownerId !== signer.id) return 'feature-request-for-anothers-collection'
  const asked = { collectionId: collection.value.id, ownerId: signer.id, accountId: member, activityUri: requestUri }
  const consented = await reach.write(async (tx) => {
    const known = await consentToCollection(tx, asked)
    if (known !== null && known.before) await tellConsent(tx, known.itemId)
    return known !== null
  })
  // Who took themselves out stays out, however often they are asked.
  if (!consented) await decline()
  return null
}
