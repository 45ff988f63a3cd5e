// Coverage rows: timelines, lists, conversations, markers, tags and search.
import type { Plan, World } from '../plan.ts';
import { listOfAlice, posted, relates } from './stage.ts';

const aList = async (world: World) => ({ path: { id: await listOfAlice(world, ['bob']) } });

async function conversationOfAlice(world: World) {
  await posted(world, 'bob', '@alice a word', { visibility: 'direct' });
  const [first] = await world.ask<{ id: string }[]>('alice', 'GET', '/api/v1/conversations');
  if (!first) throw new Error('setting the stage: alice has no conversation');
  return { path: { id: first.id } };
}

export const timelinesPlan: Plan = [
  {
    method: 'timelines#home',
    args: async world => {
      await relates(world, 'alice', 'follow', 'bob');
      await posted(world, 'bob', 'For the home timeline');
      return { query: { limit: 5 } };
    },
  },
  { method: 'timelines#public', as: 'alice', args: { query: { local: true, limit: 5 } }, probes: { 'no token': [200, 422] } },
  { method: 'timelines#public', name: 'to strangers', only: 'harbour' },
  { method: 'timelines#public', name: 'for members only', only: 'mountain', status: 422 },
  { method: 'timelines#public', name: 'with files of another server', as: 'alice', args: { query: { remote: true, limit: 5 } } },
  {
    method: 'timelines#tag',
    args: async world => {
      await posted(world, 'bob', 'About #coverage');
      return { path: { hashtag: 'coverage' }, query: { 'any[]': ['measuring'] } };
    },
  },
  {
    method: 'timelines#list',
    args: async world => {
      const list_id = await listOfAlice(world, ['bob']);
      await posted(world, 'bob', 'For the list');
      return { path: { list_id } };
    },
  },
  { method: 'lists#create', args: { form: { title: 'Friends', replies_policy: 'followed', exclusive: true } } },
  { method: 'lists#get' },
  { method: 'lists#get-one', args: aList },
  { method: 'lists#update', args: async world => ({ ...(await aList(world)), form: { title: 'Good friends', replies_policy: 'none' } }), probes: { 'missing param': { skip: 'Mastodon changes only what is sent' } } },
  { method: 'lists#accounts', args: aList },
  { method: 'accounts#lists', name: 'that there are', args: async world => ({ path: { id: await world.accountId('bob') } }) },
  {
    method: 'lists#accounts-add',
    args: async world => {
      await relates(world, 'alice', 'follow', 'bob');
      return { path: { id: await listOfAlice(world) }, form: { 'account_ids[]': [await world.accountId('bob')] } };
    },
    probes: { 'missing param': { skip: 'Mastodon takes nobody for an empty list' } },
  },
  { method: 'lists#accounts-remove', args: async world => ({ ...(await aList(world)), form: { 'account_ids[]': [await world.accountId('bob')] } }), probes: { 'missing param': { skip: 'Mastodon takes nobody for an empty list' } } },
  { method: 'lists#delete', args: aList },
  {
    method: 'conversations#get',
    args: async world => {
      await conversationOfAlice(world);
      return {};
    },
  },
  { method: 'conversations#read', args: conversationOfAlice },
  {
    method: 'conversations#read', name: 'whose last author is gone',
    args: async world => {
      await relates(world, 'alice', 'follow', 'fleeting');
      const id = await posted(world, 'fleeting', '@alice never mind', { visibility: 'direct' });
      const all = await world.ask<{ id: string; last_status: { id: string } | null }[]>('alice', 'GET', '/api/v1/conversations');
      await world.happen('fleeting is suspended');
      return { path: { id: all.find(one => one.last_status?.id === id)?.id ?? '' } };
    },
  },
  { method: 'conversations#delete', args: conversationOfAlice },
  { method: 'markers#create', args: { form: { 'home[last_read_id]': '1' } } },
  { method: 'markers#get', args: { query: { 'timeline[]': ['home', 'notifications'] } } },
  { method: 'tags#get', args: { path: { name: 'coverage' } } },
  { method: 'tags#get', name: 'seen by a member', as: 'alice', args: { path: { name: 'coverage' } } },
  { method: 'tags#follow', args: { path: { name: 'coverage' } } },
  { method: 'followed_tags#get' },
  { method: 'tags#unfollow', args: { path: { name: 'coverage' } } },
  { method: 'search#v2', as: 'alice', args: { query: { q: 'bob', type: 'accounts' } }, probes: { 'no token': [200, 401] } },
  { method: 'search#v2', name: 'of a tag', as: 'alice', args: { query: { q: '#coverage', type: 'hashtags' } } },
];
