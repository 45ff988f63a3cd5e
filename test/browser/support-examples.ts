// Examples for the tour: what stands for the parameters of an address, and what else of a page is worth a look.
import type { Example } from './support-tour.ts'

const consent = (clientId: string) => `/oauth/authorize?response_type=code&client_id=${clientId}&redirect_uri=${encodeURIComponent('urn:ietf:wg:oauth:2.0:oob')}&scope=read+write+follow+push`

const step = (name: string): readonly Example[] => [{ name: `setup-${name}`, as: 'owner', at: 'unfinished', path: () => `/setup/${name}` }]

/** By the line of the table. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  'GET /': [{ path: () => '/' }, { name: 'front-door-owner', as: 'owner', path: () => '/' }],
  'GET /@:acct': [
    { name: 'profile', path: () => '/@jonas' }, { name: 'profile-owner', path: () => '/@mara' }, { name: 'profile-japanese', path: () => '/@haruka' },
    { name: 'profile-locked', path: () => '/@oksana' }, { name: 'profile-bot', path: () => '/@teatime' }, { name: 'profile-remote', as: 'member', path: () => '/@mio@lighthouse.example' },
    { name: 'profile-missing', path: () => '/@nobody_here' },
  ],
  'GET /@:acct/:last': [
    { name: 'post-thread', path: ({ thread }) => `/@dele/${thread}` }, { name: 'post-poll', path: ({ poll }) => `/@tui/${poll}` }, { name: 'post-arabic', path: ({ arabic }) => `/@layla/${arabic}` },
    { name: 'profile-replies', path: () => '/@jonas/with_replies' }, { name: 'profile-media', path: () => '/@teo/media' }, { name: 'profile-featured', path: () => '/@mara/featured' },
    { name: 'profile-followers', path: () => '/@mara/followers' }, { name: 'profile-following', path: () => '/@mara/following' },
  ],
  'GET /@:acct/tagged/:tag': [{ name: 'profile-tagged', path: () => '/@mara/tagged/introductions' }],
  'GET /@:acct/:id/embed': [{ name: 'post-embed', path: ({ thread }) => `/@dele/${thread}/embed` }],
  'GET /@:acct/:id/reblogs': [{ name: 'post-reblogs', path: ({ thread }) => `/@dele/${thread}/reblogs` }],
  'GET /@:acct/:id/favourites': [{ name: 'post-favourites', path: ({ thread }) => `/@dele/${thread}/favourites` }],
  'GET /@:acct/:id/quotes': [{ name: 'post-quotes', path: ({ thread }) => `/@dele/${thread}/quotes` }],
  'GET /tags/:tag': [{ name: 'hashtag', path: () => '/tags/FreeGerald' }],
  'GET /users/:name': [{ path: () => '/users/jonas' }],
  'GET /users/:name/statuses/:id': [{ path: ({ thread }) => `/users/dele/statuses/${thread}` }],
  'GET /web': [{ path: () => '/web' }],
  'GET /web/*': [{ path: () => '/web/@jonas' }],
  'GET /deck': [{ path: () => '/deck' }],
  'GET /deck/*': [{ path: () => '/deck/@jonas' }],
  'GET /authorize_interaction': [{ name: 'authorize-interaction', as: 'member', path: ({ origin, thread }) => `/authorize_interaction?uri=${encodeURIComponent(`${origin}/@dele/${thread}`)}` }],
  'GET /auth/sign_in': [{ path: () => '/auth/sign_in' }],
  'GET /auth/sign_out': [{ as: 'visitor', path: () => '/auth/sign_out' }],
  'GET /invite/:code': [{ name: 'invitation', path: ({ invite }) => `/invite/${invite}` }, { name: 'invitation-over', path: () => '/invite/thisoneisover' }],
  'GET /join/status/:token': [
    { name: 'application', path: ({ applicationOf }) => `/join/status/${applicationOf('leilani')}` },
    { name: 'application-questions', path: ({ applicationOf }) => `/join/status/${applicationOf('halfway')}` },
    { name: 'application-declined', path: ({ applicationOf }) => `/join/status/${applicationOf('recruiter77')}` },
    { name: 'application-withdrawn', path: ({ applicationOf }) => `/join/status/${applicationOf('sam')}` },
  ],
  'GET /auth/password/edit': [{ path: ({ resetCode }) => `/auth/password/edit?code=${resetCode}` }],
  'GET /auth/confirmation': [{ path: ({ confirmCode }) => `/auth/confirmation?code=${confirmCode}` }],
  'GET /oauth/authorize': [{ path: ({ clientId }) => consent(clientId) }],
  'GET /setup/:code': [{ name: 'setup', at: 'unfounded', path: ({ setupCode }) => `/setup/${setupCode}` }],
  'GET /setup/:code/owner': [{ name: 'setup-owner', at: 'unfounded', path: ({ setupCode }) => `/setup/${setupCode}/owner` }],
  'GET /setup/name': step('name'),
  'GET /setup/joining': step('joining'),
  'GET /setup/questions': step('questions'),
  'GET /setup/rules': step('rules'),
  'GET /setup/looks': step('looks'),
  'GET /admin/queue': [{ as: 'reviewer', path: () => '/admin/queue' }],
  'GET /admin/queue/:id/decline': [{ name: 'admin-queue-decline', as: 'reviewer', path: ({ users }) => `/admin/queue/${users.get('growthguru')}/decline` }],
  'GET /admin/reports': [{ as: 'reviewer', path: () => '/admin/reports' }],
  'GET /admin/reports/:id': [{ name: 'admin-report', as: 'reviewer', path: ({ report }) => `/admin/reports/${report}` }],
  'GET /admin/accounts': [{ as: 'reviewer', path: () => '/admin/accounts' }],
  'GET /admin/accounts/:id': [{ name: 'admin-account', as: 'reviewer', path: ({ accounts }) => `/admin/accounts/${accounts.get('sunil')}` }],
  'GET /admin/action_logs': [{ as: 'reviewer', path: () => '/admin/action_logs' }],
  'GET /invites': [{ as: 'reviewer', path: () => '/invites' }],
  'GET /interact': [{ path: ({ origin, thread }) => `/interact?type=reply&uri=${encodeURIComponent(`${origin}/@dele/${thread}`)}` }],
  'GET /share': [{ as: 'member', path: () => `/share?text=${encodeURIComponent('Soup on Saturday')}&url=${encodeURIComponent('https://recipes.example/leek')}` }],
  'GET /intents/follow': [{ as: 'member', path: () => '/intents/follow?uri=acct:haruka@second-shift.example' }],
  'GET /lists/:id': [{ name: 'list', path: ({ list }) => `/lists/${list}` }],
  'app /tags/:tag': [{ name: 'hashtag', path: () => '/tags/FreeGerald' }],
  'app /@:acct/:id': [{ name: 'thread', path: ({ thread }) => `/@dele/${thread}` }, { name: 'thread-poll', path: ({ poll }) => `/@tui/${poll}` }],
  'GET /oauth/authorize/native': [{ path: () => '/oauth/authorize/native?code=an-example' }],
}
