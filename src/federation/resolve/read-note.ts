// A Note, a Question or something like one becomes the plain facts that a status is made of. What has to be looked up
// (author, parent, mentioned people) stays an id here; draft-status.ts finds them.
import type { RemoteEmoji } from '#domain/instance/custom-emojis.ts'
import type { RemoteMedia } from '#domain/media/remote-media.ts'
import type { TagDraft, Visibility } from '#domain/statuses/draft.ts'
import { failed, found, type Outcome } from './outcome.ts'
import { flagOf, hrefOf, idOf, momentOf, textOf, typeAmong, typesOf, type Json } from './plain-json.ts'
import { readAudience } from './read-audience.ts'
import { readMedia } from './read-media.ts'
import { readPoll, type ReadPoll } from './read-poll.ts'
import { readQuote, readQuotePolicy, type ReadQuote } from './read-quote.ts'
import { readTags } from './read-tags.ts'
import { CONTENT_LIMIT, htmlOf, lineOf, SUMMARY_LIMIT, told, type Told } from './read-text.ts'
import { languageOf, placeHtml, titleHtml, workContent } from './read-work.ts'

/** What becomes a status with its own text. */
const NOTES = new Set(['Note', 'Question'])
/** What becomes a status with a title and a link. */
const PAGES = new Set(['Article', 'Page', 'Video', 'Audio', 'Image', 'Event'])

export interface ReadNote {
  readonly uri: string
  readonly authorUri: string
  readonly url: string | null
  readonly content: string
  readonly spoilerText: string
  readonly sensitive: boolean
  readonly language: string | null
  readonly visibility: Visibility
  readonly addressees: string[]
  readonly mentions: string[]
  readonly hashtags: TagDraft[]
  readonly emojis: RemoteEmoji[]
  readonly media: RemoteMedia[]
  readonly poll: ReadPoll | null
  readonly inReplyToUri: string | null
  readonly threadUri: string | null
  /** Epoch ms, not later than now. */
  readonly publishedAt: number
  readonly updatedAt: number | null
  /** The option that this names, if it is a vote and not a post. */
  readonly votesFor: string | null
  readonly repliesUrl: unknown
  readonly quote: ReadQuote | null
  /** Who may quote it, as a kept policy. */
  readonly quotePolicy: number
}

export const isStatusLike = (document: Json): boolean => typeAmong(document, NOTES) !== null || typeAmong(document, PAGES) !== null

/** Who wrote it: an id, an object, or the first of several. */
export const authorOf = (document: Json): string | null => idOf(document['attributedTo'])

function noteContent(document: Json): Told {
  const content = told(document, 'content', CONTENT_LIMIT)
  if (!content) return { text: '', language: null }
  const text = htmlOf(content.text)
  return { text: text === '' ? '' : `${titleHtml(document, text)}${text}`, language: content.language }
}

function writtenParts(document: Json, url: string) {
  if (typeAmong(document, NOTES) === null) return { ...workContent(document, url), votesFor: null, spoilerText: '' }
  const summary = told(document, 'summary', SUMMARY_LIMIT)
  const { text, language } = noteContent(document)
  return {
    text: `${text}${placeHtml(document)}`, language, votesFor: text === '' ? textOf(document['name'], 500) : null,
    spoilerText: summary ? lineOf(summary.text, SUMMARY_LIMIT) : '',
  }
}

/**
 * Reads a document whose `id` has been proven already. `followersUrl` and `followingUrl` are its author's, `now` epoch ms. Everything in it
 * is limited: see the readers of its parts.
 */
export function readNote(document: Json, followersUrl: string | null, now: number, followingUrl: string | null = null): Outcome<ReadNote> {
  const uri = idOf(document)
  const authorUri = authorOf(document)
  if (uri === null || authorUri === null) return failed('note-incomplete')
  if (!isStatusLike(document)) return failed(`no-status:${typesOf(document)[0] ?? ''}`)
  const url = hrefOf(document['url'])
  const { text, language, spoilerText, votesFor } = writtenParts(document, url ?? uri)
  const published = momentOf(document['published'])
  const conversation = textOf(document['conversation'] ?? document['context'], 2048)
  return found({
    uri, authorUri, url, content: text, spoilerText, ...readAudience(document, followersUrl), ...readTags(document),
    language: language ?? languageOf(document),
    sensitive: (flagOf(document['sensitive']) ?? false) || spoilerText !== '',
    media: readMedia(document, typeAmong(document, PAGES) !== null), poll: typesOf(document).includes('Question') ? readPoll(document, now) : null,
    inReplyToUri: idOf(document['inReplyTo']), threadUri: conversation || null,
    publishedAt: Math.min(published ?? now, now), updatedAt: momentOf(document['updated']),
    votesFor, repliesUrl: document['replies'],
    quote: readQuote(document), quotePolicy: readQuotePolicy(document, { uri: authorUri, followersUrl, followingUrl }),
  })
}
