// Coverage rows: notifications of every type, as alice, the staff and somebody who was warned are told of them, in every form.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Args, Plan, World } from '../plan.ts';
import { posted, relates } from './stage.ts';

const boost = (world: World, person: string, id: string) => world.ask(person, 'POST', `/api/v1/statuses/${id}/reblog`);

/** Others do to alice whatever one can be told of. */
async function everythingHappens(world: World): Promise<Args> {
  await world.ask('alice', 'POST', `/api/v1/accounts/${await world.accountId('bob')}/follow`, { form: { notify: true } });
  const mine = await posted(world, 'alice', 'Do with this what you like');
  for (const person of ['shy', 'automaton', 'carol', 'bob']) {
    await world.ask(person, 'POST', `/api/v1/statuses/${mine}/favourite`);
    await boost(world, person, mine);
  }
  await relates(world, 'dora', 'follow', 'alice');
  await world.ask('alice', 'PATCH', '/api/v1/accounts/update_credentials', { form: { locked: true, discoverable: true } });
  await world.ask('shy', 'POST', `/api/v1/accounts/${await world.accountId('alice')}/follow`);
  await posted(world, 'bob', 'I quote you', { quoted_status_id: mine });
  const theirs = await posted(world, 'bob', 'Quote me');
  await boost(world, 'alice', theirs);
  await posted(world, 'alice', 'I quote bob', { quoted_status_id: theirs });
  await world.ask('bob', 'PUT', `/api/v1/statuses/${theirs}`, { form: { status: 'Quote me better' } });
  await voted(world);
  const form = { name: 'Good friends', 'account_ids[]': [await world.accountId('alice')] };
  const { collection } = await world.ask<{ collection: { id: string } }>('bob', 'POST', '/api/v1/collections', { form });
  await world.ask('bob', 'PATCH', `/api/v1/collections/${collection.id}`, { form: { name: 'Friends' } });
  await toldOf(world, ['poll', 'collection_update', 'follow_request', 'quoted_update']);
  return { query: { limit: 80 } };
}

/** Waits until alice has been told of each of these. */
async function toldOf(world: World, types: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const known = await world.ask<{ type: string }[]>('alice', 'GET', '/api/v1/notifications', { query: { limit: 80 } });
    if (types.every(type => known.some(one => one.type === type))) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  const known = await world.ask<{ type: string }[]>('alice', 'GET', '/api/v1/notifications', { query: { limit: 80 } });
  throw new Error(`setting the stage: alice was told of ${known.map(one => one.type).join(', ')} only`);
}

/** Dora keeps aside whom she does not follow; one of them writes to her, and is suspended. */
async function keptWithoutWords(world: World): Promise<Args> {
  await world.ask('dora', 'PATCH', '/api/v2/notifications/policy', { json: { for_not_following: 'filter' } });
  await posted(world, 'brief', '@dora, a word');
  const requests = await world.ask<{ id: string; last_status?: { content: string } }[]>('dora', 'GET', '/api/v1/notifications/requests');
  await world.happen('brief is suspended');
  return { path: { id: requests.find(one => one.last_status?.content.includes(world.say('a word')))?.id ?? '' } };
}

/** Lets in again whoever asks. */
async function unlocked(world: World): Promise<Args> {
  await world.ask('alice', 'PATCH', '/api/v1/accounts/update_credentials', { form: { locked: false } });
  // A job lets in who had asked, and each of them is told of: before that is done, nothing is to be counted.
  for (let tries = 0; tries < 400 && (await world.ask<unknown[]>('alice', 'GET', '/api/v1/follow_requests')).length > 0; tries += 1) await sleep(25);
  return {};
}

async function voted(world: World): Promise<void> {
  const form = { status: 'Which?', 'poll[options][]': ['tea', 'coffee'], 'poll[expires_in]': 3600 };
  const { poll } = await world.ask<{ poll: { id: string } }>('bob', 'POST', '/api/v1/statuses', { form });
  await world.ask('alice', 'POST', `/api/v1/polls/${poll.id}/votes`, { form: { 'choices[]': [0] } });
  await world.happen('polls end');
}

/** Somebody reports bob, and somebody comes. */
async function staffIsTold(world: World): Promise<Args> {
  await world.ask('alice', 'POST', '/api/v1/reports', { form: { account_id: await world.accountId('bob'), comment: 'Not kind' } });
  await world.token('latecomer');
  return { query: { limit: 80 } };
}

const all = { query: { limit: 40, expand_accounts: 'full' } };
const avatars = { query: { limit: 40, expand_accounts: 'partial_avatars' } };
const known = { query: { limit: 80, 'supported_types[]': ['mention', 'favourite'] } };

const forms = (method: string): Plan => [
  { method, name: 'of every type', args: all },
  { method, name: 'with avatars', args: avatars },
  { method, name: 'to the staff', as: 'warden', args: all },
  { method, name: 'to somebody who was warned', as: 'dora', args: all },
];

async function anAlphaGroup(world: World): Promise<Args> {
  const { notification_groups } = await world.ask<{ notification_groups: { group_key: string }[] }>('alice', 'GET', '/api/v2/notifications');
  return { path: { group_key: notification_groups[0]?.group_key ?? '' } };
}

const VERDICTS = ['accept', 'filter', 'drop'];
const policyOf = (verdict: string) => ({ json: Object.fromEntries(
  ['for_not_following', 'for_not_followers', 'for_new_accounts', 'for_private_mentions', 'for_limited_accounts'].map(kind => [kind, verdict]),
) });

export const toldPlan: Plan = [
  { method: 'notifications#get', name: 'of every type', args: everythingHappens },
  { method: 'notifications#get', name: 'to the staff', as: 'warden', args: staffIsTold },
  { method: 'notifications#get', name: 'to somebody who was warned', as: 'dora' },
  { method: 'notifications#get', name: 'to an app that knows few types', args: known },
  ...forms('grouped_notifications#get-grouped'),
  { method: 'grouped_notifications#get-grouped', name: 'to an app that knows few types', args: known },
  { method: 'notifications_alpha#get-grouped', args: all },
  ...forms('notifications_alpha#get-grouped').slice(1),
  { method: 'notifications_alpha#get-notification-group', args: anAlphaGroup },
  { method: 'notifications_alpha#unread-group-count', args: unlocked },
  { method: 'notifications#get-one-request', name: 'of somebody who is gone', as: 'dora', args: keptWithoutWords },
  { method: 'notifications_alpha#dismiss-group', args: anAlphaGroup },
  ...VERDICTS.map(verdict => ({
    method: 'notifications#update-the-filtering-policy-for-notifications', name: `that says ${verdict} to all`, as: 'dora', args: policyOf(verdict),
  })),
];
