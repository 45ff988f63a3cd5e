// Coverage rows: what the staff tell everybody. The seed has one with dates and an emoji, and one without.
import type { Args, Plan, World } from '../plan.ts';

async function firstAnnouncement(world: World): Promise<string> {
  const [first] = await world.ask<{ id: string }[]>('alice', 'GET', '/api/v1/announcements');
  return first?.id ?? '';
}

const first = async (world: World): Promise<Args> => ({ path: { id: await firstAnnouncement(world), name: '🎂' } });

export const announcementsPlan: Plan = [
  { method: 'announcements#put-reactions', args: first },
  {
    method: 'announcements#put-reactions', name: 'with the community’s own',
    args: async world => ({ path: { id: await firstAnnouncement(world), name: 'wave' } }),
  },
  { method: 'announcements#put-reactions', name: 'with what is none', args: async world => ({ path: { id: await firstAnnouncement(world), name: 'x' } }), status: 422 },
  { method: 'announcements#get' },
  { method: 'announcements#get', name: 'by somebody else', as: 'bob' },
  { method: 'announcements#dismiss', args: async world => ({ path: { id: await firstAnnouncement(world) } }) },
  { method: 'announcements#get', name: 'after reading' },
  { method: 'announcements#delete-reactions', args: first },
];
