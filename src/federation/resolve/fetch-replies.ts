// Replies that nobody sent us: asked for from the post's own server, level by level, within a budget.
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { claimRepliesFetch } from '#domain/statuses/fetched-replies.ts'
import { createBudget, type Budget } from './budget.ts'
import { readCollection } from './collection.ts'
import { fetchDocument } from './fetch-document.ts'
import type { Reach } from './memory.ts'
import { idOf, type Json } from './plain-json.ts'
import { isOurs } from './resolve-actor.ts'
import { admitStatus } from './resolve-status.ts'

const EVERY_MS = 15 * 60_000
const COUNT = 60
const DEPTH = 4
const PER_POST = 30
const PAGES = 3

const repliesBudget = (): Budget => createBudget({ requests: 100, ms: 60_000 })

/** The replies that a post's document names and that are not here yet. */
async function missingReplies(reach: Reach, document: Json, budget: Budget): Promise<string[]> {
  const uri = idOf(document)
  if (uri === null || document['replies'] === undefined) return []
  const { items } = await readCollection(reach, document['replies'], uri, { budget, items: PER_POST, pages: PAGES })
  const missing: string[] = []
  for (const item of items) {
    const reply = idOf(item)
    if (reply !== null && !isOurs(reach, reply) && await findStatusByUri(reach, reply) === null) missing.push(reply)
  }
  return missing
}

/**
 * Fetches what is missing below a remote status: at most 60 posts, 4 levels, 100 requests, 60 s; every quarter of an
 * hour at most. Every post is fetched from its own address. Resolves to how many came.
 */
export async function fetchReplies(reach: Reach, statusId: number): Promise<number> {
  const status = await statusRow(reach.db, statusId)
  if (!status?.uri || !await reach.write((tx) => claimRepliesFetch(tx, statusId, EVERY_MS))) return 0
  const budget = repliesBudget()
  const top = await fetchDocument(reach, status.uri, budget)
  let level: Json[] = top.ok ? [top.value] : []
  let count = 0
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const below: Json[] = []
    for (const document of level) {
      for (const uri of await missingReplies(reach, document, budget)) {
        if (count >= COUNT || budget.msLeft <= 0) return count
        const fetched = await fetchDocument(reach, uri, budget)
        if (!fetched.ok || !(await admitStatus(reach, fetched.value, { budget })).ok) continue
        count += 1
        below.push(fetched.value)
      }
    }
    level = below
  }
  return count
}
