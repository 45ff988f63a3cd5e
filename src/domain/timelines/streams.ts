// Which public streams a status runs in. Sockets listen to `public`, `public:media`, `public:local`, `public:local:media`,
// `public:remote`, `public:remote:media`, `hashtag:NAME`, `hashtag:local:NAME`, `list:ID` and `user:ID`.
import { isBroadcast, type Subject } from './subject.ts'

/** The public and hashtag streams of a post; none unless everybody may see it. Replies to others run only in hashtags. */
export function publicStreams(subject: Subject): string[] {
  if (!isBroadcast(subject)) return []
  const side = subject.local === 1 ? 'local' : 'remote'
  const hashtags = subject.tags.flatMap(({ name }) => subject.local === 1 ? [`hashtag:${name}`, `hashtag:local:${name}`] : [`hashtag:${name}`])
  const isReply = subject.in_reply_to_id !== null || subject.in_reply_to_uri !== null
  if (isReply && subject.in_reply_to_account_id !== subject.account_id) return hashtags
  const everywhere = ['public', `public:${side}`]
  const withMedia = subject.media_ids === '[]' ? [] : everywhere.map((name) => `${name}:media`)
  return [...everywhere, ...withMedia, ...hashtags]
}

/** The stream of a feed. */
export const feedStream = (phase: 'home' | 'mentioned' | 'tags' | 'lists', feedId: number): string => phase === 'lists' ? `list:${feedId}` : `user:${feedId}`
