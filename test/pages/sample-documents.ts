// Every page in every state, rendered from the samples: what tests go through and what is looked at on a screen.
import type { Page } from '#web/props/page.ts'
import type { ApplicationState } from '#web/props/joining.ts'
import type { Pages } from '#web/render.ts'
import { sample, type Sample } from './sample.ts'
import { settingsSamples } from './settings-samples.ts'
import { sampleFirstDay, setupSamples } from './setup-samples.ts'
import { sampleFeed, sampleForm, samplePage, samplePeople, samplePicture, samplePost, sampleQuestions, sampleRules } from './samples.ts'

/** Renders one sample. */
export function renderSample(pages: Pages, { page, props }: Sample): string {
  return (pages[page] as (props: unknown) => string)(props)
}

/** All samples by name; `page` is what every one of them is given. */
export function sampleDocuments(page: Page = samplePage): Record<string, Sample> {
  return { ...visitingSamples(page), ...sessionSamples(page), ...settingsSamples(page), ...setupSamples(page), ...joiningSamples(page), ...publicSamples(page) }
}

function sessionSamples(page: Page): Record<string, Sample> {
  const form = sampleForm
  const account = samplePeople.mirjam
  const viewer = { acct: 'mirjam', display_name: 'Mirjam', csrf: 'csrf-token' }
  return {
    'sign-in': sample('signInPage', { page, form, passwordResetUrl: '/auth/password/new', signUpUrl: '/auth/sign_up', appName: 'Phanpy' }),
    'sign-in-wrong': sample('signInPage', {
      page, passwordResetUrl: '/auth/password/new',
      form: { ...form, values: { email: 'mirjam@post.example', remember: '1' }, errors: { password: 'E-mail and password do not match.' }, hidden: { return_to: '/home' } },
    }),
    'password-request': sample('passwordRequestPage', { page, form, signInUrl: '/auth/sign_in' }),
    'password-request-sent': sample('passwordRequestPage', { page, form, sent: true, signInUrl: '/auth/sign_in' }),
    'password-reset': sample('passwordResetPage', { page, form, minPasswordLength: 8, requestUrl: '/auth/password/new' }),
    'password-reset-used': sample('passwordResetPage', { page, form: null, minPasswordLength: 8, requestUrl: '/auth/password/new' }),
    'email-ask': sample('emailConfirmationPage', { page, state: 'ask', email: 'mirjam@post.example', form }),
    'email-done': sample('emailConfirmationPage', { page, state: 'done', next: { kind: 'application', url: '/join/status/x' } }),
    'email-expired': sample('emailConfirmationPage', { page, state: 'expired', form }),
    consent: sample('consentPage', {
      page: { ...page, viewer }, account, app: { name: 'Phanpy', website: 'https://phanpy.example/about' },
      scopes: ['read', 'read:lists', 'write:statuses', 'follow', 'push', 'admin:read:accounts', 'future:thing'], returnsTo: 'phanpy.example',
      otherAccountUrl: '/auth/sign_in?again=1', form: { ...form, hidden: { client_id: 'abc', scope: 'read', state: 's', 'resource[]': ['a', 'b'], none: undefined } },
    }),
    code: sample('authorizationCodePage', { page, appName: 'toot', code: 'Zk3v0aQx9PpQ6bYJ2tX1uS7mLhD4nRw8' }),
  }
}

function joiningSamples(page: Page): Record<string, Sample> {
  const form = sampleForm
  const application = (state: ApplicationState): Sample => sample('applicationPage', {
    page, username: 'noa', email: 'noa@post.example', sentAt: '2026-11-18T09:00:00Z', confirmedAt: state.state === 'unconfirmed' ? null : '2026-11-18T09:10:00Z',
    decidedAt: '2026-11-19T09:00:00Z', withdraw: form, signUpUrl: '/auth/sign_up', application: state,
  })
  const signUp = { page, rules: sampleRules, questions: sampleQuestions, minPasswordLength: 8, signInUrl: '/auth/sign_in' }
  return {
    'sign-up': sample('signUpPage', { ...signUp, form, inviteCode: 'optional' }),
    'sign-up-wrong': sample('signUpPage', {
      ...signUp, invite: { by: 'Jonas', note: 'Come in.', left: 3, expiresAt: '2026-12-01T00:00:00Z' }, questions: [{ ...sampleQuestions[0]!, error: 'Please answer this one.' }], inviteCode: 'required',
      form: { ...form, values: { username: 'noa', email: 'noa@post', invite_code: 'x', agreement: '1' }, errors: { username: '@noa is taken. @noa_b is free.', agreement: 'Please read them first.' } },
    }),
    'sign-up-closed': sample('signUpPage', {
      ...signUp, page: { ...page, community: { ...page.community, registrations: 'closed' } }, form: null, friends: [{ name: 'Lighthouse', url: 'https://lighthouse.example' }],
    }),
    'application-unconfirmed': application({ state: 'unconfirmed', resend: form }),
    'application-waiting': application({ state: 'waiting', place: 34, perDay: 20 }),
    'application-tomorrow': application({ state: 'waiting', heldUntilTomorrow: true }),
    'application-question': application({ state: 'question', from: 'Rana', questions: [sampleQuestions[0]!], form }),
    'application-questions': application({ state: 'question', questions: sampleQuestions, form }),
    'application-approved': application({ state: 'approved', signInUrl: '/auth/sign_in' }),
    'application-declined': application({ state: 'declined', reason: 'We know too little about you yet.', appeal: { ...form, errors: { text: 'Please write something.' } } }),
    'application-withdrawn': application({ state: 'withdrawn' }),
    'application-expired': application({ state: 'expired' }),
  }
}

function publicSamples(page: Page): Record<string, Sample> {
  const account = samplePeople.mirjam
  const paging = { newer: '/@mirjam?min_id=9', older: '/@mirjam?max_id=1' }
  const errors = [403, 404, 410, 422, 429, 500, 503, 418].map(status =>
    [`error-${status}`, sample('errorPage', { page, status, requestId: status >= 500 ? 'req-1f' : null, retryAfter: status === 429 ? 90 : null })] as const)
  return {
    'not-set-up': sample('notSetUpPage', { page }),
    profile: sample('profilePage', { page, account, tab: 'posts', pinned: [samplePost('Commissions are open.')], statuses: sampleFeed, paging }),
    'profile-empty': sample('profilePage', { page, account: { ...account, note: '', fields: [], moved: samplePeople.jonas, locked: true }, tab: 'with_replies', statuses: [], paging: {} }),
    'profile-media': sample('profilePage', { page, account: samplePeople.sofia, tab: 'media', statuses: sampleFeed, paging: { older: '/x' } }),
    'profile-suspended': sample('profilePage', { page, account: { ...account, suspended: true }, tab: 'posts', statuses: [], paging: {} }),
    post: sample('postPage', { page, ...threadSample() }),
    'post-bare': sample('postPage', { page, status: samplePost('Quiet today.', { account: samplePeople.jonas, url: 'https://social.example/@jonas/1' }), ancestors: [], descendants: [] }),
    hashtag: sample('hashtagPage', { page, name: 'tides', statuses: sampleFeed.slice(0, 4), paging: { older: '/tags/tides?max_id=1' } }),
    'hashtag-empty': sample('hashtagPage', { page, name: 'ebb', statuses: [], paging: {} }),
    landing: sample('landingPage', { page, rules: sampleRules, statuses: sampleFeed.slice(0, 5), staff: [account], people: [samplePeople.jonas], ahead: { questions: 2, mail: true, wait: { unit: 'hours', n: 5 } } }),
    'landing-closed': sample('landingPage', { page: { ...page, community: { ...page.community, registrations: 'closed' } }, rules: [], statuses: [], friends: [{ name: 'Lighthouse', url: 'https://lighthouse.example' }] }),
    about: sample('aboutPage', { page, description: '<p>We began in 2019 with a leaking shed.</p><ul><li>boats</li></ul>', rules: sampleRules, contact: { email: 'harbour@post.example', account } }),
    privacy: sample('textPage', { page, title: 'Privacy', content: '<h2>What we keep</h2><p>As little as we can.</p>', updated_at: '2026-01-02T00:00:00Z' }),
    'profile-tagged': sample('profilePage', { page, account, tab: 'posts', tag: 'tides', statuses: sampleFeed.slice(0, 2), paging: {} }),
    'profile-limited': sample('profilePage', { page, account: { ...account, limited: true }, tab: 'posts', statuses: [], paging: {}, uncoverUrl: '/@mirjam?show=limited' }),
    'landing-member': sample('landingPage', { page: { ...page, viewer: { acct: 'mirjam', display_name: 'Mirjam', csrf: 'csrf-token' } }, rules: sampleRules, statuses: [], firstDay: sampleFirstDay }),
    'leaving-account': sample('leavingPage', { page, what: 'account', account: samplePeople.sofia, url: 'https://a-rather-long-server-name.example/@sofia' }),
    'leaving-post': sample('leavingPage', { page, what: 'post', account: samplePeople.jonas, url: 'https://social.example/@jonas/1' }),
    'gone-post': sample('gonePage', { page, what: 'post', account }),
    'gone-account': sample('gonePage', { page, what: 'account' }),
    ...Object.fromEntries(errors),
  }
}

function visitingSamples(page: Page): Record<string, Sample> {
  const { mirjam, jonas, sofia, kit } = samplePeople
  const people = [jonas, sofia, kit]
  const status = sampleFeed[0]!
  const viewer = { acct: 'kit', display_name: 'Kit', csrf: 'csrf-token' }
  const mine = { ...page, viewer }
  const list = { page, of: mirjam, people, paging: { older: '/x', newer: '/y' }, path: '/@mirjam/followers', backPath: '/@mirjam' }
  const marks = { reblogged: false, favourited: false, boostable: true }
  return {
    followers: sample('peoplePage', { ...list, kind: 'followers' }),
    'following-hidden': sample('peoplePage', { ...list, kind: 'following', people: [], paging: {}, hidden: true }),
    boosters: sample('peoplePage', { ...list, kind: 'reblogs' }),
    favouriters: sample('peoplePage', { ...list, kind: 'favourites', people: [], paging: {} }),
    featured: sample('featuredPage', { page, account: mirjam, tags: [{ name: 'tides', statuses_count: '12' }], people }),
    'featured-nothing': sample('featuredPage', { page, account: mirjam, tags: [], people: [] }),
    'public': sample('timelinePage', { page, side: 'all', statuses: sampleFeed, paging: { older: '/x' } }),
    'public-local': sample('timelinePage', { page, side: 'local', statuses: [], paging: {} }),
    'public-remote': sample('timelinePage', { page, side: 'remote', statuses: sampleFeed.slice(0, 2), paging: {} }),
    'public-members': sample('membersOnlyPage', { page }),
    explore: sample('explorePage', { page, days: 3, statuses: sampleFeed, tags: [{ name: 'tides', people: 1 }, { name: 'boats', people: 4 }] }),
    directory: sample('directoryPage', { page, order: 'active', people, paging: { older: '/x' } }),
    'directory-empty': sample('directoryPage', { page, order: 'new', people: [], paging: {} }),
    'interact-follow': sample('interactPage', { page, act: 'follow', account: mirjam, address: 'https://harbour.example/users/1', signInUrl: '/auth/sign_in', form: sampleForm }),
    'interact-wrong': sample('interactPage', {
      page, act: 'reply', account: mirjam, status, address: 'https://harbour.example/posts/1', signInUrl: '/auth/sign_in',
      form: { ...sampleForm, values: { server: 'socialcoop' }, errors: { server: 'Type the name of a server, such as social.coop.' } },
    }),
    'arriving-person': sample('arrivingPage', { page: mine, account: jonas, standing: 'none', marks, form: sampleForm }),
    'arriving-followed': sample('arrivingPage', { page: { ...mine, notice: { kind: 'ok', text: 'You follow them now.' } }, account: jonas, standing: 'following', marks, form: sampleForm }),
    'arriving-post': sample('arrivingPage', { page: mine, status, standing: 'none', marks, form: sampleForm, replyUrl: '/share?in_reply_to=1' }),
    share: sample('sharePage', { page: mine, form: { ...sampleForm, values: { status: 'Read this', visibility: 'public' } } }),
    'share-reply': sample('sharePage', { page: mine, form: { ...sampleForm, values: { status: '@mirjam ', visibility: 'private' }, errors: { status: 'Text character limit of 500 exceeded' } }, replyTo: status }),
    'post-member': sample('postPage', { page: mine, ...threadSample(), embeddable: true }),
    'profile-remote': sample('profilePage', { page: mine, account: jonas, tab: 'posts', statuses: sampleFeed.slice(0, 2), paging: {} }),
  }
}

function threadSample() {
  const { jonas, sofia, kit, mirjam } = samplePeople
  const status = samplePost('Does anybody have a lamp for the slipway? Ours went with the tide, and the second boat comes in at nine.', {
    id: '50', in_reply_to_id: '40', replies_count: 6, reblogs_count: 12, favourites_count: 1, media_attachments: [samplePicture('slipway')], edited_at: '2026-11-20T10:20:00Z',
  })
  const reply = (id: string, parent: string, account: typeof jonas, text: string) => samplePost(text, { id, in_reply_to_id: parent, account, created_at: `2026-11-20T10:${id}:00Z` })
  return {
    status,
    ancestors: [samplePost('High water at half past eight tonight.', { id: '40', account: jonas })],
    descendants: [
      reply('51', '50', jonas, 'I have two. Bringing both.'), reply('52', '51', mirjam, 'You are a star.'), reply('53', '52', jonas, 'Only a lamp.'),
      reply('54', '50', kit, 'There is one in the shed, behind the oars.'), reply('55', '54', sofia, 'Which shed?'), reply('56', '54', mirjam, 'Found it!'),
      reply('57', '55', kit, 'The green one.'), reply('58', '55', jonas, 'The left one.'),
    ],
  }
}
