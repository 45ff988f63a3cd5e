// From what a member typed into the editor to the changes of a status.
import type { Row } from '#domain/tables.ts'
import { checkAttachable } from '#domain/media/attach-media.ts'
import type { MediaDetails } from '#domain/media/update-media.ts'
import { Refusal } from '#domain/refusals.ts'
import { normaliseLanguage } from '#domain/text/language.ts'
import { checkPoll, type PollInput } from './check-poll.ts'
import { checkText, markUp, settleText, type ComposeAt } from './compose-status.ts'
import { fallbackOf } from './compose-quote.ts'
import type { StatusChanges } from './edit-status.ts'

/** The whole of the status as it shall be; as in Mastodon, what is left out is gone. */
export interface EditInput {
  text: string
  spoilerText: string
  sensitive: boolean
  /** Null keeps the language. */
  language: string | null
  mediaIds: number[]
  mediaDetails: ({ id: number } & MediaDetails)[]
  poll: PollInput | null
}

/** The changes that make `status` what its author typed, or a refusal as `composeStatus` would give. */
export async function composeEdit(at: ComposeAt, status: Row<'statuses'>, input: EditInput): Promise<StatusChanges> {
  const { text, spoilerText } = settleText(input)
  checkText(text, spoilerText, input.mediaIds.length > 0 || status.quote_id !== null)
  if (input.mediaIds.length > 0 && input.poll) throw new Refusal('input.invalid', { text: 'Cannot attach more than 4 files' })
  await checkAttachable(at.db, { accountId: status.account_id, ids: input.mediaIds, statusId: status.id })
  const { content, ...marked } = await markUp(at, status.account_id, text)
  return {
    ...marked, content: await fallbackOf(at, status.quote_id) + content,
    spoilerText, sensitive: input.sensitive || input.spoilerText !== '',
    language: normaliseLanguage(input.language) ?? status.language,
    mediaIds: input.mediaIds, mediaDetails: input.mediaDetails,
    poll: input.poll ? checkPoll(input.poll, at.now) : null,
  }
}
