// Flag: another server reports members or posts of theirs. Each person it is about makes one report, from that server:
// who there has complained is nobody's business, and whoever signs is never shown as a person.
import { accountRow } from '#domain/accounts/queries.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { fileReport } from '#domain/moderation/file-report.ts'
import { isOurs, localAccount } from '#federation/resolve/resolve-actor.ts'
import { idOf, idsOf, textOf } from '#federation/resolve/plain-json.ts'
import type { Arrival, Handler } from './arrival.ts'

const COMMENT_MAX = 5000
const OBJECTS_MAX = 100

/** The members that are meant, each with those of their posts that are. */
async function meant({ reach, activity }: Arrival): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>()
  for (const uri of idsOf(activity['object']).slice(0, OBJECTS_MAX)) {
    if (!isOurs(reach, uri)) continue
    const statusId = await findStatusByUri(reach, uri)
    if (statusId !== null) {
      const author = (await statusRow(reach.db, statusId))?.account_id
      if (author !== undefined) found.set(author, [...found.get(author) ?? [], statusId])
      continue
    }
    const member = await localAccount(reach, uri)
    if (member.ok && !found.has(member.value)) found.set(member.value, [])
  }
  return found
}

export const receiveFlag: Handler = async (arrival) => {
  const { reach, activity, signer } = arrival
  const comment = textOf(activity['content'], COMMENT_MAX) ?? ''
  const uri = idOf(activity)
  const people = [...await meant(arrival)]
  if (people.length === 0) return 'flag-of-nobody-here'
  let ignored: string | null = 'flag-of-people-who-are-gone'
  for (const [targetId, statusIds] of people) {
    const target = await accountRow(reach.db, targetId)
    if (!target || target.host !== null || target.suspended_at !== null || target.deleted_at !== null || target.pending === 1) continue
    await reach.write((tx) => fileReport(tx, {
      accountId: signer.id, targetId, statusIds, comment, uri: uri === null ? null : people.length === 1 ? uri : `${uri}#${targetId}`,
    }))
    ignored = null
  }
  return ignored
}
