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

export const notificationsPlan: Plan = [
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
