// The schema as types, one interface per table; what each column means is said where a verb writes it.
// Ids and times (epoch ms) are numbers; flags are 0 or 1; columns named in JSON are text that holds JSON.
import type { Generated, Selectable } from 'kysely'

export interface SettingsTable {
  name: string
  value: string
}

export interface RolesTable {
  id: number
  name: string
  color: Generated<string>
  position: number
  permissions: number
  highlighted: Generated<number>
}

export interface UsersTable {
  id: number
  account_id: number
  email: string
  email_key: string
  password_hash: string | null
  role_id: number | null
  locale: string | null
  time_zone: string | null
  settings: Generated<string>
  confirmed_at: number | null
  approved_at: number | null
  disabled_at: number | null
  created_at: number
  sign_up_ip: string | null
  last_seen_at: number | null
  invite_id: number | null
  created_by_app_id: number | null
  birth_date: string | null
}

export interface UserCodesTable {
  hash: string
  user_id: number
  purpose: string
  data: string | null
  created_at: number
  expires_at: number
}

export interface ApplicationsTable {
  user_id: number
  state: string
  reason: string | null
  status_hash: string | null
  decided_by_account_id: number | null
  decided_at: number | null
  message: string | null
  created_at: number
}

export interface QuestionsTable {
  id: number
  text: string
  hint: Generated<string>
  required: Generated<number>
  position: number
  archived_at: number | null
}

export interface AnswersTable {
  user_id: number
  question_id: number
  text: string
}

export interface InvitesTable {
  id: number
  code: string
  account_id: number
  max_uses: number | null
  uses: Generated<number>
  expires_at: number | null
  autofollow: Generated<number>
  comment: Generated<string>
  created_at: number
}

export interface SessionsTable {
  id: number
  user_id: number
  token_hash: string
  ip: string | null
  user_agent: string | null
  created_at: number
  last_seen_at: number
  expires_at: number
}

export interface OauthAppsTable {
  id: number
  name: string
  website: string | null
  client_id: string
  client_secret: string
  redirect_uris: string
  scopes: string
  created_at: number
}

export interface AccessGrantsTable {
  code_hash: string
  app_id: number
  user_id: number
  redirect_uri: string
  scopes: string
  code_challenge: string | null
  code_challenge_method: string | null
  created_at: number
  expires_at: number
  used_token_id: number | null
}

export interface AccessTokensTable {
  id: number
  token_hash: string
  app_id: number
  user_id: number | null
  scopes: string
  created_at: number
  last_used_at: number | null
  revoked_at: number | null
}

export interface ThrottlesTable {
  name: string
  hits: number
  resets_at: number
}

export interface AccountsTable {
  id: number
  username: string
  host: string | null
  acct_key: string
  display_name: Generated<string>
  note: Generated<string>
  note_source: Generated<string>
  fields: Generated<string>
  actor_type: Generated<string>
  locked: Generated<number>
  discoverable: number | null
  indexable: Generated<number>
  hide_collections: number | null
  memorial: Generated<number>
  avatar_key: string | null
  avatar_static_key: string | null
  avatar_remote_url: string | null
  avatar_description: Generated<string>
  header_key: string | null
  header_static_key: string | null
  header_remote_url: string | null
  header_description: Generated<string>
  uri: string | null
  url: string | null
  inbox_url: string | null
  shared_inbox_url: string | null
  outbox_url: string | null
  followers_url: string | null
  following_url: string | null
  featured_url: string | null
  featured_tags_url: string | null
  also_known_as: Generated<string>
  moved_to_account_id: number | null
  show_media: Generated<number>
  show_media_replies: Generated<number>
  show_featured: Generated<number>
  attribution_domains: Generated<string>
  statuses_count: Generated<number>
  followers_count: Generated<number>
  following_count: Generated<number>
  last_status_at: number | null
  suspended_at: number | null
  silenced_at: number | null
  sensitized_at: number | null
  deleted_at: number | null
  fetched_at: number | null
  backfilled_at: number | null
  /** 1 while its user is not both confirmed and approved: nobody sees the account. */
  pending: Generated<number>
  created_at: number
  updated_at: number
}

export interface AccountKeysTable {
  id: number
  account_id: number
  uri: string | null
  algorithm: string
  public_key: string
  private_key: string | null
  fetched_at: number | null
  created_at: number
}

export interface FollowsTable {
  id: number
  account_id: number
  target_account_id: number
  show_reblogs: Generated<number>
  notify: Generated<number>
  languages: string | null
  uri: string | null
  created_at: number
}

export interface FollowRequestsTable {
  id: number
  account_id: number
  target_account_id: number
  show_reblogs: Generated<number>
  notify: Generated<number>
  languages: string | null
  uri: string | null
  created_at: number
}

export interface BlocksTable {
  id: number
  account_id: number
  target_account_id: number
  uri: string | null
  created_at: number
}

export interface MutesTable {
  id: number
  account_id: number
  target_account_id: number
  hide_notifications: Generated<number>
  expires_at: number | null
  created_at: number
}

export interface AccountDomainBlocksTable {
  id: number
  account_id: number
  host: string
  created_at: number
}

export interface AccountNotesTable {
  account_id: number
  target_account_id: number
  comment: string
}

export interface EndorsementsTable {
  account_id: number
  target_account_id: number
  id: number
  created_at: number
}

export interface DismissedSuggestionsTable {
  account_id: number
  target_account_id: number
  created_at: number
}

export interface AccountTokensTable {
  token: string
  account_id: number
}

export interface StatusesTable {
  id: number
  account_id: number
  uri: string | null
  url: string | null
  text: string | null
  content: string
  spoiler_text: Generated<string>
  sensitive: Generated<number>
  visibility: string
  language: string | null
  local: number
  in_reply_to_id: number | null
  in_reply_to_account_id: number | null
  in_reply_to_uri: string | null
  reblog_of_id: number | null
  thread_id: number | null
  poll_id: number | null
  app_id: number | null
  media_ids: Generated<string>
  replies_count: Generated<number>
  reblogs_count: Generated<number>
  favourites_count: Generated<number>
  quotes_count: Generated<number>
  created_at: number
  edited_at: number | null
  fetched_replies_at: number | null
}

export interface StatusEditsTable {
  id: number
  status_id: number
  account_id: number
  text: string | null
  content: string
  spoiler_text: string
  sensitive: number
  media: Generated<string>
  poll_options: string | null
  created_at: number
}

export interface MentionsTable {
  status_id: number
  account_id: number
  silent: Generated<number>
}

export interface TagsTable {
  id: number
  name: string
  display_name: string
  created_at: number
  last_status_at: number | null
}

export interface StatusTagsTable {
  tag_id: number
  status_id: number
}

export interface TagDaysTable {
  tag_id: number
  day: number
  account_id: number
  uses: number
}

export interface FollowedTagsTable {
  account_id: number
  tag_id: number
  id: number
  created_at: number
}

export interface FeaturedTagsTable {
  id: number
  account_id: number
  tag_id: number
  name: string
  statuses_count: Generated<number>
  last_status_at: number | null
  created_at: number
}

export interface MediaAttachmentsTable {
  id: number
  account_id: number
  status_id: number | null
  scheduled_status_id: number | null
  type: string
  state: string
  content_type: string | null
  file_key: string | null
  preview_key: string | null
  remote_url: string | null
  description: string | null
  focus_x: number | null
  focus_y: number | null
  blurhash: string | null
  meta: Generated<string>
  file_size: Generated<number>
  cached_at: number | null
  created_at: number
}

export interface PollsTable {
  id: number
  status_id: number
  account_id: number
  options: string
  counts: string
  multiple: Generated<number>
  hide_totals: Generated<number>
  votes_count: Generated<number>
  voters_count: number | null
  expires_at: number | null
  closed_at: number | null
  fetched_at: number | null
  created_at: number
}

export interface PollVotesTable {
  poll_id: number
  account_id: number
  choice: number
  id: number
  uri: string | null
}

export interface FavouritesTable {
  id: number
  account_id: number
  status_id: number
  uri: string | null
  created_at: number
}

export interface BookmarksTable {
  id: number
  account_id: number
  status_id: number
  created_at: number
}

export interface PinsTable {
  id: number
  account_id: number
  status_id: number
  created_at: number
}

export interface ThreadsTable {
  id: number
  uri: string | null
  created_at: number
}

export interface ThreadMutesTable {
  account_id: number
  thread_id: number
}

export interface IdempotencyKeysTable {
  account_id: number
  key: string
  result_id: number
  kind: string
  created_at: number
}

export interface ScheduledStatusesTable {
  id: number
  account_id: number
  params: string
  app_id: number | null
  scheduled_at: number
  created_at: number
}

export interface StatusTokensTable {
  token: string
  status_id: number
}

export interface CustomEmojisTable {
  id: number
  shortcode: string
  host: string | null
  emoji_key: string
  file_key: string | null
  static_key: string | null
  remote_url: string | null
  uri: string | null
  category: string | null
  visible: Generated<number>
  disabled: Generated<number>
  updated_at: number
}

export interface FeedEntriesTable {
  feed_id: number
  status_id: number
  account_id: number
  reblog_of_id: number | null
}

export interface FeedsTable {
  id: number
  account_id: number
  kind: string
  regenerating: Generated<number>
  active_at: number
}

export interface ListsTable {
  id: number
  account_id: number
  title: string
  replies_policy: Generated<string>
  exclusive: Generated<number>
  created_at: number
}

export interface ListAccountsTable {
  list_id: number
  account_id: number
  id: number
}

export interface MarkersTable {
  account_id: number
  timeline: string
  last_read_id: number
  version: number
  updated_at: number
}

export interface NotificationsTable {
  id: number
  account_id: number
  type: string
  from_account_id: number
  status_id: number | null
  group_key: string
  dedupe_key: string | null
  filtered: Generated<number>
  created_at: number
}

export interface NotificationPoliciesTable {
  account_id: number
  for_not_following: Generated<string>
  for_not_followers: Generated<string>
  for_new_accounts: Generated<string>
  for_private_mentions: Generated<string>
  for_limited_accounts: Generated<string>
}

export interface NotificationPermissionsTable {
  account_id: number
  from_account_id: number
  created_at: number
}

export interface NotificationRequestsTable {
  id: number
  account_id: number
  from_account_id: number
  last_status_id: number | null
  notifications_count: Generated<number>
  dismissed_at: number | null
  created_at: number
  updated_at: number
}

export interface ConversationsTable {
  id: number
  account_id: number
  thread_id: number
  participants: string
  participants_key: string
  last_status_id: number | null
  unread: Generated<number>
  created_at: number
}

export interface ConversationStatusesTable {
  conversation_id: number
  status_id: number
}

export interface HostsTable {
  host: string
  software: string | null
  version: string | null
  first_seen_at: number
  last_seen_at: number | null
  last_success_at: number | null
  failing_since: number | null
  failures: Generated<number>
  next_attempt_at: number | null
  last_error: string | null
  signature_scheme: string | null
  nodeinfo_at: number | null
}

export interface InboxesGoneTable {
  inbox_url: string
  at: number
}

export interface OutgoingTable {
  id: number
  account_id: number
  object_key: string
  body: string
  /** JSON: who else it goes to, while that is still being written out; null once every delivery has its row. */
  spread: string | null
  created_at: number
}

export interface DeliveriesTable {
  id: number
  outgoing_id: number
  account_id: number
  host: string
  inbox_url: string
  object_key: string
  attempts: Generated<number>
  next_at: number
  claimed_until: number | null
  last_error: string | null
  dead_at: number | null
  created_at: number
}

export interface SeenActivitiesTable {
  uri: string
  at: number
}

export interface TombstonesTable {
  uri: string
  at: number
}

export interface RulesTable {
  id: number
  text: string
  hint: Generated<string>
  position: number
  deleted_at: number | null
}

export interface JobsTable {
  id: number
  kind: string
  key: string | null
  payload: string
  priority: Generated<number>
  run_at: number
  attempts: Generated<number>
  claimed_until: number | null
  last_error: string | null
  dead_at: number | null
  created_at: number
}

export interface SchedulesTable {
  name: string
  last_run_at: number | null
  next_run_at: number
  last_error: string | null
  took_ms: number | null
}

export interface Tables {
  settings: SettingsTable
  roles: RolesTable
  users: UsersTable
  user_codes: UserCodesTable
  applications: ApplicationsTable
  questions: QuestionsTable
  answers: AnswersTable
  invites: InvitesTable
  sessions: SessionsTable
  oauth_apps: OauthAppsTable
  access_grants: AccessGrantsTable
  access_tokens: AccessTokensTable
  throttles: ThrottlesTable
  accounts: AccountsTable
  account_keys: AccountKeysTable
  follows: FollowsTable
  follow_requests: FollowRequestsTable
  blocks: BlocksTable
  mutes: MutesTable
  account_domain_blocks: AccountDomainBlocksTable
  account_notes: AccountNotesTable
  endorsements: EndorsementsTable
  dismissed_suggestions: DismissedSuggestionsTable
  account_tokens: AccountTokensTable
  statuses: StatusesTable
  status_edits: StatusEditsTable
  mentions: MentionsTable
  tags: TagsTable
  status_tags: StatusTagsTable
  tag_days: TagDaysTable
  followed_tags: FollowedTagsTable
  featured_tags: FeaturedTagsTable
  media_attachments: MediaAttachmentsTable
  polls: PollsTable
  poll_votes: PollVotesTable
  favourites: FavouritesTable
  bookmarks: BookmarksTable
  pins: PinsTable
  threads: ThreadsTable
  thread_mutes: ThreadMutesTable
  idempotency_keys: IdempotencyKeysTable
  scheduled_statuses: ScheduledStatusesTable
  status_tokens: StatusTokensTable
  custom_emojis: CustomEmojisTable
  feed_entries: FeedEntriesTable
  feeds: FeedsTable
  lists: ListsTable
  list_accounts: ListAccountsTable
  markers: MarkersTable
  notifications: NotificationsTable
  notification_policies: NotificationPoliciesTable
  notification_permissions: NotificationPermissionsTable
  notification_requests: NotificationRequestsTable
  conversations: ConversationsTable
  conversation_statuses: ConversationStatusesTable
  hosts: HostsTable
  inboxes_gone: InboxesGoneTable
  outgoing: OutgoingTable
  deliveries: DeliveriesTable
  seen_activities: SeenActivitiesTable
  tombstones: TombstonesTable
  rules: RulesTable
  jobs: JobsTable
  schedules: SchedulesTable
}

/** A row as read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>
