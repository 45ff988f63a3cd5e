// oEmbed (https://oembed.com): how another site shows one of our public posts in a frame.
import { z } from 'zod'
import { findByHandle } from '#domain/accounts/queries.ts'
import { parseLocalUrl } from '#domain/addresses.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { missing } from '#domain/refusals.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { escapeHtml } from '#domain/text/escape.ts'
import { showStatus } from '#entities/status-bundle.ts'
import { text, whole } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const input = z.object({ url: text(), maxwidth: whole(), maxheight: whole() })

const DEFAULT_WIDTH = 400
const NARROWEST = 240
const HEIGHT = 480
const A_DAY = 86_400

/** The post that an address of ours names, by its page, its frame or its network id; null if it is not for everybody. */
async function postAt({ ctx }: Call, url: string) {
  const local = parseLocalUrl(ctx.config, url.replace(/\/embed\/?$/, ''))
  if (local?.kind !== 'status') return null
  const row = await statusRow(ctx.db, local.id)
  if (!row || row.local !== 1 || row.reblog_of_id !== null || (await visibleTo(ctx.db, null, [row.id])).length === 0) return null
  const status = await showStatus(ctx, null, row.id)
  const [, named] = /\/@(\w+)\//.exec(url) ?? []
  const owner = named === undefined ? null : await findByHandle(ctx.db, named, null)
  return status && (named === undefined || owner?.id === row.account_id) ? status : null
}

async function oembed(call: Call<z.output<typeof input>>): Promise<unknown> {
  const { ctx, input: { url = '', maxwidth, maxheight } } = call
  const status = await postAt(call as unknown as Call, url)
  if (!status) throw missing()
  const width = Math.max(NARROWEST, maxwidth ?? DEFAULT_WIDTH)
  const height = maxheight === undefined ? null : Math.max(1, maxheight)
  const { account } = status
  const { name } = await readSettings(ctx.db)
  const frame = escapeHtml(`${ctx.config.origin}/@${account.username}/${status.id}/embed`)
  const title = `${account.display_name || account.username} (@${account.username}@${ctx.config.domain})`
  return {
    type: 'rich', version: '1.0', title, author_name: account.display_name || account.username, author_url: account.url,
    provider_name: name, provider_url: `${ctx.config.origin}/`, cache_age: A_DAY,
    html: `<iframe src="${frame}" title="${escapeHtml(title)}" width="${width}" height="${height ?? HEIGHT}" loading="lazy" allowfullscreen style="border:0;max-width:100%"></iframe>`,
    width, height,
  }
}

export const oembedRoutes: Route[] = [
  route('GET /api/oembed', { contract: 'oembed#get', auth: 'public', input, handle: oembed }),
]
