// Programs that act for people: registered by anyone, known by a client id and a secret.
import type { Reader, Tx } from '../context.ts'
import { invalid } from '../refusals.ts'
import { hashSecret, newSecret, sameSecret } from '#machinery/crypto/secrets.ts'
import { parseScopes, unknownScope } from './scopes.ts'

export interface App {
  id: number
  name: string
  website: string | null
  clientId: string
  clientSecret: string
  redirectUris: string[]
  scopes: string[]
  createdAt: number
}

/** Shows the code to the person instead of sending it anywhere. */
export const NATIVE_REDIRECT_URI = 'urn:ietf:wg:oauth:2.0:oob'

/** The app that stands for this server's own pages and command line. */
export const OWN_APP_ID = 1

/** The app that a member's browser is, once script has taken over a page. */
export const WEB_APP_ID = 2

/** More than any program has platforms. */
const MAX_REDIRECT_URIS = 50
const FORBIDDEN_SCHEMES = new Set(['data:', 'vbscript:', 'javascript:'])

function checkRedirectUri(uri: string): void {
  const refuse = (text: string) => invalid(`Redirect URI ${text}`)
  if (uri === NATIVE_REDIRECT_URI) return
  if (uri.length > 2000) throw refuse('is too long (maximum is 2000 characters)')
  if (!/^[a-z][a-z0-9+.-]*:/i.test(uri)) throw refuse('must be an absolute URI.')
  // It is sent back byte for byte in a header.
  if (!/^[\x21-\x7e]+$/.test(uri) || !URL.canParse(uri)) throw refuse('must be a valid URI.')
  const url = new URL(uri)
  if (FORBIDDEN_SCHEMES.has(url.protocol)) throw refuse('is forbidden by the server.')
  if (uri.includes('#')) throw refuse('cannot contain a fragment.')
}

function checkWebsite(website: string): void {
  if (website.length > 2000) throw invalid('Website is too long (maximum is 2000 characters)')
  if (!URL.canParse(website) || !/^https?:$/.test(new URL(website).protocol)) throw invalid('Website is invalid')
}

export interface NewApp { name: string; website?: string | null | undefined; redirectUris: readonly string[]; scopes: readonly string[] }

/** Registers an app. Refuses a blank name, unknown scopes and addresses no code may be sent to, in Doorkeeper's words. */
export async function createApp(tx: Tx, { name, website, redirectUris, scopes }: NewApp): Promise<App> {
  if (name.trim() === '') throw invalid('Name can\'t be blank')
  if (name.length > 60) throw invalid('Name is too long (maximum is 60 characters)')
  if (redirectUris.length === 0) throw invalid('Redirect URI can\'t be blank')
  if (redirectUris.length > MAX_REDIRECT_URIS) throw invalid(`Redirect URI has too many lines (maximum is ${MAX_REDIRECT_URIS})`)
  for (const uri of redirectUris) checkRedirectUri(uri)
  if (website) checkWebsite(website)
  if (unknownScope(scopes) !== null) throw invalid('Scopes doesn\'t match configured on the server.')
  const app: App = {
    id: tx.id(), name, website: website || null, clientId: newSecret(), clientSecret: newSecret(),
    redirectUris: [...redirectUris], scopes: [...scopes], createdAt: tx.now,
  }
  await insertApp(tx, app)
  return app
}

const insertApp = (tx: Tx, app: App) => tx.db.insertInto('oauth_apps').values({
  id: app.id, name: app.name, website: app.website, client_id: app.clientId, client_secret: app.clientSecret,
  redirect_uris: app.redirectUris.join('\n'), scopes: app.scopes.join(' '), created_at: app.createdAt,
}).onConflict((on) => on.column('id').doNothing()).execute()

async function ensureApp(tx: Tx, id: number, name: string): Promise<number> {
  const known = await tx.db.selectFrom('oauth_apps').select('id').where('id', '=', id).executeTakeFirst()
  if (!known) {
    await insertApp(tx, {
      id, name, website: tx.config.origin, clientId: newSecret(), clientSecret: newSecret(),
      redirectUris: [NATIVE_REDIRECT_URI], scopes: [], createdAt: tx.now,
    })
  }
  return id
}

/** Makes sure that the server's own app exists. Idempotent. */
export const ensureOwnApp = (tx: Tx): Promise<number> => ensureApp(tx, OWN_APP_ID, 'Covey')

/** Makes sure that the app of members' browsers exists. Idempotent. */
export const ensureWebApp = (tx: Tx): Promise<number> => ensureApp(tx, WEB_APP_ID, 'Covey on the web')

type AppRow = Awaited<ReturnType<ReturnType<typeof selectApp>['executeTakeFirstOrThrow']>>
const selectApp = (db: Reader) => db.selectFrom('oauth_apps').selectAll()

const appOf = (row: AppRow): App => ({
  id: row.id, name: row.name, website: row.website, clientId: row.client_id, clientSecret: row.client_secret,
  redirectUris: row.redirect_uris.split('\n'), scopes: parseScopes(row.scopes), createdAt: row.created_at,
})

/** The app with this id, or null. */
export async function appById(db: Reader, id: number): Promise<App | null> {
  const row = await selectApp(db).where('id', '=', id).executeTakeFirst()
  return row ? appOf(row) : null
}

/** The app with this client id, or null. The server's own give no codes to anybody. */
export async function appByClientId(db: Reader, clientId: string): Promise<App | null> {
  const row = await selectApp(db).where('client_id', '=', clientId).executeTakeFirst()
  return row && row.id !== OWN_APP_ID && row.id !== WEB_APP_ID ? appOf(row) : null
}

/** The app with this client id, if the secret is its own. */
export async function authenticateApp(db: Reader, clientId: string, clientSecret: string): Promise<App | null> {
  const app = await appByClientId(db, clientId)
  return app && sameSecret(app.clientSecret, clientSecret) ? app : null
}

/** The app that a user's unused code was made for, or null. */
export async function appOfGrant(db: Reader, code: string, userId: number, now: number): Promise<App | null> {
  const grant = await db.selectFrom('access_grants').select('app_id').where('code_hash', '=', hashSecret(code)).where('user_id', '=', userId)
    .where('used_token_id', 'is', null).where('expires_at', '>', now).executeTakeFirst()
  return grant ? appById(db, grant.app_id) : null
}
