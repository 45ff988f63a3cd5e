// What the entities need of reports and strikes: one statement each, however many there are.
import { prepared } from '#machinery/db/prepared.ts'

interface Ids extends Readonly<Record<string, readonly number[]>> { ids: readonly number[] }

export interface SeenReport {
  id: number
  target_account_id: number
  category: string
  comment: string
  rule_ids: string
  status_ids: string
  collection_ids: string
  forwarded: number
  resolved_at: number | null
  created_at: number
  /** The notification that tells of it; 0 where it was not asked by one. */
  notification_id: number
}

const REPORT = 'r.id, r.target_account_id, r.category, r.comment, r.rule_ids, r.status_ids, r.collection_ids, r.forwarded, r.resolved_at, r.created_at'

/** Reports by their ids; in no order. */
export const seenReports = prepared<SeenReport, Ids>(`select ${REPORT}, 0 as notification_id from reports r where r.id in (:ids)`)

/** The reports that these notifications tell of. */
export const reportsTold = prepared<SeenReport, Ids>(`
  select ${REPORT}, n.id as notification_id from notifications n join reports r on r.id = n.subject_id
  where n.id in (:ids) and n.type = 'admin.report'`)

export interface SeenStrike {
  id: number
  target_account_id: number
  action: string
  text: string
  status_ids: string
  created_at: number
  notification_id: number
}

/** The strikes that these notifications tell of. */
export const strikesTold = prepared<SeenStrike, Ids>(`
  select s.id, s.target_account_id, s.action, s.text, s.status_ids, s.created_at, n.id as notification_id
  from notifications n join strikes s on s.id = n.subject_id
  where n.id in (:ids) and n.type = 'moderation_warning'`)
