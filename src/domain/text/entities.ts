// What a plain text can contain besides words: mentions, hashtags and links, with where they stand.
// Found by find-entities.ts, counted by count.ts, turned into HTML by format.ts.

/** Positions are UTF-16 code unit offsets into the searched text, `end` exclusive. */
export interface Span {
  start: number
  end: number
  /** Exactly the characters between `start` and `end`. */
  text: string
}

/** `@name` or `@name@host`. `username` and `host` are as typed; normalise them with names.ts. */
export interface MentionEntity extends Span {
  kind: 'mention'
  username: string
  host: string | null
}

/** `#name`; `name` is without the `#`, as typed. */
export interface HashtagEntity extends Span {
  kind: 'hashtag'
  name: string
}

/** A link; `scheme` is lower case and without the colon. */
export interface UrlEntity extends Span {
  kind: 'url'
  url: string
  scheme: string
}

export type TextEntity = MentionEntity | HashtagEntity | UrlEntity
