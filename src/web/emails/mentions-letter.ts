// The letter to a member who is away while others speak to them: whoever may not be shown to them any more is left out.
import { writeSlip } from '#domain/access/slips.ts'
import { userById } from '#domain/access/users.ts'
import type { Context } from '#domain/context.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { mentionedIn } from '#domain/notifications/mention-mails.ts'
import { toPlainText } from '#domain/text/plain-text.ts'
import { showVisibleStatuses } from '#entities/show-visible.ts'
import type { Status } from '#entities/status.ts'
import type { MentionTold } from '../words/en/emails.ts'
import { finish, toldOf, type Composed } from './compose.ts'
import { letterLanguage } from './letter-words.ts'

const SHOWN = 8
const EXCERPT = 600

/** A post in a letter: behind its warning if it has one, and without its text if it is private: mail is not. */
function tellOf(status: Status, origin: string): MentionTold {
  const { account } = status
  const from = `${account.display_name.trim() || account.username} (@${account.acct})`.replaceAll(/\s+/g, ' ')
  const whole = status.spoiler_text === '' ? toPlainText(status.content) : `[${status.spoiler_text}]`
  const text = whole.length > EXCERPT ? `${whole.slice(0, EXCERPT)}…` : whole
  return { from, text: status.visibility === 'direct' ? null : text, url: `${origin}/@${account.acct}/${status.id}` }
}

/** The letter about these notifications; null when nothing of it is left to tell. */
export async function mentionsLetter(ctx: Pick<Context, 'db' | 'config' | 'clock'>, userId: number, notificationIds: readonly number[]): Promise<Composed | null> {
  const user = await userById(ctx.db, userId)
  if (!user) return null
  const statuses = await showVisibleStatuses(ctx, user.account_id, await mentionedIn(ctx.db, notificationIds))
  if (statuses.length === 0) return null
  const told = await toldOf(ctx, user)
  const { formKey } = await readSecrets(ctx.db)
  const slip = writeSlip('no-mail', userId, { key: formKey, binding: '', now: ctx.clock.now(), lastsMs: null })
  const stopUrl = `${told.origin}/auth/mail/stop?slip=${slip}`
  const letter = letterLanguage(user.locale).words.mentions(told, {
    mentions: statuses.slice(0, SHOWN).map((status) => tellOf(status, told.origin)), more: Math.max(0, statuses.length - SHOWN), stopUrl,
  })
  return { to: user.email, ...finish(ctx, user, told, letter), unsubscribeUrl: stopUrl }
}
