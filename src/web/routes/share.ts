// /share and /intents/…: a post written without the app. Other sites and devices fill it in; nothing is posted before
// the member presses the button.
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { languageOf as postingLanguage, parseUserSettings } from '#domain/access/user-settings.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { composeStatus } from '#domain/statuses/compose-status.ts'
import type { Visibility } from '#domain/statuses/draft.ts'
import { unknownHandles } from '#domain/statuses/find-mentioned.ts'
import { postOnce } from '#domain/statuses/post-once.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { visibleOriginal } from '#domain/statuses/visible-to.ts'
import { newSecret } from '#machinery/crypto/secrets.ts'
import type { Status } from '#entities/status.ts'
import { showStatus } from '#entities/status-bundle.ts'
import { profilePathOf } from './find-person.ts'
import { appFrame } from './app-frame.ts'
import type { SignedVisit } from './page-access.ts'
import { sendReading } from './reading.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf, type Fields } from './visit.ts'

const AUDIENCES: readonly Visibility[] = ['public', 'unlisted', 'private', 'direct']
const LONGEST = 5000
const LOOKUPS = 5
const LOOKUP_MS = 3000

interface Written { status: string; spoiler_text: string; visibility: string; error?: string; key?: string }

const audienceOf = (text: string): Visibility | null => AUDIENCES.find((one) => one === text) ?? null

/** What is answered, if it may be seen. */
async function answered({ ctx, session }: SignedVisit, fields: Fields): Promise<Status | null> {
  const id = field(fields, 'in_reply_to')
  if (!/^\d{1,16}$/.test(id)) return null
  const original = await visibleOriginal(ctx.db, session.user.account_id, Number(id))
  return showStatus(ctx, session.user.account_id, original.id)
}

async function draw(visit: SignedVisit, replyTo: Status | null, { error, key = newSecret(), ...values }: Written, code = 200): Promise<FastifyReply> {
  const form = { ...formOf(visit, '/share', { hidden: { in_reply_to: replyTo?.id, key } }), values, ...error ? { errors: { status: error } } : {} }
  const { ctx, reply } = visit
  // The app takes over with its composer. What was refused stays in this form: the app would begin anew.
  if (code === 200) return sendReading(visit, ctx.pages.sharePage({ page: await appFrame(visit), form, replyTo }))
  return sendPage(reply, ctx.pages.sharePage({ page: await frame(visit), form, replyTo }), { status: code })
}

/** Whom an answer begins with: its author and whom they named, but not oneself. */
function openingOf(replyTo: Status, ownId: number): string {
  const named = [replyTo.account, ...replyTo.mentions].filter((one) => one.id !== String(ownId))
  return [...new Set(named.map((one) => `@${one.acct} `))].join('')
}

/** GET: filled in from `text`, `title` and `url`, each on a line; Mastodon's intents say the same in other words. */
export async function showShare(visit: SignedVisit): Promise<FastifyReply> {
  const { query, session } = visit
  const inner = URL.parse(field(query, 'uri'))?.searchParams
  const said = (name: string) => field(query, name) || inner?.get(name) || ''
  const replyTo = await answered(visit, query)
  const text = [said('title'), said('text'), said('url')].map((one) => one.trim()).filter((one, index, all) => one !== '' && all.indexOf(one) === index).join('\n')
  const usual = parseUserSettings(session.user.settings).default_privacy
  const opening = replyTo ? openingOf(replyTo, session.user.account_id) : ''
  const visibility = replyTo && replyTo.visibility !== 'public' ? replyTo.visibility : audienceOf(said('visibility')) ?? usual
  return draw(visit, replyTo, { status: (opening + text).slice(0, LONGEST), spoiler_text: replyTo?.spoiler_text ?? '', visibility })
}

/** Has people whom the text names and nobody here knows looked up, for a moment. */
async function lookUpNamed({ ctx }: SignedVisit, text: string): Promise<void> {
  const handles = text.includes('@') ? await unknownHandles(ctx, text, LOOKUPS) : []
  if (handles.length === 0) return
  const enough = new AbortController()
  await Promise.race([
    Promise.allSettled(handles.map((handle) => ctx.services.resolve(`@${handle}`, { kind: 'account' }))),
    sleep(LOOKUP_MS, undefined, { signal: enough.signal }).catch(() => {}),
  ])
  enough.abort()
}

/** POST: posts it and shows it. A form sent twice posts once. What was typed stays when it is refused. */
export async function submitShare(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session: { user } } = visit
  const replyTo = await answered(visit, form)
  const text = field(form, 'status').replaceAll('\r\n', '\n')
  const written = { status: text, spoiler_text: field(form, 'spoiler_text'), visibility: field(form, 'visibility'), key: field(form, 'key') }
  const settings = parseUserSettings(user.settings)
  await lookUpNamed(visit, text)
  try {
    const { id } = await ctx.write((tx) => postOnce(tx, { accountId: user.account_id, key: written.key.slice(0, 100) || null, kind: 'status' },
      async () => (await postStatus(tx, await composeStatus(tx, {
        accountId: user.account_id, text, spoilerText: written.spoiler_text, sensitive: null, visibility: audienceOf(written.visibility), language: null,
        inReplyToId: replyTo ? Number(replyTo.id) : null, mediaIds: [], poll: null, appId: null,
        defaults: { visibility: settings.default_privacy, sensitive: settings.default_sensitive, language: postingLanguage(settings, user.locale), quotePolicy: settings.default_quote_policy },
      }))).statusId))
    const author = await accountRow(ctx.db, user.account_id)
    if (!author) throw missing()
    return sendOn(reply, `${profilePathOf(author)}/${id}`)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422) throw error
    return draw(visit, replyTo, { ...written, error: error.message }, 422)
  }
}
