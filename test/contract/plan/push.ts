// Coverage rows: push subscriptions, for a device that never hears anything.
import { createECDH, randomBytes } from 'node:crypto';
import type { Plan, World } from '../plan.ts';

const ALERTS = ['mention', 'status', 'reblog', 'follow', 'follow_request', 'favourite', 'poll', 'update', 'admin.sign_up', 'admin.report'];

function form(wanted: boolean, standard: boolean) {
  const p256dh = createECDH('prime256v1').generateKeys('base64url');
  const alerts = Object.fromEntries(ALERTS.map(type => [`data[alerts][${type}]`, wanted]));
  return {
    'subscription[endpoint]': 'https://push.invalid/device', 'subscription[keys][p256dh]': p256dh,
    'subscription[keys][auth]': randomBytes(16).toString('base64url'), 'subscription[standard]': standard, ...alerts,
  };
}

const subscribed = async (world: World) => {
  await world.ask('alice', 'POST', '/api/v1/push/subscription', { form: form(true, true) });
  return {};
};

export const pushPlan: Plan = [
  { method: 'push#create', args: { form: form(true, true) } },
  { method: 'push#create', name: 'of an old device that wants nothing', args: { form: form(false, false) } },
  { method: 'push#get', args: subscribed },
  { method: 'push#update', args: { form: { 'data[alerts][mention]': true, 'data[policy]': 'followed' } } },
  { method: 'push#delete' },
  { method: 'push#get', name: 'of a device that has none', status: 404 },
];
