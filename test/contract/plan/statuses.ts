// Coverage rows: posts, what is done with them, and polls.
import type { Plan, World } from '../plan.ts';
import { aPostWithCard } from './linked.ts';
import { aPostBy, posted, uploaded } from './stage.ts';

// A post of bob's on which alice has already done what is then undone.
function after(verb: string) {
  return async (world: World) => {
    const id = await posted(world, 'bob', `To be taken back: ${verb}`);
    await world.ask('alice', 'POST', `/api/v1/statuses/${id}/${verb}`);
    return { path: { id } };
  };
}

async function aPollBy(world: World, person: string) {
  const form = { status: 'Tea or coffee?', 'poll[options][]': ['tea', 'coffee'], 'poll[expires_in]': 3600 };
  const status = await world.ask<{ poll: { id: string } }>(person, 'POST', '/api/v1/statuses', { form });
  return status.poll.id;
}

export const statusesPlan: Plan = [
  { method: 'statuses#create', args: { form: { status: 'Hello #coverage', language: 'en', visibility: 'unlisted' } } },
  {
    method: 'statuses#create',
    name: 'with a warning, to followers',
    args: { form: { status: 'Hush', spoiler_text: 'secret', sensitive: true, visibility: 'private' } },
  },
  { method: 'statuses#create', name: 'to one person', args: { form: { status: '@bob just us', visibility: 'direct' } } },
  { method: 'statuses#create', name: 'of a picture', args: async world => ({ form: { 'media_ids[]': [await uploaded(world)] } }) },
  { method: 'statuses#create', name: 'of a poll', args: { form: { status: 'Which?', 'poll[options][]': ['this', 'that'], 'poll[expires_in]': 3600 } } },
  { method: 'statuses#create', name: 'of nothing', args: { form: { status: '' } }, status: 422 },
  { method: 'statuses#create', name: 'for later', args: { form: { status: 'Later', scheduled_at: '2036-01-02T03:04:05.000Z' } } },
  { method: 'statuses#get', args: aPostBy('bob') },
  { method: 'statuses#get', name: 'to followers, by a stranger', args: aPostBy('bob', 'For friends', { visibility: 'private' }), status: 404 },
  { method: 'statuses#get', name: 'seen by a member', as: 'alice', args: aPostBy('bob') },
  ...['link', 'bare', 'photo', 'video', 'rich'].map(kind => ({ method: 'statuses#get', name: `of a page: ${kind}`, as: 'alice', args: aPostWithCard(kind) })),
  { method: 'statuses#get', name: 'of a page one is said to have written', as: 'bob', args: aPostWithCard('claimed') },
  { method: 'statuses#get', name: 'of a page, by a stranger', args: aPostWithCard('link') },
  { method: 'statuses#index', args: async world => ({ query: { 'id[]': [await posted(world, 'bob', 'one'), await posted(world, 'bob', 'two')] } }) },
  {
    method: 'statuses#context',
    args: async world => {
      const id = await posted(world, 'bob', 'A question');
      await posted(world, 'alice', '@bob an answer', { in_reply_to_id: id });
      return { path: { id } };
    },
  },
  { method: 'statuses#favourite', args: aPostBy('bob') },
  { method: 'statuses#unfavourite', args: after('favourite') },
  { method: 'statuses#boost', args: aPostBy('bob') },
  { method: 'statuses#unreblog', args: after('reblog') },
  { method: 'statuses#reblogged_by', args: after('reblog') },
  { method: 'statuses#favourited_by', args: after('favourite') },
  { method: 'statuses#bookmark', args: aPostBy('bob') },
  { method: 'statuses#unbookmark', args: after('bookmark') },
  { method: 'statuses#mute', args: aPostBy('alice') },
  { method: 'statuses#unmute', args: aPostBy('alice') },
  { method: 'statuses#pin', args: aPostBy('alice') },
  { method: 'statuses#pin', name: 'of somebody else', args: aPostBy('bob'), status: 422 },
  { method: 'statuses#unpin', args: aPostBy('alice') },
  {
    method: 'statuses#edit',
    args: async world => ({ path: { id: await posted(world, 'alice', 'Frist') }, form: { status: 'First', spoiler_text: '' } }),
  },
  {
    method: 'statuses#history',
    args: async world => {
      const id = await posted(world, 'alice', 'Frist again');
      await world.ask('alice', 'PUT', `/api/v1/statuses/${id}`, { form: { status: 'First again' } });
      return { path: { id } };
    },
  },
  {
    method: 'statuses#history', name: 'of a poll behind a warning',
    args: async world => {
      const id = await posted(world, 'alice', 'Which?', { spoiler_text: 'Hush', sensitive: true, 'poll[options][]': ['tea', 'coffee'], 'poll[expires_in]': 3600 });
      await world.ask('alice', 'PUT', `/api/v1/statuses/${id}`, { form: { status: 'Which one?', sensitive: true, 'poll[options][]': ['tea', 'coffee'], 'poll[expires_in]': 3600 } });
      return { path: { id } };
    },
  },
  { method: 'statuses#source', as: 'alice', args: aPostBy('alice') },
  { method: 'statuses#delete', args: aPostBy('alice') },
  { method: 'polls#get', args: async world => ({ path: { id: await aPollBy(world, 'bob') } }) },
  { method: 'polls#vote', args: async world => ({ path: { id: await aPollBy(world, 'bob') }, form: { 'choices[]': [1] } }) },
  {
    method: 'polls#vote',
    name: 'for an option that is not there',
    args: async world => ({ path: { id: await aPollBy(world, 'bob') }, form: { 'choices[]': [7] } }),
    status: 422,
  },
];
