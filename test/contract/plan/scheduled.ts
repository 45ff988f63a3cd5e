// Coverage rows: posts that wait for their hour, with everything that a post may have.
import type { Args, Plan, World } from '../plan.ts';
import { uploaded } from './stage.ts';

const LATER = '2036-01-02T03:04:05.000Z';

async function waiting(world: World, more: Record<string, unknown> = {}): Promise<string> {
  const made = await world.ask<{ id: string }>('alice', 'POST', '/api/v1/statuses', { json: { status: 'Good morning', scheduled_at: LATER, ...more } });
  return made.id;
}

/** One of every kind. */
async function allWaiting(world: World): Promise<Args> {
  const poll = { options: ['tea', 'coffee'], expires_in: 3600 };
  await waiting(world, { poll: { ...poll, multiple: true, hide_totals: true }, visibility: 'private', sensitive: true, spoiler_text: 'Hush', language: 'en' });
  await waiting(world, { poll: { ...poll, multiple: false, hide_totals: false }, visibility: 'unlisted', in_reply_to_id: world.thing('first post') });
  await waiting(world, { poll, visibility: 'direct', sensitive: false });
  await waiting(world, { media_ids: [await uploaded(world)] });
  return {};
}

const one = async (world: World): Promise<Args> => ({ path: { id: await waiting(world) } });

export const scheduledPlan: Plan = [
  { method: 'scheduled_statuses#get', args: allWaiting },
  { method: 'scheduled_statuses#get-one', args: one },
  { method: 'scheduled_statuses#update', args: async world => ({ ...(await one(world)), form: { scheduled_at: '2036-02-03T04:05:06.000Z' } }) },
  { method: 'scheduled_statuses#cancel', args: one },
];
