// How one kind of software says things: its person, what it writes, what it does to a post of ours, and what our API
// should make of each. The payloads are written anew after what such servers send; only addresses differ.
import { PUBLIC, type Doc } from '../simulated-peer.ts'

/** Where the software is played, and what it can point at here. */
export interface Place { origin: string; host: string; ada: string; adasPost: string }

/** The status entity, as far as it is looked at; what is not named must be empty, false, public. */
export interface Expected {
  /** `@@` stands for the origin without its scheme. */
  content: string
  url?: string
  spoiler_text?: string
  sensitive?: boolean
  visibility?: string
  language?: string
  media?: { type: string; description?: string; focus?: string; size?: string }[]
  tags?: string[]
  emojis?: string[]
  mentions?: string[]
  poll?: string[]
  quote?: 'accepted' | 'pending'
}

export interface Write {
  /** What it shows. */
  readonly what: string
  /** How it comes: by its author, or by the community that the author wrote in. */
  readonly via?: 'Create' | 'Announce' | 'Announce of Create'
  readonly object: (at: Place, me: string) => Doc
  readonly expect: Expected
}

/** Something done to a post of ours. */
export interface Deed { readonly what: string; readonly activity: (at: Place, me: string) => Doc; readonly counts: 'favourites_count' | 'reblogs_count' }

export interface Software {
  readonly software: string
  readonly actor: (at: Place) => Doc
  readonly expectActor: { display_name: string; bot?: boolean; group?: boolean; fields?: number; locked?: boolean; avatar?: boolean }
  readonly community?: (at: Place) => Doc
  readonly writes: readonly Write[]
  readonly deeds?: readonly Deed[]
}

/** An actor at `path`, in the fewest words; `more` adds its dialect. */
export const actorAt = (at: Place, path: string, name: string, more: Doc = {}): Doc => ({
  '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
  id: `${at.origin}${path}`, type: 'Person', preferredUsername: name, inbox: `${at.origin}${path.replace(/[?].*|\/$/, '')}/inbox`,
  followers: `${at.origin}${path.replace(/[?].*|\/$/, '')}/followers`, ...more,
})

/** A post at `path` by `me`, for everybody. */
export const postAt = (at: Place, path: string, me: string, more: Doc): Doc => ({
  id: `${at.origin}${path}`, type: 'Note', attributedTo: me, published: '2026-05-01T10:00:00Z', to: [PUBLIC], cc: [`${me.replace(/[?].*|\/$/, '')}/followers`], ...more,
})

/** An act of `me` on something. */
export const actAt = (at: Place, path: string, type: string, me: string, more: Doc): Doc => ({
  '@context': 'https://www.w3.org/ns/activitystreams', id: `${at.origin}${path}`, type, actor: me, ...more,
})

export const custom = (at: Place, name: string, more: Doc = {}): Doc =>
  ({ type: 'Emoji', name: `:${name}:`, icon: { type: 'Image', mediaType: 'image/png', url: `${at.origin}/emoji/${name}.png` }, ...more })
