// Sample account settings, and the second step at sign-in.
import type { Page } from '#web/props/page.ts'
import { sampleForm as form, samplePeople } from './samples.ts'
import { sample, type Sample } from './sample.ts'

const DAY = '2026-11-18T09:00:00Z'
const passkey = { ...form, options: '{"challenge":"x"}', script: '/assets/passkeys.js' }
const square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 5"><path fill="#ffffff" d="M0 0h5v5H0z"/><path stroke="#000000" d="M1 1.5h3"/></svg>'

/** The pages of /auth/edit, as Mirjam sees them. */
export function settingsSamples(shared: Page): Record<string, Sample> {
  const page: Page = { ...shared, viewer: { acct: 'mirjam', display_name: 'Mirjam', csrf: 'csrf-token' } }
  const email = 'mirjam@post.example'
  const overview = { page, account: samplePeople.mirjam, email, language: 'English', mailMentions: true, oldPostsGo: false }
  const factors = { page, authenticatorForm: form, removeAuthenticatorForm: form, addPasskeyForm: form, recoveryForm: form }
  const wrong = { ...form, errors: { current_password: 'This is not your password.' } }
  return {
    'second-step': sample('secondStepPage', { page: shared, form, hasAuthenticator: true, passkey, backUrl: '/auth/sign_in' }),
    'second-step-wrong': sample('secondStepPage', { page: shared, form: { ...form, errors: { code: 'This code is not right.' } }, hasAuthenticator: false, passkey, backUrl: '/auth/sign_in' }),
    settings: sample('accountSettingsPage', { ...overview, authenticator: false, passkeys: 0, recoveryCodesLeft: 0, sessions: 1, apps: 0 }),
    'settings-two-steps': sample('accountSettingsPage', { ...overview, authenticator: true, passkeys: 2, recoveryCodesLeft: 9, sessions: 3, apps: 1, mailMentions: false, oldPostsGo: true }),
    'settings-email': sample('emailSettingsPage', { page, email, unconfirmedEmail: 'new@post.example', form }),
    'settings-password': sample('passwordSettingsPage', { page: { ...page, notice: { kind: 'ok', text: 'Your password is changed.' } }, email, form: wrong, minPasswordLength: 8 }),
    'second-factor-none': sample('secondFactorPage', { ...factors, authenticatorSince: null, passkeys: [], recoveryCodesLeft: 0 }),
    'second-factor': sample('secondFactorPage', {
      ...factors, authenticatorSince: DAY, recoveryCodesLeft: 1,
      passkeys: [{ name: 'my phone', createdAt: DAY, lastUsedAt: DAY, form }, { name: 'key on a ring', createdAt: DAY, lastUsedAt: null, form: wrong }],
    }),
    'authenticator-setup': sample('authenticatorSetupPage', { page, qr: square, secret: 'U5ZPIJURANNT55ZZ7TEOA4RUASCCPSHW', uri: 'otpauth://totp/x:mirjam?secret=U5ZPIJURANNT55ZZ', form }),
    'passkey-new': sample('newPasskeyPage', { page, name: 'my phone', form: passkey }),
    'recovery-codes': sample('recoveryCodesPage', { page, codes: ['abcd-efgh-jkmn', 'pqrs-tuvw-xyz2'] }),
    sessions: sample('sessionsPage', {
      page, othersForm: form,
      sessions: [
        { browser: 'Firefox', system: 'Linux', ip: '192.0.2.7', createdAt: DAY, lastSeenAt: DAY, current: true, form },
        { browser: null, system: null, ip: null, createdAt: DAY, lastSeenAt: DAY, current: false, form },
      ],
    }),
    apps: sample('appsPage', { page, apps: [{ name: 'Phanpy', website: 'https://phanpy.example', scopes: ['read', 'write:statuses'], since: DAY, lastUsedAt: null, form }] }),
    'apps-none': sample('appsPage', { page, apps: [] }),
    'settings-mail': sample('mailSettingsPage', { page, email, form: { ...form, values: { mentions: '1' } } }),
    'settings-language': sample('languageSettingsPage', { page, languages: [{ code: 'de', name: 'German' }, { code: 'en', name: 'English' }], form: { ...form, values: { language: 'en' } } }),
    'settings-old-posts': sample('oldPostsPage', { page, ages: [14, 365], kinds: ['pinned', 'polls'], form: { ...form, values: { enabled: '1', age: '365', pinned: '1' } } }),
    'settings-old-posts-wrong': sample('oldPostsPage', { page, ages: [14, 365], kinds: ['pinned', 'polls'], form: { ...form, errors: { min_favourites: 'A whole number from 1 on, or nothing.' } } }),
    aliases: sample('aliasesPage', { page, form, aliases: [{ uri: 'https://old.example/users/mirjam', acct: 'mirjam@old.example', form }, { uri: 'https://older.example/users/1', acct: null, form }] }),
    'aliases-none': sample('aliasesPage', { page, aliases: [], form: { ...form, values: { acct: 'mirjam@old' }, errors: { acct: 'We found no such account.' } } }),
    migration: sample('migrationPage', { page, movedTo: null, waitsUntil: null, last: null, form, redirectForm: form, cancelForm: form }),
    'migration-wrong': sample('migrationPage', {
      page, movedTo: null, waitsUntil: DAY, last: { at: DAY, followers: 1 }, form, cancelForm: form,
      redirectForm: { ...wrong, values: { acct: 'mirjam@new.example' } },
    }),
    'migration-moved': sample('migrationPage', { page, movedTo: samplePeople.mirjam, waitsUntil: DAY, last: { at: DAY, followers: 214 }, form, redirectForm: form, cancelForm: form }),
    'account-delete': sample('deleteAccountPage', { page, username: 'mirjam', lastOwner: false, form: { ...wrong, values: { username: 'mirjam' } } }),
    'account-delete-owner': sample('deleteAccountPage', { page, username: 'mirjam', lastOwner: true, form }),
    'stop-mail': sample('stopMailPage', { page: shared, state: 'ask', username: 'mirjam', form }),
    'stop-mail-done': sample('stopMailPage', { page: shared, state: 'done', username: '', form }),
  }
}
