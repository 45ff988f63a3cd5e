// The pages around accounts and sessions as one Fastify plugin: address → whom it is for and what answers, and what
// happens when one fails.
import type { FastifyInstance } from 'fastify'
import {
  showDeleteAccount, showLanguageSettings, showMailSettings, showStopMail, stopMail, submitDeleteAccount, submitLanguageSettings, submitMailSettings,
} from './account-choices.ts'
import { showAccountSettings, showEmailSettings, showPasswordSettings, submitEmail, submitPassword } from './account-settings.ts'
import { resendMail, showApplication, submitAnswers, withdrawApplication } from './application.ts'
import { showArriving, submitArriving } from './arriving.ts'
import { mountAccents } from './community-looks.ts'
import { showSettingsSheet, submitSettingsSheet } from './community-settings.ts'
import { decideConsent, showConsent, showNativeCode } from './authorize.ts'
import { resendToAddress, showConfirmation, submitConfirmation } from './confirmation.ts'
import { showInvites, submitInvite, submitInviteEnd } from './invites.ts'
import { putFirstDayAway } from './landing-page.ts'
import { mountPages, page, type PageTable } from './page-access.ts'
import { showInteract, submitInteract } from './interact.ts'
import { dropAlias, showAliases, submitAlias } from './aliases.ts'
import { cancelRedirect, showMigration, submitMigration, submitRedirect } from './migration.ts'
import { showOldPosts, submitOldPosts } from './old-posts.ts'
import { showPasswordRequest, showPasswordReset, submitPasswordRequest, submitPasswordReset } from './password.ts'
import { sendErrorPage } from './error-page.ts'
import { sendOn } from './send-page.ts'
import { showShare, submitShare } from './share.ts'
import { showOwnerStep, showSetup, showStep, submitOwnerStep, submitSetup, submitStep } from './setup.ts'
import {
  confirmAuthenticator, dropAuthenticator, dropPasskeyOf, makeNewCodes, setUpAuthenticator, showSecondFactor, startPasskey, submitPasskey,
} from './second-factor.ts'
import { submitCode, submitSecondPasskey } from './second-step.ts'
import { showSignIn, signIn, signInWithPasskey, signOut } from './sign-in.ts'
import { staffPages } from './admin/staff-pages.ts'
import { endBrowserSession, endOtherSessions, revokeApp, showApps, showSessions } from './signed-in.ts'
import { showInvitation, showSignUp, submitSignUp } from './sign-up.ts'
import { openVisit } from './visit.ts'
import { openWebContext, type WebHouse } from './web-context.ts'

/** The pages around accounts and sessions, with whom each is for. */
export const webPages: PageTable = {
  ...staffPages,
  'GET /interact': page('anyone', showInteract),
  'POST /interact': page('anyone', submitInteract),
  'GET /authorize_interaction': page('member', showArriving),
  'POST /authorize_interaction': page('member', submitArriving),
  'GET /share': page('member', showShare),
  'POST /share': page('member', submitShare),
  'GET /intents/share': page('member', showShare),
  'GET /intents/compose': page('member', showShare),
  'GET /intents/follow': page('member', showArriving),
  'GET /setup/:code': page('anyone', showSetup),
  'POST /setup/:code': page('anyone', submitSetup),
  'GET /setup/:code/owner': page('anyone', showOwnerStep),
  'POST /setup/:code/owner': page('anyone', submitOwnerStep),
  'POST /setup/dismiss': page('administrator', putFirstDayAway),
  'GET /setup/name': page('manageSettings', showStep('name')),
  'POST /setup/name': page('manageSettings', submitStep('name')),
  'GET /setup/joining': page('manageSettings', showStep('joining')),
  'POST /setup/joining': page('manageSettings', submitStep('joining')),
  'GET /setup/questions': page('manageSettings', showStep('questions')),
  'POST /setup/questions': page('manageSettings', submitStep('questions')),
  'GET /setup/rules': page('manageSettings', showStep('rules')),
  'POST /setup/rules': page('manageSettings', submitStep('rules')),
  'GET /setup/looks': page('manageSettings', showStep('looks')),
  'POST /setup/looks': page('manageSettings', submitStep('looks')),
  'GET /admin/settings': page('manageSettings', showSettingsSheet('name')),
  'POST /admin/settings': page('manageSettings', submitSettingsSheet('name')),
  'GET /admin/settings/joining': page('manageSettings', showSettingsSheet('joining')),
  'POST /admin/settings/joining': page('manageSettings', submitSettingsSheet('joining')),
  'GET /admin/settings/questions': page('manageSettings', showSettingsSheet('questions')),
  'POST /admin/settings/questions': page('manageSettings', submitSettingsSheet('questions')),
  'GET /admin/settings/rules': page('manageSettings', showSettingsSheet('rules')),
  'POST /admin/settings/rules': page('manageSettings', submitSettingsSheet('rules')),
  'GET /admin/settings/looks': page('manageSettings', showSettingsSheet('looks')),
  'POST /admin/settings/looks': page('manageSettings', submitSettingsSheet('looks')),
  'GET /admin/settings/papers': page('manageSettings', showSettingsSheet('papers')),
  'POST /admin/settings/papers': page('manageSettings', submitSettingsSheet('papers')),
  'GET /invites': page('inviteUsers', showInvites),
  'POST /invites': page('inviteUsers', submitInvite),
  'POST /invites/end': page('inviteUsers', submitInviteEnd),
  'GET /auth/sign_in': page('anyone', showSignIn),
  'POST /auth/sign_in': page('anyone', signIn),
  'POST /auth/sign_in/code': page('anyone', submitCode),
  'POST /auth/sign_in/passkey': page('anyone', signInWithPasskey),
  'POST /auth/sign_in/second-passkey': page('anyone', submitSecondPasskey),
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
  'GET /auth/edit/email': page('member', showEmailSettings),
  'POST /auth/edit/email': page('member', submitEmail),
  'GET /auth/edit/password': page('member', showPasswordSettings),
  'POST /auth/edit/password': page('member', submitPassword),
  'GET /auth/edit/second-factor': page('member', showSecondFactor),
  'POST /auth/edit/second-factor/app': page('member', setUpAuthenticator),
  'POST /auth/edit/second-factor/app/confirm': page('member', confirmAuthenticator),
  'POST /auth/edit/second-factor/app/remove': page('member', dropAuthenticator),
  'POST /auth/edit/second-factor/recovery': page('member', makeNewCodes),
  'POST /auth/edit/second-factor/passkeys/new': page('member', startPasskey),
  'POST /auth/edit/second-factor/passkeys': page('member', submitPasskey),
  'POST /auth/edit/second-factor/passkeys/remove': page('member', dropPasskeyOf),
  'GET /auth/edit/sessions': page('member', showSessions),
  'POST /auth/edit/sessions': page('member', endBrowserSession),
  'POST /auth/edit/sessions/others': page('member', endOtherSessions),
  'GET /auth/edit/apps': page('member', showApps),
  'POST /auth/edit/apps': page('member', revokeApp),
  'GET /auth/edit/mail': page('member', showMailSettings),
  'POST /auth/edit/mail': page('member', submitMailSettings),
  'GET /auth/edit/language': page('member', showLanguageSettings),
  'POST /auth/edit/language': page('member', submitLanguageSettings),
  'GET /settings/old-posts': page('member', showOldPosts),
  'POST /settings/old-posts': page('member', submitOldPosts),
  'GET /settings/migration': page('member', showMigration),
  'POST /settings/migration': page('member', submitMigration),
  'POST /settings/migration/redirect': page('member', submitRedirect),
  'POST /settings/migration/cancel': page('member', cancelRedirect),
  'GET /settings/aliases': page('member', showAliases),
  'POST /settings/aliases': page('member', submitAlias),
  'POST /settings/aliases/remove': page('member', dropAlias),
  'GET /statuses_cleanup': page('member', async ({ reply }) => sendOn(reply, '/settings/old-posts')),
  'GET /auth/edit/delete': page('member', showDeleteAccount),
  'POST /auth/edit/delete': page('member', submitDeleteAccount),
  'GET /auth/mail/stop': page('anyone', showStopMail),
  'POST /auth/mail/stop': page('anyone', stopMail),
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
    mountAccents(app)
  }
}
