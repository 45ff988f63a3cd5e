// Coverage rows: apps and their tokens.
import type { Plan, World } from '../plan.ts';

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

async function anApp(world: World) {
  const form = { client_name: 'Coverage', redirect_uris: outOfBand, scopes: 'read' };
  const { body } = await world.call('POST', '/api/v1/apps', { form });
  const { client_id, client_secret } = body as { client_id: string; client_secret: string };
  return { client_id, client_secret };
}

export const appsPlan: Plan = [
  { method: 'apps#create', args: { form: { client_name: 'Coverage', redirect_uris: outOfBand, scopes: 'read write', website: 'https://example.com' } } },
  { method: 'apps#verify_credentials' },
  {
    method: 'oauth#token',
    name: 'for an app',
    args: async world => ({ form: { grant_type: 'client_credentials', redirect_uri: outOfBand, scope: 'read', ...(await anApp(world)) } }),
    // The rules for one grant type do not hold for the other: a code is owed only by authorization_code.
    probes: { 'missing param': { skip: 'what is required depends on the grant type' } },
  },
  {
    method: 'oauth#token',
    name: 'with a wrong secret',
    args: async world => ({ form: { grant_type: 'client_credentials', redirect_uri: outOfBand, ...(await anApp(world)), client_secret: 'wrong' } }),
    status: 401,
  },
  {
    method: 'oauth#revoke',
    args: async world => {
      const app = await anApp(world);
      const { body } = await world.call('POST', '/oauth/token', { form: { grant_type: 'client_credentials', redirect_uri: outOfBand, ...app } });
      return { form: { ...app, token: (body as { access_token: string }).access_token } };
    },
    probes: { 'missing param': [400, 401, 403, 422] },
  },
  { method: 'oauth#userinfo' },
];
