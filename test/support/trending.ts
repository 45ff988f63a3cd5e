// A server with something that trends: a hashtag, a post and an article that six people spoke of.
import { keepCard } from '#domain/cards/keep-card.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { refreshTrends } from '#domain/trends/refresh.ts'
import { draftOf } from '#test/seeds/village.ts'
import { startPeopledServer, type PeopledServer } from './people.ts'
import type { TestServer } from './server.ts'

export const TRENDING_LINK = 'https://paper.example/storm'

const details = {
  type: 'link' as const, title: 'Storm over the harbour', description: 'Boats stay in', authorName: 'A. Writer', authorUrl: 'https://paper.example/writer',
  providerName: 'The Paper', providerUrl: 'https://paper.example/', html: '', width: 640, height: 320, embedUrl: '', imageDescription: '',
  blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj', publishedAt: Date.UTC(2026, 4, 1), isArticle: true,
}

/** Six people speak of the same article, like each other's posts, and what trends is computed. */
export async function makeTrends(server: TestServer): Promise<void> {
  const { house } = server
  const text = `#storm <a href="${TRENDING_LINK}">${TRENDING_LINK}</a>`
  const posted: number[] = []
  for (let index = 0; index < 6; index++) {
    const { accountId } = await server.member(`sailor${index}`)
    await house.write(async (tx) => {
      await tx.db.updateTable('accounts').set({ discoverable: 1 }).where('id', '=', accountId).execute()
      posted.push((await postStatus(tx, draftOf(accountId, text, { tags: ['storm'], language: 'en' }))).statusId)
      for (const id of posted.slice(0, -1)) await favourite(tx, accountId, id)
    })
  }
  const card = await house.db.selectFrom('preview_cards').select('id').where('url', '=', TRENDING_LINK).executeTakeFirstOrThrow()
  await house.write((tx) => keepCard(tx, card.id, { details, language: 'en', image: { url: 'https://paper.example/storm.png', key: null }, creator: null }))
  await refreshTrends(house)
}

/** As {@link startPeopledServer}, with six more people who speak of the same things, and the trends computed. */
export async function startTrendingServer(options: Parameters<typeof startPeopledServer>[0] = {}): Promise<PeopledServer> {
  const peopled = await startPeopledServer(options)
  await makeTrends(peopled.server)
  return peopled
}
