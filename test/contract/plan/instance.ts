// Coverage rows: what the server says of itself, to anyone.
import type { Plan } from '../plan.ts';

export const instancePlan: Plan = [
  { method: 'instance#v2' },
  { method: 'instance#v1' },
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
