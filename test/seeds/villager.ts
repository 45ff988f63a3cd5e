// What people of a seeded village do, one short sentence each, through the same verbs that the API calls.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createToken } from '#domain/access/tokens.ts'
import { defaultUserSettings } from '#domain/access/user-settings.ts'
import { storePicture } from '#domain/accounts/profile-pictures.ts'
import { updateProfile } from '#domain/accounts/update-profile.ts'
import { bookmark } from '#domain/interactions/bookmark.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { pin } from '#domain/interactions/pin.ts'
import { uploadMedia } from '#domain/media/create-media.ts'
import { vote } from '#domain/polls/vote.ts'
import { composeStatus, type StatusInput } from '#domain/statuses/compose-status.ts'
import type { Visibility } from '#domain/statuses/draft.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { makePerson } from '#cli/people.ts'
import type { Wiring } from '#main/wiring.ts'
import { boosts, follows } from './village.ts'

export interface Words {
  answering?: number
  visibility?: Visibility
  warning?: string
  language?: string
  pictures?: number[]
  poll?: StatusInput['poll']
  /** Under 360: what is older does not enter anybody's home. */
  minutesAgo?: number
}

/** Avatar and banner are drawn, or plain in `colour`. */
export interface Description {
  displayName: string; note: string; colour: string
  fields?: { name: string; value: string }[]
  avatar?: string; avatarDescription?: string; banner?: string
  locked?: boolean; bot?: boolean; discoverable?: boolean
}

export interface Villager {
  readonly name: string
  readonly accountId: number
  readonly userId: number
  token(scopes: string): Promise<string>
  describes(words: Description): Promise<void>
  posts(text: string, words?: Words): Promise<number>
  /** Answers somebody's post, naming them. */
  answers(statusId: number, to: { name: string }, text: string, words?: Words): Promise<number>
  /** Uploads a drawn picture with its description; returns what a post carries. */
  draws(svg: string, description: string): Promise<number>
  boosts(statusId: number): Promise<number>
  likes(...statusIds: number[]): Promise<void>
  keeps(statusId: number): Promise<void>
  pins(statusId: number): Promise<void>
  votes(statusId: number, ...choices: number[]): Promise<void>
  follows(...others: { accountId: number }[]): Promise<void>
}

const MINUTE = 60_000

/** Draws an SVG into a file for as long as `use` takes. */
export async function drawn<R>(svg: string, use: (path: string) => Promise<R>): Promise<R> {
  const folder = mkdtempSync(join(tmpdir(), 'covey-drawing-'))
  try {
    const path = join(folder, 'drawing.webp')
    await sharp(Buffer.from(svg)).webp({ quality: 82, effort: 2 }).toFile(path)
    return await use(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const plain = (colour: string, width: number, height: number, letter: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
  <rect width="100%" height="100%" fill="${colour}"/><text x="50%" y="50%" dy="0.35em" text-anchor="middle" font-family="sans-serif" font-size="${height / 2}" fill="white">${letter}</text></svg>`

/** Makes somebody who may sign in with `password`. */
export async function settle(house: Wiring, name: string, { password, role = '' }: { password: string; role?: string }): Promise<Villager> {
  return villager(house, name, await makePerson(house, { username: name, email: emailOf(name), password, role, confirmed: true, approved: true }))
}

/** What everybody's e-mail address looks like. */
export const emailOf = (name: string): string => `${name}@village.example`

/** The hands of somebody who is here already. */
export function villager(house: Wiring, name: string, { accountId, userId }: { accountId: number; userId: number }): Villager {
  const posts: Villager['posts'] = async (text, { warning = '', pictures = [], poll = null, minutesAgo = 0, ...words } = {}) => (await house.write(async (tx) => postStatus(tx, {
    ...await composeStatus(tx, {
      accountId, text, spoilerText: warning, sensitive: null, visibility: words.visibility ?? null, language: words.language ?? null,
      inReplyToId: words.answering ?? null, mediaIds: pictures, poll, appId: null,
      defaults: { visibility: defaultUserSettings.default_privacy, sensitive: false, language: 'en', quotePolicy: defaultUserSettings.default_quote_policy },
    }),
    createdAt: tx.now - minutesAgo * MINUTE,
  }))).statusId
  return {
    name, accountId, userId,
    token: async (scopes) => (await house.write((tx) => createToken(tx, { userId, scopes }))).token,
    async describes({ displayName, note, fields = [], colour, avatar, avatarDescription = '', banner, locked = false, bot = false, discoverable = true }) {
      const [face, sight] = await Promise.all([
        drawn(avatar ?? plain(colour, 400, 400, displayName.slice(0, 1)), (path) => storePicture(house, 'avatar', path)),
        drawn(banner ?? plain(colour, 1500, 500, ''), (path) => storePicture(house, 'header', path)),
      ])
      await house.write((tx) => updateProfile(tx, accountId, {
        displayName, note, fields, locked, bot, discoverable, indexable: discoverable, avatar: face, avatarDescription, header: sight,
      }))
    },
    posts,
    answers: (statusId, to, text, words = {}) => posts(`@${to.name} ${text}`, { ...words, answering: statusId }),
    draws: (svg, description) => drawn(svg, (path) => uploadMedia(house, house, { accountId, path }, { description })),
    boosts: (statusId) => boosts(house, accountId, statusId),
    likes: async (...statusIds) => { for (const id of statusIds) await house.write((tx) => favourite(tx, accountId, id)) },
    keeps: async (statusId) => { await house.write((tx) => bookmark(tx, accountId, statusId)) },
    pins: async (statusId) => { await house.write((tx) => pin(tx, accountId, statusId)) },
    async votes(statusId, ...choices) {
      const poll = await house.db.selectFrom('polls').select('id').where('status_id', '=', statusId).executeTakeFirstOrThrow()
      await house.write((tx) => vote(tx, accountId, poll.id, choices))
    },
    follows: async (...others) => { for (const other of others) await follows(house, accountId, other.accountId) },
  }
}
