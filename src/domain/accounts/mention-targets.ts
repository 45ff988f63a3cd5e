// Whom the handles in a text mean, for formatting: only accounts we already know.
import type { Config } from '#machinery/config/config.ts'
import { accountUrl } from '#domain/addresses.ts'
import type { Reader } from '#domain/context.ts'
import { findEntities } from '#domain/text/find-entities.ts'
import type { MentionTarget } from '#domain/text/format.ts'
import { handleKey } from '#domain/text/names.ts'
import { findByHandles } from './queries.ts'

/** The host as `handleKey` wants it: null for our own. */
export const foreignHost = (config: Config, host: string | null): string | null => {
  const lower = host?.toLowerCase() ?? null
  return lower === null || lower === config.domain || lower === config.webDomain ? null : lower
}

/** The known accounts that texts mention, keyed as the texts write them. One statement, none without mentions. */
export async function mentionTargets(db: Reader, config: Config, texts: readonly string[]): Promise<Map<string, MentionTarget>> {
  const written = texts.flatMap((text) => text.includes('@') ? findEntities(text) : []).filter((entity) => entity.kind === 'mention')
  const wanted = new Map(written.map((one) => [handleKey(one.username, one.host), handleKey(one.username, foreignHost(config, one.host))]))
  const rows = await findByHandles(db, [...wanted.values()])
  const targets = new Map<string, MentionTarget>()
  for (const [asWritten, key] of wanted) {
    const row = rows.get(key)
    if (!row || row.deleted_at !== null || row.pending === 1) continue
    const acct = row.host === null ? row.username : `${row.username}@${row.host}`
    targets.set(asWritten, { url: accountUrl(config, row), username: row.username, acct })
  }
  return targets
}
