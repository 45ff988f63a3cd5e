// What members do with an announcement: put it away, and answer it with an emoji.
import type { Tx } from '#domain/context.ts'
import { emojisByKey } from '#domain/instance/custom-emojis.ts'
import { invalid, missing } from '#domain/refusals.ts'
import { EVERYBODY } from './announce.ts'

/** Different emojis under one announcement, as in Mastodon. */
const KINDS = 8

async function published(tx: Tx, id: number): Promise<void> {
  const row = await tx.db.selectFrom('announcements').select('id').where('id', '=', id).where('published_at', 'is not', null).executeTakeFirst()
  if (!row) throw missing()
}

/** A character that Unicode recommends as an emoji; many keyboards leave the presentation selector out. */
function isEmoji(name: string): boolean {
  const emoji = /^\p{RGI_Emoji}$/v
  return emoji.test(name) || emoji.test(`${name}\ufe0f`)
}

const tell = (tx: Tx, id: number, name: string): void => tx.publish({ event: 'announcement.reaction', id, part: name, streams: [EVERYBODY] })

/** Marks an announcement as read. Idempotent; refuses one that is not published. */
export async function dismissAnnouncement(tx: Tx, accountId: number, id: number): Promise<void> {
  await published(tx, id)
  await tx.db.insertInto('announcement_reads').values({ announcement_id: id, account_id: accountId }).onConflict((on) => on.doNothing()).execute()
}

/** Adds a member's emoji: a character, or one of the community's own by its shortcode. Idempotent; at most eight different ones. */
export async function reactTo(tx: Tx, accountId: number, id: number, name: string): Promise<void> {
  await published(tx, id)
  const known = (await emojisByKey(tx.db, [name])).get(name)
  const custom = known?.host === null ? known : undefined
  if (!custom && !isEmoji(name)) throw invalid('Name is not a recognized emoji')
  const others = await tx.db.selectFrom('announcement_reactions').select('name').distinct().where('announcement_id', '=', id).execute()
  if (others.length >= KINDS && !others.some((one) => one.name === name)) throw invalid('Limit of different reactions reached')
  const added = await tx.db.insertInto('announcement_reactions')
    .values({ announcement_id: id, name, account_id: accountId, emoji_id: custom?.id ?? null, id: tx.id() })
    .onConflict((on) => on.doNothing()).returning('id').executeTakeFirst()
  if (added) tell(tx, id, name)
}

/** Takes a member's emoji back; refuses one that is not there. */
export async function unreactTo(tx: Tx, accountId: number, id: number, name: string): Promise<void> {
  await published(tx, id)
  const gone = await tx.db.deleteFrom('announcement_reactions').where('announcement_id', '=', id).where('name', '=', name)
    .where('account_id', '=', accountId).returning('id').executeTakeFirst()
  if (!gone) throw missing()
  tell(tx, id, name)
}
