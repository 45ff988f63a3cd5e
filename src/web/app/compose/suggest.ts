// What somebody may be about to type: people after @, hashtags after #, emojis after a colon.
import type { Account, CustomEmoji } from '../../props/entities.ts'
import { get } from '../api.ts'

export type Suggestion =
  | { kind: 'person'; value: string; account: Account }
  | { kind: 'tag'; value: string; uses: number }
  | { kind: 'emoji'; value: string; emoji: CustomEmoji }

export interface Token { start: number; end: number; text: string }

const MOST = 5

/** The word at the caret, if it begins like a mention, a hashtag or an emoji. */
export function tokenAt(text: string, caret: number): Token | null {
  const word = /(?:^|[\s(（])([@#＃:][^\s:#＃]*)$/u.exec(text.slice(0, caret))?.[1]
  if (!word || word.length < (word.startsWith(':') ? 3 : 2)) return null
  return { start: caret - word.length, end: caret, text: word }
}

/** The text with a suggestion in the place of what was typed, and where the caret stands then. */
export function complete(text: string, { start, end }: Token, value: string): { text: string; caret: number } {
  const rest = text.slice(end)
  const put = value + (/^\s/.test(rest) ? '' : ' ')
  return { text: text.slice(0, start) + put + rest, caret: start + value.length + 1 }
}

let emojis: Promise<CustomEmoji[]> | null = null

async function emojisLike(name: string): Promise<Suggestion[]> {
  emojis ??= get<(CustomEmoji & { visible_in_picker?: boolean })[]>('/api/v1/custom_emojis').then((all) => all.filter((one) => one.visible_in_picker !== false))
  const all = await emojis.catch((error: unknown) => {
    emojis = null
    throw error
  })
  const wanted = name.toLowerCase()
  const found = all.filter(({ shortcode }) => shortcode.toLowerCase().includes(wanted))
  return found.sort((a, b) => Number(b.shortcode.toLowerCase().startsWith(wanted)) - Number(a.shortcode.toLowerCase().startsWith(wanted)))
    .slice(0, MOST).map((emoji) => ({ kind: 'emoji', value: `:${emoji.shortcode}:`, emoji }))
}

async function peopleLike(name: string): Promise<Suggestion[]> {
  const found = await get<Account[]>('/api/v1/accounts/search', { q: name, limit: MOST })
  return found.slice(0, MOST).map((account) => ({ kind: 'person', value: `@${account.acct}`, account }))
}

async function tagsLike(name: string): Promise<Suggestion[]> {
  const { hashtags } = await get<{ hashtags: { name: string; history?: { accounts: string }[] }[] }>('/api/v2/search', { q: `#${name}`, type: 'hashtags', limit: MOST })
  return hashtags.slice(0, MOST).map((tag) => ({ kind: 'tag', value: `#${tag.name}`, uses: (tag.history ?? []).slice(0, 2).reduce((sum, day) => sum + Number(day.accounts), 0) }))
}

/** At most five; none for what is no beginning of anything. */
export function suggestionsFor({ text }: Token): Promise<Suggestion[]> {
  const name = text.slice(1)
  if (text.startsWith('@')) return peopleLike(name)
  return text.startsWith(':') ? emojisLike(name) : tagsLike(name)
}
