// Coverage rows: filters, both versions.
import type { Plan, World } from '../plan.ts';
import { posted } from './stage.ts';

interface Made { id: string; keywords: { id: string }[] }

const aFilter = (world: World) => world.ask<Made>('alice', 'POST', '/api/v2/filters', {
  form: { title: 'Weather', 'context[]': ['home', 'notifications', 'public', 'thread', 'account'], filter_action: 'blur', expires_in: 86_400, 'keywords_attributes[0][keyword]': 'drizzle', 'keywords_attributes[0][whole_word]': false },
});
const itsId = async (world: World) => ({ path: { id: (await aFilter(world)).id } });
const itsFilterId = async (world: World) => ({ path: { filter_id: (await aFilter(world)).id } });
const itsKeyword = async (world: World) => ({ path: { id: (await aFilter(world)).keywords[0]?.id ?? '' } });

async function itsStatus(world: World) {
  const { id } = await aFilter(world);
  const form = { status_id: await posted(world, 'bob', 'Filtered by itself') };
  return { path: { id: (await world.ask<{ id: string }>('alice', 'POST', `/api/v2/filters/${id}/statuses`, { form })).id } };
}

async function aV1Filter(world: World) {
  const form = { phrase: 'hail', 'context[]': ['home', 'notifications', 'public', 'thread', 'account'], irreversible: true, expires_in: 3600 };
  return { path: { id: (await world.ask<{ id: string }>('alice', 'POST', '/api/v1/filters', { form })).id } };
}

const partial = { 'missing param': { skip: 'Mastodon changes only what is sent' } } as const;

export const filtersPlan: Plan = [
  { method: 'filters#create', args: { form: { title: 'Sport', 'context[]': ['home'], filter_action: 'hide', 'keywords_attributes[0][keyword]': 'football' } } },
  { method: 'filters#create', name: 'that warns', args: { form: { title: 'News', 'context[]': ['public'] } } },
  { method: 'filters#get' },
  { method: 'filters#get-one', args: itsId },
  { method: 'filters#update', args: async world => ({ ...(await itsId(world)), form: { title: 'Storms', expires_in: '' } }), probes: partial },
  { method: 'filters#keywords-get', args: itsFilterId },
  { method: 'filters#keywords-create', args: async world => ({ ...(await itsFilterId(world)), form: { keyword: 'fog' } }) },
  { method: 'filters#keywords-get-one', args: itsKeyword },
  { method: 'filters#keywords-update', args: async world => ({ ...(await itsKeyword(world)), form: { keyword: 'mist', whole_word: true } }), probes: partial },
  { method: 'filters#keywords-delete', args: itsKeyword },
  {
    method: 'filters#statuses-get',
    args: async world => {
      const { id } = await aFilter(world);
      await world.ask('alice', 'POST', `/api/v2/filters/${id}/statuses`, { form: { status_id: await posted(world, 'bob', 'Kept aside') } });
      return { path: { filter_id: id } };
    },
  },
  { method: 'filters#statuses-add', args: async world => ({ ...(await itsFilterId(world)), form: { status_id: await posted(world, 'bob', 'Not this one') } }), probes: { 'missing param': [404] } },
  { method: 'filters#statuses-get-one', args: itsStatus },
  { method: 'filters#statuses-remove', args: itsStatus },
  { method: 'filters#delete', args: itsId },
  { method: 'filters#create-v1', args: { form: { phrase: 'sleet', 'context[]': ['home', 'thread'], whole_word: true } } },
  { method: 'filters#get-v1' },
  { method: 'filters#get-one-v1', args: aV1Filter },
  { method: 'filters#update-v1', args: async world => ({ ...(await aV1Filter(world)), form: { phrase: 'thunder', 'context[]': ['account'] } }), probes: partial },
  { method: 'filters#delete-v1', args: aV1Filter },
];
