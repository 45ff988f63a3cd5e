// What belongs in a home or list feed, as SQL: the one place that says so. Fan-out asks it of many feeds and one status,
// merging of one feed and many statuses. Mastodon's FeedManager (filter_from_home, filter_from_list, filter_from_tags).
//
// The conditions speak of: `r` the feed (its id, and account_id, whose it is), `f` the follow that brings the status
// (its columns null where there is none), `s` the status, `o` what it boosts (null if it is no boost), `l` the list.

/** How long a boost keeps what it boosts, and other boosts of it, from appearing again: entries from the top. */
const BOOST_WINDOW = 40

/** How many entries a feed keeps. */
export const FEED_SIZE = 800

const inForce = '(u.expires_at is null or u.expires_at > :now)'

/** What the rules are asked of: where it is known to be no boost, whatever is about boosts need not be looked up. */
export type Kind = 'post' | 'any'

/** Of the author, and of who is boosted: two conditions, each a single seek, are much quicker than one on a list. */
const ofEach = (kind: Kind, condition: (account: string) => string): string =>
  (kind === 'post' ? ['s.account_id'] : ['s.account_id', 'o.account_id']).map(condition).join('')

/** Of everybody whom the status, or what it boosts, names. */
const ofEachNamed = (kind: Kind, condition: (mentions: string) => string): string =>
  (kind === 'post' ? ['s.id'] : ['s.id', 's.reblog_of_id']).map((status) => condition(`mentions m where m.status_id = ${status} and m.silent = 0`)).join('')

/** The owner has not blocked or muted, nor been blocked by, anyone it comes from or names. */
const welcome = (kind: Kind) => `${ofEach(kind, (account) => `
  and not exists (select 1 from blocks b where b.account_id = r.account_id and b.target_account_id = ${account})
  and not exists (select 1 from blocks b where b.account_id = ${account} and b.target_account_id = r.account_id)
  and not exists (select 1 from mutes u where u.account_id = r.account_id and u.target_account_id = ${account} and ${inForce})
  and not exists (select 1 from accounts a join account_domain_blocks d on d.account_id = r.account_id and d.host = a.host where a.id = ${account})`)}
  ${ofEachNamed(kind, (mentions) => `
  and not exists (select 1 from ${mentions} and exists (select 1 from blocks b where b.account_id = r.account_id and b.target_account_id = m.account_id))
  and not exists (select 1 from ${mentions}
    and exists (select 1 from mutes u where u.account_id = r.account_id and u.target_account_id = m.account_id and ${inForce}))`)}`

/** In one of the languages that the follow is for; posts that say none are in all. */
const understood = `
  and (f.languages is null or s.language is null or f.languages like '%"' || s.language || '"%')`

const followsAddressee = `exists (select 1 from follows p where p.account_id = r.account_id and p.target_account_id = s.in_reply_to_account_id)`

/** A reply whose parent is not known is nobody's; one to its own author or to the owner is always welcome. */
const reply = (otherwise: string) => `
  and (s.in_reply_to_id is null and s.in_reply_to_uri is null
    or s.in_reply_to_id is not null and (s.in_reply_to_account_id in (s.account_id, r.account_id) or ${otherwise}))`

const recent = (match: string) => `exists (select 1 from (select e.status_id, e.reblog_of_id from feed_entries e
    where e.feed_id = r.id order by e.status_id desc limit ${BOOST_WINDOW}) w where ${match})`

/** Nothing twice near the top. */
const once = (kind: Kind) => `${kind === 'post' ? '' : `
  and (s.reblog_of_id is null or o.id is not null
    and not ${recent('w.status_id = s.reblog_of_id or w.reblog_of_id = s.reblog_of_id')})`}
  and (s.reblogs_count = 0 or not ${recent('w.reblog_of_id = s.id')})`

/** Boosts only where they are wanted. */
const boosts = (kind: Kind) => `${kind === 'post' ? '' : `
  and (s.reblog_of_id is null or coalesce(f.show_reblogs, 1) = 1)`}${once(kind)}`

/** Not while an exclusive list of the owner has the author. */
const notElsewhere = `
  and not exists (select 1 from lists x where x.account_id = r.account_id and x.exclusive = 1
    and exists (select 1 from list_accounts xa where xa.list_id = x.id and xa.account_id = s.account_id))`

/** Conditions for a home feed, by a follow `f`. */
export const homeRules = (kind: Kind): string => `${understood}${notElsewhere}${reply(followsAddressee)}${welcome(kind)}${boosts(kind)}`

/** Conditions for a list feed: the member `s.account_id` is followed by the owner, or is the owner. */
export const listRules = (kind: Kind): string => `
  and (f.id is not null or s.account_id = r.account_id)${understood}${reply(`l.replies_policy = 'followed' and ${followsAddressee}
      or l.replies_policy = 'list' and exists (select 1 from list_accounts p where p.list_id = l.id and p.account_id = s.in_reply_to_account_id)`)}${welcome(kind)}${boosts(kind)}`

/** Conditions for a home feed by a followed hashtag: replies to anyone are welcome, one's own posts are there already. */
export const tagRules = (kind: Kind): string => `
  and s.account_id <> r.account_id${welcome(kind)}`

/** Conditions for the author's own home feed. */
export const ownRules: string = once('any')

/** What an entry is made of. */
export const insertEntries = 'insert into feed_entries (feed_id, status_id, account_id, reblog_of_id) select r.id, s.id, s.account_id, s.reblog_of_id'
/** Entries are added once; those really added come back. */
export const onlyNew = 'on conflict (feed_id, status_id) do nothing returning feed_id'
