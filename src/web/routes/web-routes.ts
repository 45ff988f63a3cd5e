// The pages around accounts and sessions as one Fastify plugin: address → whom it is for and what answers, and what
// happens when one fails.
import type { FastifyInstance } from 'fastify'
import { endBrowserSession, revokeApp, showAccountSettings, submitEmail, submitPassword } from './account-settings.ts'
import { resendMail, showApplication, submitAnswers, withdrawApplication } from './application.ts'
import { showArriving, submitArriving } from './arriving.ts'
import { decideConsent, showConsent, showNativeCode } from './authorize.ts'
import { resendToAddress, showConfirmation, submitConfirmation } from './confirmation.ts'
import { mountPages, page, type PageTable } from './page-access.ts'
import { showInteract, submitInteract } from './interact.ts'
import { showPasswordRequest, showPasswordReset, submitPasswordRequest, submitPasswordReset } from './password.ts'
import { sendErrorPage, sendOn } from './send-page.ts'
import { showShare, submitShare } from './share.ts'
import { showSignIn, signIn, signOut } from './sign-in.ts'
import { showInvitation, showSignUp, submitSignUp } from './sign-up.ts'
import { openVisit } from './visit.ts'
import { openWebContext, type WebHouse } from './web-context.ts'

/** The pages around accounts and sessions, with whom each is for. */
export const webPages: PageTable = {
  'GET /interact': page('anyone', showInteract),
  'POST /interact': page('anyone', submitInteract),
  'GET /authorize_interaction': page('member', showArriving),
  'POST /authorize_interaction': page('member', submitArriving),
  'GET /share': page('member', showShare),
  'POST /share': page('member', submitShare),
  'GET /intents/share': page('member', showShare),
  'GET /intents/compose': page('member', showShare),
  'GET /intents/follow': page('member', showArriving),
  'GET /auth/sign_in': page('anyone', showSignIn),
  'POST /auth/sign_in': page('anyone', signIn),
  'GET /auth/sign_out': page('anyone', async ({ reply }) => sendOn(reply, '/')),
  'POST /auth/sign_out': page('anyone', signOut),
  'GET /auth/sign_up': page('anyone', showSignUp),
  'POST /auth/sign_up': page('anyone', submitSignUp),
  'GET /invite/:code': page('anyone', showInvitation),
  'GET /join/status/:token': page('anyone', showApplication),
  'POST /join/status/:token/answers': page('anyone', submitAnswers),
  'POST /join/status/:token/resend': page('anyone', resendMail),
  'POST /join/status/:token/withdraw': page('anyone', withdrawApplication),
  'GET /auth/password/new': page('anyone', showPasswordRequest),
  'POST /auth/password/new': page('anyone', submitPasswordRequest),
  'GET /auth/password/edit': page('anyone', showPasswordReset),
  'POST /auth/password/edit': page('anyone', submitPasswordReset),
  'GET /auth/confirmation': page('anyone', showConfirmation),
  'POST /auth/confirmation': page('anyone', submitConfirmation),
  'POST /auth/confirmation/new': page('anyone', resendToAddress),
  'GET /auth/edit': page('member', showAccountSettings),
  'POST /auth/edit/email': page('member', submitEmail),
  'POST /auth/edit/password': page('member', submitPassword),
  'POST /auth/edit/apps': page('member', revokeApp),
  'POST /auth/edit/sessions': page('member', endBrowserSession),
  'GET /oauth/authorize': page('member', showConsent),
  'POST /oauth/authorize': page('member', decideConsent),
  'GET /oauth/authorize/native': page('member', showNativeCode),
}

/** Sign-in, consent, sign-up, the applicant's page, passwords and account settings. The pages must be built already. */
export function webRoutes(house: WebHouse) {
  return async (app: FastifyInstance): Promise<void> => {
    const ctx = await openWebContext(house)
    app.setErrorHandler((error, request, reply) => sendErrorPage(ctx, error, request, reply))
    mountPages(app, ctx, webPages, openVisit)
  }
}
