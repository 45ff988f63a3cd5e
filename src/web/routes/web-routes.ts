// The pages around accounts and sessions as one Fastify plugin: address → handler, and what happens when one fails.
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '#domain/context.ts'
import { endBrowserSession, revokeApp, showAccountSettings, submitEmail, submitPassword } from './account-settings.ts'
import { resendMail, showApplication, submitAnswers, withdrawApplication } from './application.ts'
import { decideConsent, showConsent, showNativeCode } from './authorize.ts'
import { resendToAddress, showConfirmation, submitConfirmation } from './confirmation.ts'
import { showPasswordRequest, showPasswordReset, submitPasswordRequest, submitPasswordReset } from './password.ts'
import { sendErrorPage, sendOn } from './send-page.ts'
import { showSignIn, signIn, signOut } from './sign-in.ts'
import { showInvitation, showSignUp, submitSignUp } from './sign-up.ts'
import { openVisit, type Visit } from './visit.ts'
import { openWebContext } from './web-context.ts'

type Handler = (visit: Visit) => Promise<FastifyReply>

const routes: Readonly<Record<string, Handler>> = {
  'GET /auth/sign_in': showSignIn,
  'POST /auth/sign_in': signIn,
  'GET /auth/sign_out': async ({ reply }) => sendOn(reply, '/'),
  'POST /auth/sign_out': signOut,
  'GET /auth/sign_up': showSignUp,
  'POST /auth/sign_up': submitSignUp,
  'GET /invite/:code': showInvitation,
  'GET /join/status/:token': showApplication,
  'POST /join/status/:token/answers': submitAnswers,
  'POST /join/status/:token/resend': resendMail,
  'POST /join/status/:token/withdraw': withdrawApplication,
  'GET /auth/password/new': showPasswordRequest,
  'POST /auth/password/new': submitPasswordRequest,
  'GET /auth/password/edit': showPasswordReset,
  'POST /auth/password/edit': submitPasswordReset,
  'GET /auth/confirmation': showConfirmation,
  'POST /auth/confirmation': submitConfirmation,
  'POST /auth/confirmation/new': resendToAddress,
  'GET /auth/edit': showAccountSettings,
  'POST /auth/edit/email': submitEmail,
  'POST /auth/edit/password': submitPassword,
  'POST /auth/edit/apps': revokeApp,
  'POST /auth/edit/sessions': endBrowserSession,
  'GET /oauth/authorize': showConsent,
  'POST /oauth/authorize': decideConsent,
  'GET /oauth/authorize/native': showNativeCode,
}

/** Sign-in, consent, sign-up, the applicant's page, passwords and account settings. The pages must be built already. */
export function webRoutes(house: Context) {
  return async (app: FastifyInstance): Promise<void> => {
    const ctx = await openWebContext(house)
    app.setErrorHandler((error, request, reply) => sendErrorPage(ctx, error, request, reply))
    for (const [line, handle] of Object.entries(routes)) {
      const [method = 'GET', url = '/'] = line.split(' ')
      app.route({ method, url, handler: async (request, reply) => handle(await openVisit(ctx, request, reply)) })
    }
  }
}
