// What a member does to another account: follow, block, mute, note, endorse. Each answers how the two now stand.
import { z } from 'zod'
import { accountExists } from '#domain/accounts/queries.ts'
import { invalid, missing } from '#domain/refusals.ts'
import { block, unblock } from '#domain/relationships/block.ts'
import { follow } from '#domain/relationships/follow.ts'
import { mute, unmute } from '#domain/relationships/mute.ts'
import { setNote } from '#domain/relationships/note.ts'
import { removeFollower, unfollow } from '#domain/relationships/unfollow.ts'
import { normaliseLanguage } from '#domain/text/language.ts'
import type { Tx } from '#domain/context.ts'
import { showRelationship, type Relationship } from '#entities/relationship.ts'
import { flag, list, text, whole } from '../params/types.ts'
import { route, type Call, type HttpMethod, type Route } from '../route.ts'

const followInput = z.object({ reblogs: flag(), notify: flag(), languages: list(z.string()) })
const muteInput = z.object({ notifications: flag(), duration: whole() })
const noteInput = z.object({ comment: text() })

type Verb = (tx: Tx, accountId: number, targetId: number) => Promise<unknown>
type Relating = Pick<Call, 'ctx' | 'user' | 'id'>

/** Runs a verb on the account that the path names, and shows the outcome. */
async function relate(call: Relating, verb: Verb): Promise<Relationship> {
  const me = call.user().accountId
  const target = call.id()
  await call.ctx.write(async (tx) => {
    if (!await accountExists(tx.db, target)) throw missing()
    await verb(tx, me, target)
  })
  return showRelationship(call.ctx, me, target)
}

const languagesOf = (codes: readonly string[] | undefined): string[] | undefined => codes?.map((code) => {
  const language = normaliseLanguage(code)
  if (language === null) throw invalid('Languages is invalid')
  return language
})

// Mastodon tells at once that a follow will be accepted when nobody has to decide; apps show their button by it.
async function followAccount(call: Call<z.output<typeof followInput>>): Promise<Relationship> {
  const { reblogs, notify, languages } = call.input
  const chosen = languagesOf(languages)
  let foregone = false
  const relationship = await relate(call, async (tx, me, target) => {
    const outcome = await follow(tx, me, target, { reblogs, notify, languages: chosen })
    foregone = outcome.foregone
  })
  return foregone ? { ...relationship, following: true, requested: false } : relationship
}

const muteAccount = (call: Call<z.output<typeof muteInput>>): Promise<Relationship> => {
  const { notifications, duration = 0 } = call.input
  return relate(call, (tx, me, target) => mute(tx, me, target, { notifications, durationMs: duration * 1000 }))
}

const noteAccount = (call: Call<z.output<typeof noteInput>>): Promise<Relationship> =>
  relate(call, (tx, me, target) => setNote(tx, me, target, call.input.comment ?? ''))

const plain = (name: string, scope: string, verb: Verb): Route =>
  route(`${'POST' satisfies HttpMethod} /api/v1/accounts/:id/${name}`, { contract: `accounts#${name}`, scopes: [scope], handle: (call) => relate(call, verb) })

export const relationshipRoutes: Route[] = [
  route('POST /api/v1/accounts/:id/follow', { contract: 'accounts#follow', scopes: ['write:follows'], input: followInput, handle: followAccount }),
  plain('unfollow', 'write:follows', unfollow),
  plain('remove_from_followers', 'write:follows', removeFollower),
  plain('block', 'write:blocks', block),
  plain('unblock', 'write:blocks', unblock),
  route('POST /api/v1/accounts/:id/mute', { contract: 'accounts#mute', scopes: ['write:mutes'], input: muteInput, handle: muteAccount }),
  plain('unmute', 'write:mutes', unmute),
  route('POST /api/v1/accounts/:id/note', { contract: 'accounts#note', scopes: ['write:accounts'], input: noteInput, handle: noteAccount }),
]
