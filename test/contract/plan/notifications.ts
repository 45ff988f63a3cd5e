// Coverage rows: notifications, one by one and in groups.
import type { Plan, World } from '../plan.ts';
import { posted } from './stage.ts';

// Bob favourites a post of alice's, so that there is something to tell her.
async function told(world: World): Promise<{ id: string; group_key: string }> {
  await world.ask('bob', 'POST', `/api/v1/statuses/${await posted(world, 'alice', 'Anyone there?')}/favourite`);
  const [first] = await world.ask<{ id: string; group_key: string }[]>('alice', 'GET', '/api/v1/notifications');
  if (!first) throw new Error('setting the stage: alice has no notification');
  return first;
}

const aNotification = async (world: World) => ({ path: { id: (await told(world)).id } });
const aGroup = async (world: World) => ({ path: { group_key: (await told(world)).group_key } });

// Carol, whom this person does not follow, writes to them while strangers are kept aside.
async function kept(world: World, person: string): Promise<string> {
  await world.ask(person, 'PATCH', '/api/v2/notifications/policy', { json: { for_not_following: 'filter' } });
  await posted(world, 'carol', `@${person} May I?`);
  await world.ask(person, 'PATCH', '/api/v2/notifications/policy', { json: { for_not_following: 'accept' } });
  const [first] = await world.ask<{ id: string }[]>(person, 'GET', '/api/v1/notifications/requests');
  if (!first) throw new Error(`setting the stage: ${person} has no notification request`);
  return first.id;
}

const aRequest = async (world: World) => ({ path: { id: await kept(world, 'alice') } });
const requestsOf = (person: string) => async (world: World) => ({ form: { 'id[]': [await kept(world, person)] } });
// Without any, Mastodon does nothing and says so with a 200.
const noneNamed = { 'missing param': [200] } as const;

export const notificationsPlan: Plan = [
  { method: 'notifications#get-policy' },
  { method: 'notifications#update-the-filtering-policy-for-notifications', args: { json: { for_new_accounts: 'accept' } } },
  { method: 'notifications#requests-merged' },
  {
    method: 'notifications#get-requests',
    args: async world => {
      await kept(world, 'alice');
      return {};
    },
  },
  { method: 'notifications#get-one-request', args: aRequest },
  { method: 'notifications#dismiss-request', args: aRequest },
  { method: 'notifications#dismiss-multiple-requests', args: requestsOf('alice'), probes: noneNamed },
  // Accepting is for good: nothing of carol's is kept aside after it.
  { method: 'notifications#accept-request', args: aRequest },
  { method: 'notifications#accept-multiple-requests', as: 'bob', args: requestsOf('bob'), probes: noneNamed },
  {
    method: 'notifications#get',
    args: async world => {
      await told(world);
      return { query: { limit: 10, 'exclude_types[]': ['follow'] } };
    },
  },
  { method: 'notifications#get-one', args: aNotification },
  { method: 'notifications#unread-count' },
  { method: 'notifications#dismiss', args: aNotification },
  {
    method: 'grouped_notifications#get-grouped',
    args: async world => {
      await told(world);
      return { query: { expand_accounts: 'full' } };
    },
  },
  { method: 'grouped_notifications#get-notification-group', args: aGroup },
  // The documentation names a write scope for this read; that is what a client will ask for.
  { method: 'grouped_notifications#get-group-accounts', args: aGroup },
  { method: 'grouped_notifications#unread-group-count' },
  { method: 'grouped_notifications#dismiss-group', args: aGroup },
  { method: 'notifications#clear' },
];
