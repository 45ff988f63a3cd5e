// Every letter Covey writes, in words. What a letter is about comes as data; where it leads is an address of this server.
import type { Words } from './letter.ts'

export interface Told {
  name: string
  origin: string
  community: string
}

const link = (label: string, url: string) => ({ label, url })
const notYou = 'If this was not you, there is nothing to do: without the link nothing happens.'

export const letters = {
  confirm: ({ name, origin, community }: Told, { code, statusToken }: { code: string; statusToken: string | null }): Words => ({
    subject: 'Confirm your e-mail',
    body: [
      `Hello @${name}. Somebody, most likely you, signed up at ${community} with this address.`,
      link('Confirm this address', `${origin}/auth/confirmation?code=${code}`),
      ...statusToken === null ? [] : [link('How your sign-up stands, at any time', `${origin}/join/status/${statusToken}`)],
      notYou,
    ],
  }),
  reset: ({ name, origin, community }: Told, { code }: { code: string }): Words => ({
    subject: 'Choose a new password',
    body: [
      `Hello @${name}. Here is the link to choose a new password at ${community}. It works once, for six hours.`,
      link('Choose a new password', `${origin}/auth/password/edit?code=${code}`),
      notYou,
    ],
  }),
  changeEmail: ({ name, origin, community }: Told, { code }: { code: string }): Words => ({
    subject: 'Confirm your new e-mail',
    body: [
      `Hello @${name}. Mail from ${community} comes to this address once you confirm it.`,
      link('Use this address', `${origin}/auth/confirmation?code=${code}`),
      notYou,
    ],
  }),
  emailChanged: ({ name, origin, community }: Told, { email }: { email: string }): Words => ({
    subject: 'Your e-mail was changed',
    body: [
      `Hello @${name}. Mail from ${community} now goes to ${email}, and no longer here.`,
      'If this was not you, ask for a new password at once, and write to the people who look after the server.',
      link('Choose a new password', `${origin}/auth/password/new`),
    ],
  }),
  passwordChanged: ({ name, origin, community }: Told): Words => ({
    subject: 'Your password was changed',
    body: [
      `Hello @${name}. Your password at ${community} was changed just now, and other browsers are signed out.`,
      'If this was not you, ask for a new one at once.',
      link('Choose a new password', `${origin}/auth/password/new`),
    ],
  }),
  applicationReceived: ({ name, origin, community }: Told, { statusToken, questions }: { statusToken: string; questions: boolean }): Words => ({
    subject: questions ? 'A few questions before we decide' : 'We have your application',
    body: [
      `Hello @${name}. Thank you for asking to join ${community}.`,
      questions ? 'We have some questions first. Your application is in the queue as soon as you have answered them.' : 'A person reads each application. You will get a letter like this one.',
      link(questions ? 'Answer the questions' : 'How your application stands, at any time', `${origin}/join/status/${statusToken}`),
    ],
  }),
  approved: ({ name, origin, community }: Told): Words => ({
    subject: `Welcome, ${name}`,
    body: [
      `Your account @${name} at ${community} is open.`,
      link('Sign in', `${origin}/auth/sign_in`),
      `You can also use any Mastodon app: when it asks for your server, type ${new URL(origin).host}.`,
    ],
  }),
  rejected: ({ name, community }: Told, { message }: { message: string }): Words => ({
    subject: 'About your application',
    body: [
      `Hello @${name}. We decided not to open this account at ${community}.`,
      ...message === '' ? [] : ['The reason given:', { quote: message }],
      'What you wrote was read only by those who decide.',
    ],
  }),
  newApplication: ({ origin }: Told, applicant: { name: string; reason: string | null; answers: { question: string; text: string }[] }): Words => ({
    subject: `@${applicant.name} would like to join`,
    body: [
      `@${applicant.name} has applied and waits for an answer.`,
      ...applicant.reason === null ? [] : [{ quote: applicant.reason }],
      ...applicant.answers.flatMap(({ question, text }) => [question, { quote: text }]),
      `To decide at the server: bin/covey accounts approve ${applicant.name}, or bin/covey accounts reject ${applicant.name} --message "…"`,
      link('The server', `${origin}/`),
    ],
  }),
}
