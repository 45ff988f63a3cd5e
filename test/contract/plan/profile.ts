// Coverage rows: one's own profile, as it is edited, and the hashtags that stand on it.
import type { Args, Plan, World } from '../plan.ts';
import { accountOf, picture, posted } from './stage.ts';

const all = (yes: boolean) => ({ form: {
  display_name: 'Harbour master', note: 'Me at the pier', locked: yes, bot: yes, discoverable: yes, indexable: yes, hide_collections: yes, show_media: yes,
  show_media_replies: yes, show_featured: yes, 'attribution_domains[]': ['example.com'], 'fields_attributes[0][name]': 'Web', 'fields_attributes[0][value]': 'https://example.com',
} });

async function featured(world: World, name = 'harbour'): Promise<Args> {
  const { id } = await world.ask<{ id: string }>('bob', 'POST', '/api/v1/featured_tags', { form: { name } });
  return { path: { id } };
}

async function spokenOf(world: World): Promise<Args> {
  await posted(world, 'bob', 'About #coverage once more');
  return {};
}

const tag = { path: { id: 'coverage' } };

export const profilePlan: Plan = [
  { method: 'profile#get-current-user-profile', as: 'proven' },
  { method: 'profile#update-current-user-profile', args: all(true), as: 'proven' },
  {
    method: 'profile#update-current-user-profile', name: 'with pictures', as: 'proven',
    args: async () => ({ multipart: { avatar: await picture(), header: await picture(), avatar_description: 'Me at the pier', header_description: 'The harbour at dawn' } }),
  },
  { method: 'profile#delete-profile-avatar', as: 'proven' },
  { method: 'profile#delete-profile-header', as: 'proven' },
  { method: 'profile#update-current-user-profile', name: 'closed', args: all(false), as: 'proven' },
  { method: 'featured_tags#feature', as: 'bob', args: { form: { name: 'harbour' } } },
  { method: 'featured_tags#feature', name: 'of what is none', as: 'bob', args: { form: { name: '#?' } }, status: 422 },
  {
    method: 'featured_tags#get', as: 'bob',
    args: async world => {
      await featured(world);
      await posted(world, 'bob', 'Look at the #harbour');
      await featured(world, 'neverused');
      return {};
    },
  },
  { method: 'accounts#featured_tags', args: accountOf('bob') },
  { method: 'profile#get-current-user-profile', name: 'with hashtags', as: 'bob' },
  { method: 'featured_tags#suggestions', as: 'bob', args: spokenOf },
  { method: 'tags#feature', as: 'bob', args: tag, probes: { 'unknown id': [200, 404] } },
  { method: 'tags#get', name: 'that one features', as: 'bob', args: { path: { name: 'coverage' } } },
  { method: 'tags#unfeature', as: 'bob', args: tag, probes: { 'unknown id': [200, 404] } },
  { method: 'featured_tags#unfeature', as: 'bob', args: world => featured(world) },
];
