// The tables that the bulk loader fills, each with the columns that the verbs write.
import type { Engine } from '#machinery/db/engine.ts'
import type { Tables } from '#domain/tables.ts'
import { writeRows, type RowWriter } from './rows.ts'

const COLUMNS = {
  hosts: 'host first_seen_at',
  accounts: 'id username host acct_key display_name note note_source uri url inbox_url shared_inbox_url followers_url indexable created_at updated_at fetched_at',
  account_keys: 'id account_id uri algorithm public_key private_key fetched_at created_at',
  account_tokens: 'token account_id',
  users: 'id account_id email email_key confirmed_at approved_at created_at last_seen_at',
  statuses: 'id account_id uri url text content visibility language local in_reply_to_id in_reply_to_account_id reblog_of_id thread_id poll_id media_ids created_at',
  status_tokens: 'token status_id',
  mentions: 'status_id account_id',
  tags: 'id name display_name created_at last_status_at',
  status_tags: 'tag_id status_id',
  media_attachments: 'id account_id status_id type state content_type file_key preview_key remote_url description blurhash meta file_size created_at',
  polls: 'id status_id account_id options counts votes_count voters_count expires_at fetched_at created_at',
  favourites: 'id account_id status_id created_at',
  bookmarks: 'id account_id status_id created_at',
  notifications: 'id account_id type from_account_id status_id group_key dedupe_key created_at',
  conversations: 'id account_id thread_id participants participants_key last_status_id unread created_at',
  conversation_statuses: 'conversation_id status_id',
  follows: 'id account_id target_account_id created_at',
  feeds: 'id account_id kind active_at',
  feed_entries: 'feed_id status_id account_id reblog_of_id',
} as const satisfies Partial<Record<keyof Tables, string>>

export type Writers = Record<keyof typeof COLUMNS, RowWriter>

/** One for each table. */
export const writersOver = (engine: Engine<Tables>): Writers =>
  Object.fromEntries(Object.entries(COLUMNS).map(([table, columns]) => [table, writeRows(engine, table as keyof Tables, columns.split(' '), { sorted: table === 'status_tokens' })])) as Writers
