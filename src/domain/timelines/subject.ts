// The status that is spread, with what decides where it goes: one statement, and one for its hashtags.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

export interface Subject {
  id: number
  account_id: number
  visibility: string
  local: number
  reblog_of_id: number | null
  in_reply_to_id: number | null
  in_reply_to_account_id: number | null
  in_reply_to_uri: string | null
  media_ids: string
  created_at: number
  host: string | null
  silenced_at: number | null
  /** 1 when some list has the author. */
  listed: number | null
  /** Hashtags of a public post, in order of their ids. */
  tags: SubjectTag[]
}

interface SubjectTag {
  id: number
  name: string
  /** 1 when somebody follows it. */
  followed: number
}

const one = prepared<Omit<Subject, 'tags'>, { status: number }>(`
  select s.id, s.account_id, s.visibility, s.local, s.reblog_of_id, s.in_reply_to_id, s.in_reply_to_account_id, s.in_reply_to_uri,
    s.media_ids, s.created_at, a.host, a.silenced_at,
    (select 1 from list_accounts la where la.account_id = s.account_id limit 1) as listed
  from statuses s join accounts a on a.id = s.account_id where s.id = :status`)

const tagsOf = prepared<SubjectTag, { status: number }>(`
  select t.id, t.name, case when exists (select 1 from followed_tags ft where ft.tag_id = t.id) then 1 else 0 end as followed from status_tags st join tags t on t.id = st.tag_id where st.status_id = :status order by t.id`)

/** Whether everybody may be shown the post without asking for it: public, no boost, author not silenced. */
export const isBroadcast = (subject: Subject): boolean =>
  subject.visibility === 'public' && subject.reblog_of_id === null && subject.silenced_at === null

/** Loads it, or null when it has gone. */
export async function loadSubject(db: Reader, status: number): Promise<Subject | null> {
  const [row] = await one(db, { status })
  if (!row) return null
  const subject = row as Subject
  subject.tags = isBroadcast(subject) ? await tagsOf(db, { status }) : []
  return subject
}
