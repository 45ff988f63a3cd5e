// Signing up through an app, and the mail that has to be confirmed after it.
import { z } from 'zod'
import { appById } from '#domain/access/apps.ts'
import { allowAttempt } from '#domain/access/throttle.ts'
import { createToken } from '#domain/access/tokens.ts'
import { requireUser } from '#domain/access/users.ts'
import { resendConfirmation } from '#domain/onboarding/confirm-email.ts'
import { checkTerms, signUp, type SignUp } from '#domain/onboarding/sign-up.ts'
import { Refusal } from '#domain/refusals.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { showToken } from '../oauth/token.ts'
import { flag, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const createInput = z.object({
  username: text(), email: text(), password: text(), agreement: flag(), locale: text(), reason: text(), time_zone: text(), invite_code: text(),
  date_of_birth: text(),
})

async function create(call: Call<z.output<typeof createInput>>): Promise<unknown> {
  const { ctx, input, session, request } = call
  const app = session ? await appById(ctx.db, session.appId) : null
  if (!app) throw new Refusal('token.invalid')
  const wanted: SignUp = {
    username: input.username ?? '', email: input.email ?? '', password: input.password ?? '', agreement: input.agreement ?? false,
    locale: input.locale ?? null, reason: input.reason ?? null, timeZone: input.time_zone ?? null, inviteCode: input.invite_code ?? null,
    dateOfBirth: input.date_of_birth ?? null, appId: app.id, ip: request.ip,
  }
  await checkTerms(ctx.db, wanted, ctx.clock.now())
  const [keys, passwordHash] = await Promise.all([generateRsaKeyPair(), hashPassword(wanted.password)])
  return showToken(await ctx.write(async (tx) => {
    const { userId } = await signUp(tx, wanted, { ...keys, passwordHash })
    return createToken(tx, { appId: app.id, userId, scopes: app.scopes })
  }))
}

const wrongApp = 'This method is only available to the application the user originally signed-up with'

async function resend(call: Call<{ email?: string | undefined }>): Promise<unknown> {
  const { ctx, session, input, request } = call
  const user = session?.user ? await requireUser(ctx.db, session.user.id) : null
  if (!user || user.created_by_app_id !== session?.appId) throw new Refusal('action.forbidden', { text: wrongApp })
  const allowed = await ctx.write((tx) => allowAttempt(tx, 'confirm', { ip: request.ip, email: user.email }))
  if (!allowed) throw new Refusal('rate.exceeded')
  await ctx.write((tx) => resendConfirmation(tx, user.id, input.email))
  return {}
}

async function checkConfirmation(call: Call): Promise<unknown> {
  if (!call.session?.user) throw new Refusal('token.user-required')
  return JSON.stringify(call.session.user.confirmedAt !== null)
}

export const signUpRoutes: Route[] = [
  route('POST /api/v1/accounts', { contract: 'accounts#create', auth: 'app', scopes: ['write:accounts'], rate: 'sign-up', input: createInput, handle: create }),
  route('POST /api/v1/emails/confirmations', {
    contract: 'emails#confirmation', auth: 'app', scopes: ['write:accounts'], input: z.object({ email: text() }), handle: resend,
  }),
  route('GET /api/v1/emails/check_confirmation', { contract: 'covey#check-confirmation', auth: 'app', scopes: ['read:accounts'], handle: checkConfirmation }),
]
