// WebFinger (RFC 7033): from a handle, or from the address of an actor or its page, to the actor.
import type { FastifyInstance } from 'fastify'
import type { Config } from '#machinery/config/config.ts'
import { inertContentType } from '#machinery/storage/storage.ts'
import { accountRow, findByHandle, type AccountRow } from '#domain/accounts/queries.ts'
import { accountUrl, actorUri, fileUrl, INSTANCE_ACCOUNT_ID, parseLocalUrl } from '#domain/addresses.ts'
import type { Reader } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { normaliseHost } from '#domain/text/names.ts'
import type { DocumentContext } from '../documents/serve.ts'

const MALFORMED = () => new Refusal('input.malformed', { text: 'The resource must be acct:name@domain or an address of ours' })

/** The account a resource names: `acct:name@domain`, with or without `acct:` and a leading `@`, or a URL of ours. */
async function accountFor(db: Reader, config: Config, resource: string): Promise<AccountRow | null> {
  if (/^https?:\/\//i.test(resource)) return byUrl(db, config, resource)
  const [, username = '', host = ''] = /^(?:acct:)?@?([^@/\s]+)@([^@/\s]+)$/i.exec(resource.trim()) ?? []
  if (username === '') throw MALFORMED()
  const domain = normaliseHost(host)
  if (domain !== config.domain && domain !== config.webDomain) return null
  // Mastodon names a server's own actor after its domain; so do those who ask for it.
  if (normaliseHost(username) === config.domain) return accountRow(db, INSTANCE_ACCOUNT_ID)
  return findByHandle(db, username, null)
}

async function byUrl(db: Reader, config: Config, url: string): Promise<AccountRow | null> {
  if (url.replace(/\/$/, '').toLowerCase() === config.origin) return accountRow(db, INSTANCE_ACCOUNT_ID)
  const origin = url.slice(0, config.origin.length).toLowerCase()
  const local = parseLocalUrl(config, origin + url.slice(config.origin.length).replace(/\/$/, ''))
  if (local?.kind !== 'account') return null
  return 'id' in local ? accountRow(db, local.id) : findByHandle(db, local.username, null)
}

/** The JRD of a local account. */
function descriptor(config: Config, row: AccountRow) {
  const actor = actorUri(config, row.id)
  const isInstance = row.id === INSTANCE_ACCOUNT_ID
  const page = isInstance ? `${config.origin}/about` : accountUrl(config, row)
  return {
    subject: `acct:${row.username}@${config.domain}`,
    aliases: isInstance ? [actor] : [page, actor],
    links: [
      { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: page },
      { rel: 'self', type: 'application/activity+json', href: actor },
      ...(isInstance ? [] : [{ rel: 'http://ostatus.org/schema/1.0/subscribe', template: `${config.origin}/authorize_interaction?uri={uri}` }]),
      ...(row.avatar_key === null || row.suspended_at !== null ? []
        : [{ rel: 'http://webfinger.net/rel/avatar', type: inertContentType(row.avatar_key), href: fileUrl(config, row.avatar_key) }]),
    ],
  }
}

/** Mounts `/.well-known/webfinger`. Anybody may ask, from any page; deleted accounts are 410. */
export function webfingerRoute(app: FastifyInstance, { db, config }: Pick<DocumentContext, 'db' | 'config'>): void {
  app.get('/.well-known/webfinger', async (request, reply) => {
    reply.header('access-control-allow-origin', '*')
    const { resource } = request.query as Record<string, unknown>
    if (typeof resource !== 'string' || resource === '' || resource.length > 2000) throw MALFORMED()
    const row = await accountFor(db, config, resource)
    if (!row || row.host !== null || row.pending === 1) throw missing()
    if (row.deleted_at !== null) throw new Refusal('record.gone')
    return reply.header('content-type', 'application/jrd+json; charset=utf-8').header('cache-control', 'public, max-age=180')
      .send(JSON.stringify(descriptor(config, row)))
  })
}
