// From a wish (reply to this, edit that) to a draft: one that is kept already, or a new one with what belongs to it.
import type { Status } from '../../props/entities.ts'
import { get } from '../api.ts'
import type { ComposeWish } from '../compose-link.ts'
import { serverNow, start } from '../start.ts'
import { rememberStatus, statusOf } from '../store/statuses.ts'
import { allDrafts, readDraft } from './draft-store.ts'
import { type Draft, type DraftMedia, newId, toldOf, visibilities, type Visibility } from './draft.ts'

const visibilityIn = (text: string | undefined): Visibility => visibilities.find((one) => one === text) ?? 'public'
const narrower = (a: Visibility, b: Visibility): Visibility => visibilities.indexOf(a) > visibilities.indexOf(b) ? a : b

/** An empty draft with the member's usual settings. */
export function emptyDraft(): Draft {
  const { source } = start.me
  return {
    id: newId(), kind: 'post', target: null, about: null, text: '', warning: null, visibility: visibilityIn(source.privacy), sensitive: source.sensitive,
    language: source.language || start.lang.split('-')[0] || 'en', poll: null, media: [], scheduledAt: null, replaces: null, key: newId(), tried: null, state: 'draft', fault: null, savedAt: 0,
  }
}

async function load(id: string): Promise<Status> {
  const known = statusOf(id)
  if (known) return known
  const status = await get<Status>(`/api/v1/statuses/${id}`)
  rememberStatus(status)
  return status
}

/** What a reply begins with: whom it answers and whom they named, their warning, audience and language. */
function answering(draft: Draft, about: Status): Draft {
  const me = start.me.acct
  const named = [about.account.acct, ...(about.mentions ?? []).map(({ acct }) => acct)].filter((acct) => acct !== me)
  return {
    ...draft, kind: 'reply', target: about.id, about, text: [...new Set(named)].map((acct) => `@${acct} `).join(''), warning: about.spoiler_text || null,
    visibility: narrower(draft.visibility, visibilityIn(about.visibility)), language: about.language || draft.language,
  }
}

/** Attachments of a post as the composer has them. */
export function mediaOf(attachments: Status['media_attachments'], attached: boolean): DraftMedia[] {
  return attachments.map((file) => {
    const at = file.meta?.['focus'] as { x?: number; y?: number } | undefined
    const details = { description: file.description ?? '', focus: { x: at?.x ?? 0, y: at?.y ?? 0 } }
    return { key: newId(), id: file.id, uploadedAt: Date.now(), attached, name: '', kind: file.type, previewUrl: file.preview_url ?? file.url, ...details, told: toldOf(details) }
  })
}

/** What a post that is written anew answered or quoted. */
async function stemOf({ in_reply_to_id: answered, quote }: Status): Promise<Pick<Draft, 'kind' | 'target' | 'about'>> {
  if (answered) return { kind: 'reply', target: answered, about: await load(answered).catch(() => null) }
  const quoted = quote?.quoted_status ?? null
  return quoted ? { kind: 'quote', target: quoted.id, about: quoted } : { kind: 'post', target: null, about: null }
}

/** A post of one's own with its source, to be changed or written anew. */
async function fromOwn(id: string, anew: boolean): Promise<Draft> {
  const [status, source] = await Promise.all([get<Status>(`/api/v1/statuses/${id}`), get<{ text: string; spoiler_text: string }>(`/api/v1/statuses/${id}/source`)])
  const left = status.poll?.expires_at ? (Date.parse(status.poll.expires_at) - serverNow()) / 1000 : 86_400
  return {
    ...emptyDraft(), text: source.text, warning: source.spoiler_text || null, visibility: visibilityIn(status.visibility), sensitive: status.sensitive,
    language: status.language || emptyDraft().language, media: mediaOf(status.media_attachments, !anew),
    poll: status.poll ? { options: status.poll.options.map(({ title }) => title), expiresIn: Math.max(300, Math.round(left)), multiple: status.poll.multiple, hideTotals: false } : null,
    ...anew
      ? { ...await stemOf(status), replaces: { kind: 'status' as const, id } }
      : { kind: 'edit' as const, target: id, about: status },
  }
}

const taken = (draft: Draft): Draft => draft.state === 'queued' ? { ...draft, state: 'draft' } : draft

async function kept(wish: ComposeWish): Promise<Draft | null> {
  if (wish.draft) return wish.draft === 'new' ? null : await readDraft(wish.draft) ?? null
  const all = (await allDrafts()).filter(({ state }) => state !== 'queued')
  if (wish.reply) return all.find(({ kind, target, replaces }) => kind === 'reply' && target === wish.reply && !replaces) ?? null
  if (wish.edit) return all.find(({ kind, target }) => kind === 'edit' && target === wish.edit) ?? null
  if (wish.redraft) return all.find(({ replaces }) => replaces?.kind === 'status' && replaces.id === wish.redraft) ?? null
  if (wish.quote || wish.mention || wish.text || wish.visibility) return null
  return all.find(({ kind, replaces }) => kind === 'post' && !replaces) ?? null
}

/** The draft for a wish. `fresh`: it was not kept before. Fails as the API does when a post is not to be had. */
export async function beginDraft(wish: ComposeWish): Promise<{ draft: Draft; fresh: boolean }> {
  const known = await kept(wish).catch(() => null)
  if (known) return { draft: taken(known), fresh: false }
  const blank = emptyDraft()
  const text = [wish.mention ? `@${wish.mention} ` : '', wish.text ?? ''].join('')
  const visibility = wish.visibility ? visibilityIn(wish.visibility) : blank.visibility
  if (wish.edit) return { draft: await fromOwn(wish.edit, false), fresh: true }
  if (wish.redraft) return { draft: await fromOwn(wish.redraft, true), fresh: true }
  if (wish.quote) return { draft: { ...blank, kind: 'quote', target: wish.quote, about: await load(wish.quote) }, fresh: true }
  if (!wish.reply) return { draft: { ...blank, text, visibility }, fresh: true }
  const reply = answering(blank, await load(wish.reply))
  return { draft: { ...reply, text: reply.text + text }, fresh: true }
}
