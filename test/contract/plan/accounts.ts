// Coverage rows: accounts, and what one account makes of another.
import type { Plan } from '../plan.ts';
import { accountOf, posted, relates } from './stage.ts';

export const accountsPlan: Plan = [
  {
    method: 'accounts#create',
    probes: { 'missing param': { skip: 'Mastodon takes its own language for a missing locale; the other parameters are refused in src/client-api/routes tests' } },
    args: {
      form: {
        username: 'newcomer',
        email: 'newcomer@example.com',
        password: 'correct horse battery staple',
        agreement: true,
        locale: 'en',
        date_of_birth: '1990-01-01',
        reason: 'Bob told me about this place',
      },
    },
  },
  { method: 'accounts#verify_credentials' },
  { method: 'accounts#verify_credentials', name: 'without a token', as: 'nobody', status: 401 },
  {
    method: 'accounts#update_credentials',
    args: {
      form: {
        display_name: 'Alice',
        note: 'Hello',
        'source[privacy]': 'public',
        'fields_attributes[0][name]': 'Web',
        'fields_attributes[0][value]': 'https://example.com',
      },
    },
  },
  { method: 'accounts#get', args: accountOf('bob') },
  { method: 'accounts#get', name: 'seen by a member', as: 'alice', args: accountOf('bob') },
  { method: 'accounts#index', args: async world => ({ query: { 'id[]': [await world.accountId('bob'), await world.accountId('carol')] } }) },
  {
    method: 'accounts#statuses',
    args: async world => {
      await posted(world, 'bob', 'One for the profile');
      return { path: { id: await world.accountId('bob') }, query: { limit: 5, exclude_replies: true } };
    },
  },
  {
    method: 'accounts#followers',
    args: async world => {
      await relates(world, 'alice', 'follow', 'bob');
      return { path: { id: await world.accountId('bob') } };
    },
  },
  { method: 'accounts#following', args: accountOf('alice') },
  { method: 'accounts#featured_tags', args: accountOf('bob') },
  { method: 'accounts#lists', args: accountOf('bob') },
  { method: 'accounts#follow', args: accountOf('carol', 'id', { form: { reblogs: false, notify: true, 'languages[]': ['en'] } }) },
  { method: 'accounts#unfollow', args: accountOf('carol') },
  { method: 'accounts#remove_from_followers', args: accountOf('carol') },
  { method: 'accounts#block', args: accountOf('carol') },
  { method: 'accounts#unblock', args: accountOf('carol') },
  { method: 'accounts#mute', args: accountOf('carol', 'id', { form: { notifications: true, duration: 3600 } }) },
  { method: 'accounts#unmute', args: accountOf('carol') },
  { method: 'accounts#endorsements', args: accountOf('alice') },
  { method: 'accounts#note', args: accountOf('bob', 'id', { form: { comment: 'met at the fair' } }) },
  {
    method: 'accounts#relationships',
    args: async world => ({ query: { 'id[]': [await world.accountId('bob'), await world.accountId('carol')] } }),
  },
  { method: 'accounts#familiar_followers', args: async world => ({ query: { 'id[]': [await world.accountId('bob')] } }) },
  { method: 'accounts#search', args: { query: { q: 'bob', limit: 2 } }, probes: { 'missing param': [200, 400, 422] } },
  {
    method: 'accounts#lookup',
    args: { query: { acct: 'bob' } },
    probes: { 'no token': { skip: 'Mastodon answers anyone, whatever its page says' }, 'app token': { skip: 'Mastodon answers anyone, whatever its page says' } },
  },
  { method: 'accounts#lookup', name: 'of nobody', args: { query: { acct: 'nobody.at.all' } }, status: 404 },
  { method: 'accounts#identity_proofs', args: accountOf('bob') },
  { method: 'preferences#get' },
];
