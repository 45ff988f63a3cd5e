// Coverage rows: what the server says of itself, to anyone.
import type { Args, Plan, World } from '../plan.ts';

const CHANGES = ['the doors open', 'the doors close', 'applicants are asked why', 'all is as before'];

async function changed(world: World, what: string): Promise<Args> {
  await world.happen(what);
  return {};
}

/** The community's own settings come last, and stay. */
const settled: Plan = CHANGES.flatMap(what => [
  { method: 'instance#v2', name: what, args: (world: World) => changed(world, what) },
  { method: 'instance#v1', name: what },
]);

export const instancePlan: Plan = [
  { method: 'instance#v2' },
  { method: 'instance#v1' },
  ...settled,
  { method: 'instance#terms_of_service', only: 'mountain' },
  { method: 'instance#terms_of_service', name: 'where there are none', only: 'harbour', status: 404 },
  { method: 'instance#terms_of_service_date', only: 'mountain', args: { path: { date: '2026-01-01' } } },
  { method: 'instance#terms_of_service_date', name: 'of another day', args: { path: { date: '1999-01-01' } }, status: 404 },
  { method: 'instance#rules' },
  { method: 'instance#peers' },
  { method: 'instance#activity' },
  { method: 'instance#domain_blocks' },
  { method: 'instance#extended_description' },
  { method: 'instance#privacy_policy' },
  { method: 'instance#translation_languages' },
  { method: 'custom_emojis#get' },
  { method: 'health#get', args: { headers: { accept: 'application/json' } } },
  { method: 'directory#get', args: { query: { local: true, order: 'new' } } },
  { method: 'oauth#authorization-server-metadata' },
  {
    method: 'oembed#get', probes: { 'missing param': [404] },
    args: async ({ ask }) => {
      const { url } = await ask<{ url: string }>('alice', 'POST', '/api/v1/statuses', { form: { status: 'For other sites' } });
      return { query: { url, maxwidth: 300 } };
    },
  },
];
