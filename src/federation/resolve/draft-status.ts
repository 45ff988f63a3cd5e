// From what a document says to a draft that can be posted: whom it names is looked up, and fetched within a budget.
import { knownAmong } from '#domain/accounts/peers.ts'
import { parseLocalUrl } from '#domain/addresses.ts'
import type { Tx } from '#domain/context.ts'
import { keepRemoteEmojis } from '#domain/instance/custom-emojis.ts'
import type { MentionDraft, StatusDraft } from '#domain/statuses/draft.ts'
import { postStatus, type Posted } from '#domain/statuses/post-status.ts'
import type { Budget } from './budget.ts'
import { askForQuote, draftQuote } from './draft-quote.ts'
import type { Reach } from './memory.ts'
import type { ReadNote } from './read-note.ts'
import { resolveActor } from './resolve-actor.ts'

const UNKNOWN_LIMIT = 10

export interface Author { readonly id: number; readonly host: string }

export interface DraftOptions {
  budget: Budget
  /** It was fetched, not pushed: its id takes its own date. */
  fetched: boolean
  /** The member in whose own inbox it arrived: may read it, though nobody else knows why. */
  deliveredTo?: number | null
}

/** The accounts behind network ids: by uri, ours and others'. Unknown ones are left out. */
async function accountsBehind(reach: Reach, uris: readonly string[]): Promise<Map<string, number>> {
  const local = new Map<string, number>()
  const remote: string[] = []
  for (const uri of uris) {
    const place = parseLocalUrl(reach.config, uri)
    if (place?.kind === 'account' && 'id' in place) local.set(uri, place.id)
    else if (!place) remote.push(uri)
  }
  const known = await knownAmong(reach.db, { uris: remote, ids: [...local.values()] })
  const ids = new Set(known.map((row) => row.id))
  const behind = new Map(known.flatMap((row) => row.uri === null ? [] : [[row.uri, row.id] as const]))
  for (const [uri, id] of local) if (ids.has(id)) behind.set(uri, id)
  return behind
}

/** Who is named (mentioned) and who is only addressed; of the unknown, the first ten mentioned are fetched. */
export async function readMentions(reach: Reach, note: Pick<ReadNote, 'mentions' | 'addressees'>, budget: Budget): Promise<MentionDraft[]> {
  const behind = await accountsBehind(reach, [...new Set([...note.mentions, ...note.addressees])])
  const unknown = note.mentions.filter((uri) => !behind.has(uri) && !uri.startsWith(`${reach.config.origin}/`)).slice(0, UNKNOWN_LIMIT)
  await Promise.all(unknown.map(async (uri) => {
    const resolved = await resolveActor(reach, uri, { budget })
    if (resolved.ok) behind.set(uri, resolved.value)
  }))
  const named = new Set(note.mentions)
  return [...behind].map(([uri, accountId]) => ({ accountId, silent: !named.has(uri) }))
}

/** The draft of a status by `author`. */
export async function draftStatus(reach: Reach, note: ReadNote, author: Author, options: DraftOptions): Promise<StatusDraft> {
  const mentions = await readMentions(reach, note, options.budget)
  const { deliveredTo = null } = options
  const unexpected = deliveredTo !== null && (note.visibility === 'direct' || note.visibility === 'private')
    && !mentions.some((one) => one.accountId === deliveredTo)
  return {
    accountId: author.id, uri: note.uri, url: note.url, local: false, appId: null, text: null, mediaIds: [],
    content: note.content, spoilerText: note.spoilerText, sensitive: note.sensitive, visibility: note.visibility,
    language: note.language, inReplyToId: null, inReplyToUri: note.inReplyToUri, threadUri: note.threadUri,
    mentions: unexpected ? [...mentions, { accountId: deliveredTo, silent: true }] : mentions,
    tags: note.hashtags, remoteMedia: note.media, poll: note.poll, quote: await draftQuote(reach, note.quote, author.id), quotePolicy: note.quotePolicy, createdAt: note.publishedAt, editedAt: note.updatedAt !== null && note.updatedAt > note.publishedAt ? note.updatedAt : null, fetched: options.fetched,
  }
}

/** Posts a draft with the emojis it brings. */
export async function keepStatus(tx: Tx, draft: StatusDraft, note: ReadNote, author: Author): Promise<Posted> {
  await keepRemoteEmojis(tx, author.host, note.emojis)
  const posted = await postStatus(tx, draft)
  if (posted.created) await askForQuote(tx, posted.statusId, draft.quote ?? null)
  return posted
}
