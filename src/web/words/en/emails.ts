// Every letter Covey writes, in English. What a letter is about comes as data; where it leads is an address of this server.
import type { Letter, Told } from '../../props/letter.ts'
import { strikeLetter } from './strike-letter.ts'

const link = (label: string, url: string) => ({ label, url })
const notYou = 'If this was not you, there is nothing to do: without the link nothing happens.'
const lookAfter = 'If this was not you, choose a new password at once, and write to the people who look after the server.'
const newPassword = ({ origin }: Told) => link('Choose a new password', `${origin}/auth/password/new`)

const aboutJoining = {
  confirm: ({ name, origin, community }: Told, { code, statusToken }: { code: string; statusToken: string | null }): Letter => ({
    subject: 'Confirm your e-mail',
    body: [
      `Hello @${name}. Somebody, most likely you, signed up at ${community} with this address.`,
      link('Confirm this address', `${origin}/auth/confirmation?code=${code}`),
      ...statusToken === null ? [] : [link('How your sign-up stands, at any time', `${origin}/join/status/${statusToken}`)],
      notYou,
    ],
  }),
  applicationReceived: ({ name, origin, community }: Told, { statusToken, questions }: { statusToken: string; questions: boolean }): Letter => ({
    subject: questions ? 'A few questions before we decide' : 'We have your application',
    body: [
      `Hello @${name}. Thank you for asking to join ${community}.`,
      questions ? 'We have some questions first. Your application is in the queue as soon as you have answered them.' : 'A person reads each application. You will get a letter like this one.',
      link(questions ? 'Answer the questions' : 'How your application stands, at any time', `${origin}/join/status/${statusToken}`),
    ],
  }),
  approved: ({ name, origin, community }: Told): Letter => ({
    subject: `Welcome, ${name}`,
    body: [
      `Your account @${name} at ${community} is open.`,
      link('Sign in', `${origin}/auth/sign_in`),
      `You can also use any Mastodon app: when it asks for your server, type ${new URL(origin).host}.`,
    ],
  }),
  rejected: ({ name, community }: Told, { message }: { message: string }): Letter => ({
    subject: 'About your application',
    body: [
      `Hello @${name}. We decided not to open this account at ${community}.`,
      ...message === '' ? [] : ['The reason given:', { quote: message }],
      'What you wrote was read only by those who decide.',
    ],
  }),
  newApplication: ({ origin }: Told, applicant: { name: string; reason: string | null; answers: { question: string; text: string }[] }): Letter => ({
    subject: `@${applicant.name} would like to join`,
    body: [
      `@${applicant.name} has applied and waits for an answer.`,
      ...applicant.reason === null ? [] : [{ quote: applicant.reason }],
      ...applicant.answers.flatMap(({ question, text }) => [question, { quote: text }]),
      link('Read and decide', `${origin}/admin/queue`),
    ],
  }),
}

const aboutAccess = {
  reset: (told: Told, { code }: { code: string }): Letter => ({
    subject: 'Choose a new password',
    body: [
      `Hello @${told.name}. Here is the link to choose a new password at ${told.community}. It works once, for six hours.`,
      link('Choose a new password', `${told.origin}/auth/password/edit?code=${code}`),
      notYou,
    ],
  }),
  changeEmail: ({ name, origin, community }: Told, { code }: { code: string }): Letter => ({
    subject: 'Confirm your new e-mail',
    body: [
      `Hello @${name}. Mail from ${community} comes to this address once you confirm it.`,
      link('Use this address', `${origin}/auth/confirmation?code=${code}`),
      notYou,
    ],
  }),
  emailChanged: (told: Told, { email }: { email: string }): Letter => ({
    subject: 'Your e-mail was changed',
    body: [`Hello @${told.name}. Mail from ${told.community} now goes to ${email}, and no longer here.`, lookAfter, newPassword(told)],
  }),
  passwordChanged: (told: Told): Letter => ({
    subject: 'Your password was changed',
    body: [`Hello @${told.name}. Your password at ${told.community} was changed just now, and other browsers are signed out.`, lookAfter, newPassword(told)],
  }),
  newPlace: (told: Told, { browser, ip, at }: { browser: string; ip: string | null; at: string }): Letter => ({
    subject: 'A sign-in from a new place',
    body: [
      `Hello @${told.name}. Somebody signed in to your account at ${told.community} from where you have not been in the last three months.`,
      `When: ${at}`, `With: ${browser}`, ...ip === null ? [] : [`From the network address: ${ip}`],
      'If this was you, there is nothing to do.',
      'If it was not: choose a new password, which signs every other browser out, and look through the places where you are signed in.',
      link('Choose a new password', `${told.origin}/auth/edit/password`),
      link('Where you are signed in', `${told.origin}/auth/edit/sessions`),
    ],
  }),
  secondFactor: (told: Told, { change, name }: { change: keyof typeof factorChanges; name: string }): Letter => {
    const { subject, sentence } = factorChanges[change]
    return {
      subject,
      body: [
        `Hello @${told.name}. ${sentence(name)} This was at ${told.community}, just now.`,
        change === 'removed-by-staff' ? 'You can set one up again whenever you like.' : lookAfter,
        link('Two steps to sign in', `${told.origin}/auth/edit/second-factor`),
      ],
    }
  },
}

const factorChanges = {
  'authenticator-on': { subject: 'Signing in now takes two steps', sentence: () => 'A code from an authenticator app is now asked for when you sign in.' },
  'authenticator-off': { subject: 'The authenticator app is off', sentence: () => 'Codes from your authenticator app are no longer asked for when you sign in.' },
  'passkey-added': { subject: 'A new passkey', sentence: (name: string) => `${name ? `The passkey “${name}”` : 'A passkey'} can now sign in to your account.` },
  'passkey-removed': { subject: 'A passkey was removed', sentence: (name: string) => `The passkey “${name}” can no longer sign in to your account.` },
  'recovery-renewed': { subject: 'New recovery codes', sentence: () => 'You have ten new recovery codes; the old ones no longer work.' },
  'recovery-used': { subject: 'A recovery code was used', sentence: (left: string) => `A recovery code was used to sign in to your account; ${left === '1' ? 'one is' : `${left} are`} left.` },
  'removed-by-staff': { subject: 'Your second step was removed', sentence: () => 'The people who look after the server removed the second step of your sign-in: your password alone is enough again.' },
}

export interface MentionTold { from: string; text: string | null; url: string }

const aboutPeople = {
  postNotSent: ({ name, community }: Told, { text, at, reason }: { text: string; at: string; reason: string }): Letter => ({
    subject: 'A scheduled post was not posted',
    body: [
      `Hello @${name}. This post should have gone out at ${community} on ${at}, and could not:`,
      ...text === '' ? [] : [{ quote: text }],
      `The reason: ${reason.replace(/\.$/, '')}.`,
      'Nothing is lost. It is still among your scheduled posts: give it another time, or delete it.',
    ],
  }),
  mentions: ({ name, origin, community }: Told, { mentions, more, stopUrl }: { mentions: MentionTold[]; more: number; stopUrl: string }): Letter => {
    const [first] = mentions
    const count = mentions.length + more
    return {
      subject: count === 1 && first ? `${first.from} mentioned you` : `${count} mentions while you were away`,
      body: [
        `Hello @${name}. While you were away from ${community}, ${count === 1 ? 'somebody mentioned you.' : `you were mentioned ${count} times.`}`,
        ...mentions.flatMap((one) => [one.text === null ? `${one.from} wrote to you privately.` : { quote: one.text, from: one.from }, link('Read and answer', one.url)]),
        ...more > 0 ? [link(more === 1 ? 'And one more' : `And ${more} more`, `${origin}/notifications`)] : [],
      ],
      foot: { text: 'You get at most one such letter an hour, and none while you are here.', label: 'No more letters about mentions', url: stopUrl },
    }
  },
}

export const emails = {
  ...aboutJoining, ...aboutAccess, ...aboutPeople, strike: strikeLetter,
  browserOn: (browser: string | null, system: string | null) =>
    browser && system ? `${browser} on ${system}` : browser ?? (system ? `A browser on ${system}` : 'A browser that does not say what it is'),
}
