// Coverage rows: the lists of what a member has blocked, muted, asked for and kept.
import type { Plan, World } from '../plan.ts';
import { posted, relates } from './stage.ts';

// Carol locks her account, so that a follow becomes a request she can answer.
async function asksCarol(world: World) {
  await world.ask('carol', 'PATCH', '/api/v1/accounts/update_credentials', { form: { locked: true } });
  await relates(world, 'carol', 'remove_from_followers', 'bob');
  await relates(world, 'bob', 'follow', 'carol');
  return { path: { account_id: await world.accountId('bob') } };
}

export const relationshipsPlan: Plan = [
  {
    method: 'blocks#get',
    args: async world => {
      await relates(world, 'alice', 'block', 'carol');
      return {};
    },
  },
  {
    method: 'mutes#get',
    args: async world => {
      await relates(world, 'alice', 'unblock', 'carol');
      await relates(world, 'alice', 'mute', 'carol');
      return {};
    },
  },
  { method: 'domain_blocks#block', args: { form: { domain: 'unkind.example' } } },
  { method: 'domain_blocks#get' },
  { method: 'domain_blocks#unblock', args: { form: { domain: 'unkind.example' } } },
  {
    method: 'follow_requests#get',
    as: 'carol',
    args: async world => {
      await asksCarol(world);
      return {};
    },
  },
  { method: 'follow_requests#reject', as: 'carol', args: asksCarol },
  { method: 'follow_requests#accept', as: 'carol', args: asksCarol },
  { method: 'endorsements#get' },
  {
    method: 'bookmarks#get',
    args: async world => {
      await world.ask('alice', 'POST', `/api/v1/statuses/${await posted(world, 'bob', 'Worth keeping')}/bookmark`);
      return {};
    },
  },
  { method: 'reports#post', args: async world => ({ form: { account_id: await world.accountId('bob'), comment: 'Not kind' } }) },
  {
    method: 'favourites#get',
    args: async world => {
      await world.ask('alice', 'POST', `/api/v1/statuses/${await posted(world, 'bob', 'Lovely')}/favourite`);
      return {};
    },
  },
];
