// A home with thousands of posts, written as rows in bulk: too many for the verbs that make real ones. Long and short
// texts, pictures of two shapes, boosts, warnings and links are mixed as people mix them.
import { firstIdAt } from '#machinery/ids/ids.ts'
import type { Tables } from '#domain/tables.ts'
import type { Insertable } from 'kysely'
import type { Member } from '#test/support/members.ts'
import type { TestServer } from '#test/support/server.ts'
import { appOn } from '#test/support/app.ts'

const WORDS = 'harbour bread morning train quiet window garden letter bridge summer kettle market winter river lantern paper orchard ferry cloud story'.split(' ')
const ROWS_AT_ONCE = 100
const APART_MS = 60_000

const sentence = (n: number): string => Array.from({ length: 4 + (n * 7) % 26 }, (_, i) => WORDS[(n * 13 + i * 5) % WORDS.length]).join(' ')

/** Text of the post with this number: what no other says is its number. */
const contentOf = (n: number): string =>
  `<p>No. ${n}: ${sentence(n)}${n % 5 === 0 ? ' <a href="https://elsewhere.example/a/long/way" rel="nofollow noopener" target="_blank"><span class="invisible">https://</span><span class="ellipsis">elsewhere.example/a/long</span><span class="invisible">/way</span></a>' : ''}</p>${n % 9 === 0 ? `<p>${sentence(n + 3)}</p>` : ''}`

type Kind = 'plain' | 'picture' | 'boost' | 'warning'
const kindOf = (n: number): Kind => n % 16 === 3 ? 'picture' : n % 11 === 5 ? 'boost' : n % 37 === 1 ? 'warning' : 'plain'

/** Fills the home of `reader` with `count` posts by `author`, a minute apart, the newest a minute old. The last is number 0. */
export async function fillHome(server: TestServer, reader: Member, author: Member, count: number): Promise<void> {
  const { upload } = appOn(() => server)
  const picture = await upload(author, { description: 'A gull on a bollard' })
  const { house } = server
  const shape = await house.db.selectFrom('media_attachments').selectAll().where('id', '=', Number(picture.body.id)).executeTakeFirstOrThrow()
  const newest = Date.now()
  const idOf = (n: number): number => firstIdAt(newest - (count - n) * APART_MS) + 7
  const statuses: Insertable<Tables['statuses']>[] = []
  const media: Insertable<Tables['media_attachments']>[] = []
  const entries: Insertable<Tables['feed_entries']>[] = []
  for (let n = 0; n < count; n++) {
    const [id, kind, createdAt] = [idOf(n), kindOf(n), newest - (count - n) * APART_MS]
    const boosted = kind === 'boost' && kindOf(n - 1) !== 'boost' ? idOf(n - 1) : null
    const who = boosted ? reader : author
    statuses.push({
      id, account_id: who.accountId, uri: null, url: null, text: boosted ? null : 'words', content: boosted ? '' : contentOf(n), spoiler_text: kind === 'warning' ? 'About work' : '', sensitive: 0,
      visibility: 'public', language: 'en', local: 1, reblog_of_id: boosted, thread_id: boosted ? null : id, media_ids: kind === 'picture' ? `[${id + 1}]` : '[]', favourites_count: n % 4, created_at: createdAt,
    })
    if (kind === 'picture') media.push({ ...shape, id: id + 1, status_id: id, created_at: createdAt })
    entries.push({ feed_id: reader.accountId, status_id: id, account_id: who.accountId, reblog_of_id: boosted })
  }
  // Feeds know whom they are of once something was put into them.
  for (let at = 0; at < count; at += ROWS_AT_ONCE) {
    const part = <T>(rows: T[]): T[] => rows.slice(at, at + ROWS_AT_ONCE)
    await house.write(async (tx) => {
      await tx.db.insertInto('statuses').values(part(statuses)).execute()
      await tx.db.insertInto('feed_entries').values(part(entries)).execute()
      if (part(media).length) await tx.db.insertInto('media_attachments').values(part(media)).execute()
    })
  }
}
