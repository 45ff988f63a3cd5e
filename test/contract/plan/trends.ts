// Coverage rows: what trends, on the server of test/support/trending.ts.
import { TRENDING_LINK } from '#test/support/trending.ts';
import type { Plan } from '../plan.ts';
import { linkedSite } from './linked.ts';

export const trendsPlan: Plan = [
  { method: 'trends#tags', args: { query: { limit: 5 } } },
  { method: 'trends#tags', name: 'seen by a member', as: 'alice' },
  { method: 'trends#statuses', args: { query: { limit: 5, offset: 0 } } },
  { method: 'trends#links', args: { query: { limit: 5 } } },
  { method: 'trends#links', name: 'seen by a member', as: 'alice' },
  { method: 'timelines#link', args: { query: { url: TRENDING_LINK, limit: 2 } }, probes: { 'missing param': [404] } },
  { method: 'timelines#link', name: 'of a page that does not trend', args: async world => ({ query: { url: `${(await linkedSite(world)).origin}/none` } }), status: 404 },
];
