// Coverage rows: quoting, who quoted, consent taken back, and collections of accounts.
import type { Plan, World } from '../plan.ts';
import { posted } from './stage.ts';

/** Bob quotes a new post of alice's. */
async function quoted(world: World): Promise<{ id: string; quoting_status_id: string }> {
  const id = await posted(world, 'alice', 'Quote me');
  return { id, quoting_status_id: await posted(world, 'bob', 'I quote', { quoted_status_id: id }) };
}

const collection = { name: 'Around the harbour', description: 'Who is there', tag_name: 'harbour', language: 'en', discoverable: true };

/** A new collection of alice's with bob in it. */
async function collected(world: World): Promise<{ collection_id: string; id: string }> {
  await world.ask('bob', 'PATCH', '/api/v1/accounts/update_credentials', { form: { discoverable: true } });
  const form = { ...collection, 'account_ids[]': [await world.accountId('bob')] };
  const made = await world.ask<{ collection: { id: string; items: { id: string }[] } }>('alice', 'POST', '/api/v1/collections', { form });
  return { collection_id: made.collection.id, id: made.collection.items[0]?.id ?? '' };
}

/** A new collection of alice's with nobody in it. */
async function empty(world: World): Promise<string> {
  const made = await world.ask<{ collection: { id: string } }>('alice', 'POST', '/api/v1/collections', { form: { name: 'Empty' } });
  return made.collection.id;
}

export const quotesPlan: Plan = [
  { method: 'statuses#quotes', args: async world => ({ path: { id: (await quoted(world)).id } }) },
  { method: 'statuses#revoke_quote', args: async world => ({ path: await quoted(world) }) },
  {
    method: 'statuses#edit_interaction_policy',
    args: async world => ({ path: { id: await posted(world, 'alice', 'Who may quote?') }, form: { quote_approval_policy: 'followers' } }),
  },
  { method: 'collections#create', args: { form: collection } },
  { method: 'collections#create', name: 'that not everybody should see', args: { form: { name: 'Hush', sensitive: true } } },
  { method: 'collections#get_collection', args: async world => ({ path: { id: (await collected(world)).collection_id } }) },
  { method: 'collections#get_collections', args: async world => ({ path: { account_id: await world.accountId('alice') } }) },
  { method: 'collections#in_collections', as: 'bob', args: async world => ({ path: { account_id: await world.accountId('bob') } }) },
  { method: 'collections#update_collection', args: async world => ({ path: { id: await empty(world) }, form: { name: 'Renamed', tag_name: '' } }) },
  {
    method: 'collections#add_account',
    args: async world => ({ path: { collection_id: await empty(world) }, form: { account_id: await world.accountId('bob') } }),
  },
  { method: 'collections#revoke_item', as: 'bob', args: async world => ({ path: await collected(world) }) },
  { method: 'collections#remove_account', args: async world => ({ path: await collected(world) }) },
  { method: 'collections#delete_collection', args: async world => ({ path: { id: await empty(world) } }) },
];
