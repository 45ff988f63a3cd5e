// /oauth/authorize: a member lets an app in, or not. Once they are signed in, the app and its redirect URI are checked before
// anything else, and faults in the rest are shown here rather than sent on: this page leads nowhere without a person's click.
import type { FastifyReply } from 'fastify'
import { appByClientId, appOfGrant, NATIVE_REDIRECT_URI, type App } from '#domain/access/apps.ts'
import { createGrant } from '#domain/access/grants.ts'
import { coversScope, parseScopes, unknownScope } from '#domain/access/scopes.ts'
import { hasAuthorized } from '#domain/access/tokens.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { serverWords as w } from '../words/en/server.ts'
import type { SignedVisit } from './page-access.ts'
import { withReturn } from './return-to.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf, type Fields, type Visit } from './visit.ts'
import type { WebContext } from './web-context.ts'

interface Asked { app: App; redirectUri: string; scopes: string[]; state: string | null; codeChallenge: string | null }

const refuse = (text: string) => new Refusal('input.malformed', { text })

function scopesOf(app: App, text: string): string[] {
  const scopes = parseScopes(text)
  if (scopes.length === 0) return coversScope(app.scopes, 'read') ? ['read'] : app.scopes
  if (unknownScope(scopes) !== null || !scopes.every((scope) => coversScope(app.scopes, scope))) throw refuse(w.scopesUnknown)
  return scopes
}

/** What an app asks for, checked. The redirect URI must be one it registered, byte for byte. */
async function readAsked(ctx: WebContext, fields: Fields): Promise<Asked> {
  const app = await appByClientId(ctx.db, field(fields, 'client_id'))
  if (!app) throw refuse(w.appUnknown)
  const redirectUri = field(fields, 'redirect_uri')
  if (!app.redirectUris.includes(redirectUri)) throw refuse(w.redirectUnknown)
  if (field(fields, 'response_type') !== 'code') throw refuse(w.responseType)
  const codeChallenge = field(fields, 'code_challenge') || null
  if (codeChallenge !== null && (field(fields, 'code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge))) throw refuse(w.challengeMethod)
  return { app, redirectUri, scopes: scopesOf(app, field(fields, 'scope')), state: typeof fields['state'] === 'string' ? fields['state'] : null, codeChallenge }
}

/** Adds parameters without touching a byte of what the app registered. */
export function redirectWith(redirectUri: string, params: Record<string, string | null>): string {
  const words = Object.entries(params).filter(([, value]) => value !== null).map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&')
  return `${redirectUri}${!redirectUri.includes('?') ? '?' : /[?&]$/.test(redirectUri) ? '' : '&'}${words}`
}

/** The code on its way: to the app, or to the page that shows it. */
async function giveCode({ ctx, reply }: Visit, userId: number, { app, redirectUri, scopes, state, codeChallenge }: Asked): Promise<FastifyReply> {
  const code = await ctx.write((tx) => createGrant(tx, { appId: app.id, userId, redirectUri, scopes, codeChallenge }))
  if (redirectUri === NATIVE_REDIRECT_URI) return sendOn(reply, `/oauth/authorize/native?code=${code}`)
  return sendOn(reply, redirectWith(redirectUri, { code, state }))
}

/** An app that was let in before is let in again without asking, where only that app can receive the code. */
const mayPassAgain = async ({ ctx, query }: Visit, userId: number, { app, redirectUri, scopes }: Asked) =>
  redirectUri.startsWith('https://') && !/^(true|1|t|on|yes)$/i.test(field(query, 'force_login')) && await hasAuthorized(ctx.db, userId, app.id, scopes)

const webPart = (uri: string) => uri === NATIVE_REDIRECT_URI ? null : URL.parse(uri)

/** GET: asks the person. */
export async function showConsent(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, query, request, reply, session } = visit
  const asked = await readAsked(ctx, query)
  if (await mayPassAgain(visit, session.user.id, asked)) return giveCode(visit, session.user.id, asked)
  const [account] = await showAccounts(ctx, [session.user.account_id])
  if (!account) throw missing()
  const { app, redirectUri, scopes, state, codeChallenge } = asked
  const target = webPart(redirectUri)
  const hidden = {
    client_id: app.clientId, redirect_uri: redirectUri, response_type: 'code', scope: scopes.join(' '), state: state ?? undefined,
    code_challenge: codeChallenge ?? undefined, code_challenge_method: codeChallenge ? 'S256' : undefined,
  }
  const html = ctx.pages.consentPage({
    page: await frame(visit), app: { name: app.name, website: app.website }, scopes, account, returnsTo: target ? target.host || target.protocol : null,
    form: formOf(visit, '/oauth/authorize', { hidden }), otherAccountUrl: `${withReturn('/auth/sign_in', request.url)}&switch=1`,
  })
  return sendPage(reply, html, { formTargets: target ? [redirectUri] : [] })
}

/** POST: what the person decided. Anything but "authorize" is a no. */
export async function decideConsent(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session } = visit
  const asked = await readAsked(ctx, form)
  if (field(form, 'decision') === 'authorize') return giveCode(visit, session.user.id, asked)
  if (asked.redirectUri === NATIVE_REDIRECT_URI) return sendOn(reply, '/')
  return sendOn(reply, redirectWith(asked.redirectUri, {
    error: 'access_denied', error_description: 'The resource owner or authorization server denied the request.', state: asked.state,
  }))
}

/** GET /oauth/authorize/native: the code, for apps that cannot be redirected to. */
export async function showNativeCode(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, query, reply, session } = visit
  const code = field(query, 'code')
  const app = await appOfGrant(ctx.db, code, session.user.id, visit.now)
  if (!app) throw missing()
  return sendPage(reply, ctx.pages.authorizationCodePage({ page: await frame(visit), appName: app.name, code }))
}
