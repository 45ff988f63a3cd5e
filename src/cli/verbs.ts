// The operator's verbs on one page. Each is loaded when it is called, so that none waits for the others.
import type { Verb } from './verb.ts'

/** Verb → one line about it and its module. */
export const verbs: Readonly<Record<string, { about: string; load(): Promise<Verb> }>> = {
  setup: { about: 'Name the community and make its owner\'s account', load: async () => (await import('./verbs/setup.ts')).setup },
  'accounts create': { about: 'Make an account', load: async () => (await import('./verbs/accounts-create.ts')).accountsCreate },
  'accounts list': { about: 'List the people here, or those who wait', load: async () => (await import('./verbs/accounts-list.ts')).accountsList },
  'accounts approve': { about: 'Let an applicant in', load: async () => (await import('./verbs/accounts-decide.ts')).accountsApprove },
  'accounts reject': { about: 'Decline an application', load: async () => (await import('./verbs/accounts-decide.ts')).accountsReject },
  'accounts reset-password': { about: 'Set a new password', load: async () => (await import('./verbs/accounts-reset-password.ts')).accountsResetPassword },
  'accounts remove-second-factor': {
    about: 'Take a lost second step away',
    load: async () => (await import('./verbs/accounts-reset-password.ts')).accountsRemoveSecondFactor,
  },
  'announcements publish': { about: 'Tell everybody something', load: async () => (await import('./verbs/announcements.ts')).announcementsPublish },
  'announcements list': { about: 'List what everybody is told', load: async () => (await import('./verbs/announcements.ts')).announcementsList },
  'announcements remove': { about: 'Take an announcement away', load: async () => (await import('./verbs/announcements.ts')).announcementsRemove },
  'tokens create': { about: 'Make a token of the API', load: async () => (await import('./verbs/tokens-create.ts')).tokensCreate },
  'applications list': { about: 'Read what applicants wrote', load: async () => (await import('./verbs/applications-list.ts')).applicationsList },
  'deliveries list': { about: 'Show what waits for other servers', load: async () => (await import('./verbs/deliveries.ts')).deliveriesList },
  'deliveries retry': { about: 'Try other servers again now', load: async () => (await import('./verbs/deliveries.ts')).deliveriesRetry },
  'deliveries drop': { about: 'Forget what waits for a server', load: async () => (await import('./verbs/deliveries.ts')).deliveriesDrop },
  'invites create': { about: 'Make an invitation', load: async () => (await import('./verbs/invites.ts')).invitesCreate },
  'invites list': { about: 'List a member\'s invitations', load: async () => (await import('./verbs/invites.ts')).invitesList },
  'invites end': { about: 'End an invitation', load: async () => (await import('./verbs/invites.ts')).invitesEnd },
  'mail test': { about: 'Send a letter to see whether mail works', load: async () => (await import('./verbs/mail-test.ts')).mailTest },
  'questions add': { about: 'Ask applicants a question', load: async () => (await import('./verbs/questions.ts')).questionsAdd },
  'questions list': { about: 'List the questions to applicants', load: async () => (await import('./verbs/questions.ts')).questionsList },
  'questions archive': { about: 'Stop asking a question', load: async () => (await import('./verbs/questions.ts')).questionsArchive },
  'settings list': { about: 'Show the community\'s settings', load: async () => (await import('./verbs/settings.ts')).settingsList },
  'settings set': { about: 'Change one of the community\'s settings', load: async () => (await import('./verbs/settings.ts')).settingsSet },
}
