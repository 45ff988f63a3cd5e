// Talking to a test server as an app does about statuses: the entities as far as tests look at them, and short calls.
import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { CallOptions, TestServer } from './server.ts'
import type { Member } from './members.ts'

export interface Media { id: string; url: string; preview_url: string; description: string | null; meta: { focus?: object; original: { size: string } }; blurhash: string }
export interface Poll { id: string; options: { votes_count: number }[]; votes_count: number; voted: boolean; own_votes: number[]; expired: boolean }
export interface Status {
  id: string; content: string; text?: string; visibility: string; spoiler_text: string; sensitive: boolean; language: string
  in_reply_to_id: string | null; favourites_count: number; reblogs_count: number; replies_count: number; edited_at: string | null
  favourited: boolean; reblogged: boolean; bookmarked: boolean; muted: boolean; pinned: boolean
  reblog: Status | null; media_attachments: Media[]; mentions: { acct: string }[]; tags: { name: string }[]; poll: Poll | null; account: { acct: string }
}
export interface Scheduled { id: string; scheduled_at: string; params: { text: string }; media_attachments: Media[] }

/** The calls, in somebody's name; null is nobody's. */
export function appOn(server: () => TestServer) {
  const as = <T = Status>(who: Member | null, method: string, path: string, options: CallOptions = {}) =>
    server().call<T>(method, `/api/v1${path}`, { ...options, ...(who ? { token: who.token } : {}) })
  return {
    as,
    async post(who: Member, status: string, rest: object = {}): Promise<Status> {
      const answer = await as(who, 'POST', '/statuses', { json: { status, ...rest } })
      assert.equal(answer.status, 200, answer.text)
      return answer.body
    },
    async upload(who: Member, fields: Record<string, string> = {}) {
      const form = new FormData()
      const bytes = await sharp({ create: { width: 60, height: 30, channels: 3, background: '#06c' } }).png().toBuffer()
      form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png')
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      return server().call<Media>('POST', '/api/v2/media', { token: who.token, multipart: form })
    },
  }
}

/** Holds an answer against a status and the words of its error. */
export function says(answer: { status: number; body: unknown }, status: number, error: string | RegExp): void {
  assert.equal(answer.status, status)
  const told = (answer.body as { error: string }).error
  if (typeof error === 'string') assert.equal(told, error)
  else assert.match(told, error)
}
