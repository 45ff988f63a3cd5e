// Coverage rows: what trends, as test/contract/seeds/what-was-told.ts has it.
import type { Args, Plan, World } from '../plan.ts';
import { linkedSite } from './linked.ts';

const trending = async (world: World): Promise<Args> => ({ query: { url: world.thing('trending page'), limit: 2 } });

export const trendsPlan: Plan = [
  { method: 'trends#tags', args: { query: { limit: 5 } } },
  { method: 'trends#tags', name: 'seen by a member', as: 'alice' },
  { method: 'trends#statuses', args: { query: { limit: 5, offset: 0 } } },
  { method: 'trends#links', args: { query: { limit: 5 } } },
  { method: 'trends#links', name: 'seen by a member', as: 'alice' },
  { method: 'timelines#link', args: trending, probes: { 'missing param': [404] } },
  { method: 'timelines#link', name: 'of a page that does not trend', args: async world => ({ query: { url: `${(await linkedSite(world)).origin}/none` } }), status: 404 },
];
