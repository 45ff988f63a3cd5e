// The job that fetches a page that posts link to: one site is asked once at a time, and all sites together a few.
import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '#domain/context.ts'
import { keepRemoteFile, type RemoteTools } from '#domain/media/keep-remote-file.ts'
import type { Row } from '#domain/tables.ts'
import type { Outbound } from '#machinery/http/outbound.ts'
import { fetchPage, type FetchedPage } from '#machinery/link-preview/fetch-page.ts'
import { FETCH_CARD, KEPT_MS } from './card.ts'
import { composeCard, type Composed } from './compose-card.ts'
import { agreesToBeNamed, cardRow, keepCard, keepNothing, type FoundCard } from './keep-card.ts'

export interface CardTools extends Context, RemoteTools {
  readonly outbound: Outbound
  /** Finds whoever has this handle, here or elsewhere. */
  findPerson(handle: string): Promise<number | null>
}

const AT_ONCE = 6
/** After one fetch, a site is left alone for so long, ms. */
const PAUSE_MS = 500
const LATER_MS = 3_000
const ATTEMPTS = 3
const MAX_IMAGE = 8 * 1_048_576
const IMAGE_MS = 10_000

async function imageOf(ctx: CardTools, url: string): Promise<{ url: string; key: string | null; blurhash: string | null; width: number; height: number } | null> {
  const answer = await ctx.outbound.request(url, { maxBytes: MAX_IMAGE, timeoutMs: IMAGE_MS, acceptTypes: ['image/*'] })
  const kept = answer.ok && answer.status === 200 ? await keepRemoteFile(ctx, 'card', { bytes: answer.body }) : null
  if (!kept) return null
  const { width = 0, height = 0 } = (kept.meta?.['original'] ?? {}) as { width?: number; height?: number }
  return { url, key: kept.key, blurhash: kept.blurhash ?? null, width, height }
}

async function creatorOf(ctx: CardTools, creator: string | null, host: string): Promise<FoundCard['creator']> {
  const accountId = creator === null ? null : await ctx.findPerson(creator)
  return accountId === null ? null : { accountId, agrees: await agreesToBeNamed(ctx.db, accountId, host) }
}

async function finish(ctx: CardTools, page: FetchedPage, { details, language, imageUrl, creator }: Composed): Promise<FoundCard> {
  const image = imageUrl === null ? null : await imageOf(ctx, imageUrl)
  const sized = details.type === 'link' && image ? { width: image.width, height: image.height } : {}
  return {
    details: { ...details, ...sized, blurhash: image?.blurhash ?? null }, language,
    image: image && { url: image.url, key: image.key }, creator: await creatorOf(ctx, creator, new URL(page.url).hostname),
  }
}

async function fetchCard(ctx: CardTools, card: Row<'preview_cards'>, attempts: number): Promise<void> {
  const outcome = await fetchPage(ctx.outbound, card.url)
  if (!outcome.ok && outcome.temporary && attempts < ATTEMPTS) throw new Error(`a linked page: ${outcome.reason}`)
  const composed = outcome.ok ? composeCard(outcome.page) : null
  if (!outcome.ok || !composed) return ctx.write((tx) => keepNothing(tx, card.id))
  const found = await finish(ctx, outcome.page, composed)
  await ctx.write((tx) => keepCard(tx, card.id, found))
}

/** The handler of `cards.fetch`. What is fresh by then is left alone; a site that is being asked already is asked later. */
export function cardJobs(ctx: CardTools) {
  const busy = new Set<string>()
  return {
    async [FETCH_CARD]({ cardId }: { cardId: number }, { attempts }: { attempts: number }): Promise<void> {
      const card = await cardRow(ctx.db, cardId)
      const now = ctx.clock.now()
      if (!card || (card.state !== 'waiting' && (card.fetched_at ?? 0) > now - (card.state === 'ready' ? KEPT_MS : PAUSE_MS))) return
      if (busy.has(card.host) || busy.size >= AT_ONCE) {
        return ctx.write((tx) => tx.enqueue({ kind: FETCH_CARD, payload: { cardId }, key: `${FETCH_CARD}:${cardId}`, runAt: now + LATER_MS, priority: 6 }))
      }
      busy.add(card.host)
      try {
        await fetchCard(ctx, card, attempts)
      } finally {
        void wait(PAUSE_MS, undefined, { ref: false }).then(() => busy.delete(card.host))
      }
    },
  }
}
