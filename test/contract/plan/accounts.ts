// Coverage rows: accounts, and what one account makes of another.
import type { Args, Plan, World } from '../plan.ts';
import { accountOf, posted, relates } from './stage.ts';

const KINDS = ['gull', 'crowd', 'automaton', 'open', 'shy', 'remembered', 'limited', 'moved', 'suspended', 'proven'];
const seeded = (name: string) => async (world: World): Promise<Args> => ({ path: { id: world.thing(name) } });
const inOrder = async (world: World, names: readonly string[]): Promise<Args> => ({ query: { 'id[]': names.map(name => world.thing(name)) } });

/** The address of somebody whose whole server alice does not want to hear from. */
async function farHost(world: World): Promise<string> {
  const { uri } = await world.ask<{ uri: string }>('alice', 'GET', `/api/v1/accounts/${world.thing('stranger')}`);
  return uri;
}

const CHOICES = ['carol shows everything', 'carol hides everything', 'carol whispers'];

async function changed(world: World, what: string): Promise<Args> {
  await world.happen(what);
  return {};
}

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
  ...KINDS.map(kind => ({ method: 'accounts#get', name: `of every kind: ${kind}`, as: 'alice', args: seeded(kind) })),
  { method: 'accounts#get', name: 'of the staff', args: seeded('warden') },
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
  { method: 'accounts#note', args: accountOf('bob', 'id', { form: { comment: 'met at the fair' } }) },
  { method: 'accounts#note', name: 'about carol', args: accountOf('carol', 'id', { form: { comment: 'met at the fair, too' } }) },
  { method: 'accounts#follow', args: accountOf('carol', 'id', { form: { reblogs: false, notify: true, 'languages[]': ['en'] } }) },
  { method: 'accounts#unfollow', args: accountOf('carol') },
  { method: 'accounts#remove_from_followers', args: accountOf('carol') },
  { method: 'accounts#block', args: accountOf('carol') },
  { method: 'accounts#unblock', args: accountOf('carol') },
  { method: 'accounts#mute', args: accountOf('carol', 'id', { form: { notifications: true, duration: 3600 } }) },
  { method: 'accounts#unmute', args: accountOf('carol') },
  {
    method: 'accounts#endorse',
    args: async world => {
      await relates(world, 'alice', 'follow', 'bob');
      return { path: { id: await world.accountId('bob') } };
    },
  },
  { method: 'accounts#endorsements', args: accountOf('alice') },
  { method: 'accounts#unendorse', args: accountOf('bob') },
  { method: 'accounts#unpin', args: accountOf('bob') },
  { method: 'accounts#pin', args: accountOf('bob') },
  { method: 'accounts#endorse', name: 'of somebody one does not follow', args: accountOf('carol'), status: 422 },
  {
    method: 'accounts#relationships',
    args: async world => ({ query: { 'id[]': [await world.accountId('bob'), await world.accountId('carol')] } }),
  },
  {
    method: 'accounts#relationships',
    name: 'of every kind',
    args: async world => {
      await relates(world, 'carol', 'block', 'alice');
      await world.ask('alice', 'POST', `/api/v1/accounts/${world.thing('shy')}/follow`);
      await world.ask('alice', 'POST', '/api/v1/domain_blocks', { form: { domain: new URL(await farHost(world)).host } });
      await world.ask('alice', 'PATCH', '/api/v1/accounts/update_credentials', { form: { locked: true } });
      await world.ask('open', 'POST', `/api/v1/accounts/${await world.accountId('alice')}/follow`);
      return inOrder(world, ['carol', 'shy', 'stranger', 'open', 'bob']);
    },
  },
  {
    method: 'accounts#relationships',
    name: 'that have ended',
    args: async world => {
      await relates(world, 'carol', 'unblock', 'alice');
      await world.ask('alice', 'POST', `/api/v1/accounts/${world.thing('shy')}/unfollow`);
      await world.ask('alice', 'DELETE', '/api/v1/domain_blocks', { form: { domain: new URL(await farHost(world)).host } });
      await world.ask('alice', 'POST', `/api/v1/follow_requests/${world.thing('open')}/reject`);
      await world.ask('alice', 'PATCH', '/api/v1/accounts/update_credentials', { form: { locked: false } });
      return inOrder(world, ['carol', 'shy', 'stranger', 'open']);
    },
  },
  { method: 'accounts#familiar_followers', args: async world => ({ query: { 'id[]': [await world.accountId('bob')] } }) },
  {
    method: 'accounts#familiar_followers', name: 'of whom somebody one knows follows', as: 'dora',
    args: async world => {
      await relates(world, 'dora', 'follow', 'carol');
      await world.ask('carol', 'POST', `/api/v1/accounts/${world.thing('proven')}/follow`);
      return inOrder(world, ['proven']);
    },
  },
  { method: 'accounts#search', args: { query: { q: 'bob', limit: 2 } }, probes: { 'missing param': [200, 400, 422] } },
  {
    method: 'accounts#lookup',
    args: { query: { acct: 'bob' } },
    probes: { 'no token': { skip: 'Mastodon answers anyone, whatever its page says' }, 'app token': { skip: 'Mastodon answers anyone, whatever its page says' } },
  },
  { method: 'accounts#lookup', name: 'of nobody', args: { query: { acct: 'nobody.at.all' } }, status: 404 },
  { method: 'accounts#identity_proofs', args: accountOf('bob') },
  { method: 'preferences#get' },
  ...CHOICES.flatMap(what => [
    { method: 'preferences#get', name: what, as: 'carol', args: (world: World) => changed(world, what) },
    { method: 'accounts#verify_credentials', name: what, as: 'carol' },
  ]),
  { method: 'accounts#verify_credentials', name: 'as one of the staff', as: 'warden' },
  ...[true, false].map(yes => ({
    method: 'accounts#update_credentials', name: `all ${yes}`, as: 'open',
    args: { form: { hide_collections: yes, discoverable: yes, indexable: yes, locked: yes, bot: yes } },
  })),
];
