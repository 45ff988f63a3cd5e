// Coverage rows: the lists of what a member has blocked, muted, asked for and kept.
import type { Args, Plan, World } from '../plan.ts';
import { posted, relates } from './stage.ts';

// Carol locks her account, so that a follow becomes a request she can answer.
async function asksCarol(world: World) {
  await world.ask('carol', 'PATCH', '/api/v1/accounts/update_credentials', { form: { locked: true } });
  await relates(world, 'carol', 'remove_from_followers', 'bob');
  await relates(world, 'bob', 'follow', 'carol');
  return { path: { account_id: await world.accountId('bob') } };
}

async function aReport(world: World, category: string): Promise<Args> {
  const far = category === 'legal';
  const account_id = far ? world.thing('gull') : await world.accountId('bob');
  const rules: Args['form'] = category === 'violation' ? { 'rule_ids[]': [world.thing('rule')] } : {};
  return { form: { account_id, category, comment: 'Not kind', forward: far, ...rules } };
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
  {
    method: 'mutes#get', name: 'for an hour', as: 'bob',
    args: async world => {
      await world.ask('bob', 'POST', `/api/v1/accounts/${await world.accountId('carol')}/mute`, { form: { duration: 3600 } });
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
  {
    method: 'accounts#note', name: 'about whom one lets in', as: 'carol',
    args: async world => ({ path: { id: await world.accountId('bob') }, form: { comment: 'met at the fair' } }),
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
  ...['spam', 'legal', 'violation', 'other'].map(category => ({ method: 'reports#post', name: category, args: (world: World) => aReport(world, category) })),
  {
    method: 'notifications#get', name: 'of reports that are closed', as: 'warden',
    args: async world => {
      await world.happen('reports are closed');
      return {};
    },
  },
  {
    method: 'favourites#get',
    args: async world => {
      await world.ask('alice', 'POST', `/api/v1/statuses/${await posted(world, 'bob', 'Lovely')}/favourite`);
      return {};
    },
  },
];
