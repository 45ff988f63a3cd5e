// Apps introduce themselves, and ask who they are.
import { z } from 'zod'
import { appById, createApp, type App } from '#domain/access/apps.ts'
import { parseScopes } from '#domain/access/scopes.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { Refusal } from '#domain/refusals.ts'
import { text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const uris = z.preprocess((value) => Array.isArray(value) ? value : typeof value === 'string' ? value.split(/\s+/) : [], z.array(z.string()))
  .transform((list) => list.map((uri) => uri.trim()).filter(Boolean))

const createInput = z.object({ client_name: text(), redirect_uris: uris, scopes: text(), website: text() })

async function showApplication({ ctx }: Pick<Call, 'ctx'>, app: App) {
  const { vapidPublicKey } = await readSecrets(ctx.db)
  return {
    id: String(app.id), name: app.name, website: app.website, scopes: app.scopes, redirect_uris: app.redirectUris,
    redirect_uri: app.redirectUris.join('\n'), vapid_key: vapidPublicKey,
  }
}

async function create(call: Call<z.output<typeof createInput>>): Promise<unknown> {
  const { client_name: name = '', redirect_uris: redirectUris, website } = call.input
  const scopes = parseScopes(call.input.scopes)
  const app = await call.ctx.write((tx) => createApp(tx, { name, website, redirectUris, scopes: scopes.length > 0 ? scopes : ['read'] }))
  return { ...await showApplication(call, app), client_id: app.clientId, client_secret: app.clientSecret, client_secret_expires_at: 0 }
}

async function verify(call: Call): Promise<unknown> {
  const app = call.session ? await appById(call.ctx.db, call.session.appId) : null
  if (!app) throw new Refusal('token.invalid')
  return showApplication(call, app)
}

export const appRoutes: Route[] = [
  route('POST /api/v1/apps', { contract: 'apps#create', auth: 'public', rate: 'apps', input: createInput, handle: create }),
  route('GET /api/v1/apps/verify_credentials', { contract: 'apps#verify_credentials', auth: 'app', handle: verify }),
]
