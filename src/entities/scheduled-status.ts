// A status that waits for its hour.
import { scheduledRows } from '#domain/reading/lists.ts'
import { iso, type At } from './at.ts'
import { showMedia, type MediaAttachment } from './media.ts'

export interface ScheduledStatus {
  id: string
  scheduled_at: string
  params: Record<string, unknown>
  media_attachments: MediaAttachment[]
}

/** Every key that clients expect, for parameters that were not given. */
const DEFAULTS = {
  text: '', poll: null, media_ids: null, sensitive: null, spoiler_text: null, visibility: 'public', in_reply_to_id: null, language: null,
  application_id: 0, scheduled_at: null, idempotency: null, with_rate_limit: false,
}

const mediaIds = (params: Record<string, unknown>): number[] =>
  Array.isArray(params['media_ids']) ? params['media_ids'].map(Number) : []

/** Scheduled statuses in the order of `ids`. Their `params` column holds the call's parameters by their API names. */
export async function showScheduledStatuses(at: At, ids: readonly number[]): Promise<ScheduledStatus[]> {
  const rows = await scheduledRows(at.db, ids)
  const parsed = new Map([...rows].map(([id, row]) => [id, JSON.parse(row.params) as Record<string, unknown>]))
  const media = new Map((await showMedia(at, [...parsed.values()].flatMap(mediaIds))).map((one) => [one.id, one]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    const params = parsed.get(id)
    if (!row || !params) return []
    const attached = mediaIds(params)
    return [{
      id: String(id),
      scheduled_at: iso(row.scheduled_at),
      params: { ...DEFAULTS, ...params, media_ids: attached.length > 0 ? attached.map(String) : null, application_id: row.app_id ?? 0, scheduled_at: null },
      media_attachments: attached.flatMap((one) => media.get(String(one)) ?? []),
    }]
  })
}
