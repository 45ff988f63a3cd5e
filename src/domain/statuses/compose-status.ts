// From what a member typed to a draft: Mastodon's validations and defaults, and the text as HTML.
import { tagUrl } from '#domain/addresses.ts'
import type { Reader } from '#domain/context.ts'
import { checkAttachable } from '#domain/media/attach-media.ts'
import { invalid, missing, Refusal } from '#domain/refusals.ts'
import { countCharacters } from '#domain/text/count.ts'
import { hashtagNames } from '#domain/text/find-entities.ts'
import { formatStatus } from '#domain/text/format.ts'
import { normaliseLanguage } from '#domain/text/language.ts'
import { foldTag, normaliseTag } from '#domain/text/tags.ts'
import type { Config } from '#machinery/config/config.ts'
import { checkPoll, type PollInput } from './check-poll.ts'
import { composeQuote } from './compose-quote.ts'
import type { StatusDraft, TagDraft, Visibility } from './draft.ts'
import { findMentioned } from './find-mentioned.ts'
import { policyNumber, type QuotePolicyName } from './quote-policy.ts'
import { visibleTo } from './visible-to.ts'

/** Characters a status may have, its warning included; a link counts as 23. */
export const CHARACTER_LIMIT = 500

/** Where and when: a transaction will do, and so will a context with the present. */
export interface ComposeAt { db: Reader; config: Config; now: number }

/** What a member typed; null means "as the member's settings say". */
export interface StatusInput {
  accountId: number
  text: string
  spoilerText: string
  sensitive: boolean | null
  visibility: Visibility | null
  language: string | null
  inReplyToId: number | null
  mediaIds: number[]
  poll: PollInput | null
  quotedStatusId?: number | null
  quotePolicy?: QuotePolicyName | null
  appId: number | null
  defaults: PostingDefaults
}

/** A member's settings for what a post does not say. */
interface PostingDefaults { visibility: Visibility; sensitive: boolean; language: string | null; quotePolicy: QuotePolicyName }

/**
 * Makes a draft of what a member typed, or refuses it in Mastodon's words: blank, over {@link CHARACTER_LIMIT}, wrong
 * media, a wrong poll, an answer to something the author may not see (404). A status that has only a warning has it as its
 * text. Silenced authors post unlisted instead of public. Remote accounts must be known by now to be mentioned.
 */
export async function composeStatus(at: ComposeAt, input: StatusInput, options: { scheduledStatusId?: number } = {}): Promise<StatusDraft> {
  const { accountId, defaults, mediaIds } = input
  const sensitive = (input.sensitive ?? defaults.sensitive) || input.spoilerText !== ''
  const { text, spoilerText } = settleText(input)
  checkText(text, spoilerText, mediaIds.length > 0 || (input.quotedStatusId ?? null) !== null)
  if (mediaIds.length > 0 && input.poll) throw new Refusal('input.invalid', { text: 'Cannot attach more than 4 files' })
  await checkAttachable(at.db, { accountId, ids: mediaIds, ...options })
  if (input.inReplyToId !== null && (await visibleTo(at.db, accountId, [input.inReplyToId])).length === 0) throw replyNotFound()
  const { content, mentions, ...marked } = await markUp(at, accountId, text)
  const wanted = await settleVisibility(at.db, accountId, input.visibility ?? defaults.visibility)
  const { fallback, ...quoting } = await composeQuote(at, { accountId, quotedStatusId: input.quotedStatusId ?? null, visibility: wanted, mentions })
  return {
    accountId, spoilerText, sensitive, mediaIds, ...marked, ...quoting, content: fallback + content,
    quotePolicy: policyNumber(input.quotePolicy ?? defaults.quotePolicy, quoting.visibility),
    language: settleLanguage(input.language, defaults.language),
    inReplyToId: input.inReplyToId, inReplyToUri: null,
    poll: input.poll ? checkPoll(input.poll, at.now) : null,
    appId: input.appId, uri: null, url: null, local: true,
  }
}

/** The refusal of an answer to what is not there for the author. */
const replyNotFound = (): Refusal =>
  new Refusal('record.missing', { text: 'The post you are trying to reply to does not appear to exist.' })

/** A blank text gives way to the warning. */
export function settleText({ text, spoilerText }: { text: string; spoilerText: string }): { text: string; spoilerText: string } {
  return text.trim() === '' && spoilerText.trim() !== '' ? { text: spoilerText, spoilerText: '' } : { text, spoilerText }
}

/** Whether a text is so long that nothing in it need be looked at: links and mentions make it shorter, but not by that much. */
export const isFarTooLong = (text: string, spoilerText = ''): boolean => text.length + spoilerText.length > 100 * CHARACTER_LIMIT

/** Refuses a text that is blank (unless there is something else to see) or too long. */
export function checkText(text: string, spoilerText: string, hasMore: boolean): void {
  if (text.trim() === '' && !hasMore) throw invalid('Text can\'t be blank')
  if (isFarTooLong(text, spoilerText) || countCharacters(text, spoilerText) > CHARACTER_LIMIT) {
    throw invalid(`Text character limit of ${CHARACTER_LIMIT} exceeded`)
  }
}

/** A text as it is kept: as typed, as HTML, whom it names and what it is tagged with. */
export async function markUp(at: ComposeAt, accountId: number, text: string): Promise<Pick<StatusDraft, 'text' | 'content' | 'mentions' | 'tags'>> {
  const { accountIds, targets } = await findMentioned(at, accountId, text)
  return {
    text,
    content: formatStatus(text, { mentions: targets, tagUrl: (name) => tagUrl(at.config, foldTag(name)) }),
    mentions: accountIds.map((id) => ({ accountId: id, silent: false })),
    tags: tagsIn(text),
  }
}

function tagsIn(text: string): TagDraft[] {
  const tags = new Map<string, TagDraft>()
  for (const name of hashtagNames(text)) {
    const tag = normaliseTag(name)
    if (tag && !tags.has(tag.name)) tags.set(tag.name, tag)
  }
  return [...tags.values()]
}

/** The language that is told, else the member's, else English. */
const settleLanguage = (told: string | null, usual: string | null): string =>
  normaliseLanguage(told) ?? normaliseLanguage(usual) ?? 'en'

async function settleVisibility(db: Reader, accountId: number, wanted: Visibility): Promise<Visibility> {
  if (wanted !== 'public') return wanted
  const author = await db.selectFrom('accounts').select('silenced_at').where('id', '=', accountId).executeTakeFirst()
  if (!author) throw missing()
  return author.silenced_at === null ? 'public' : 'unlisted'
}
