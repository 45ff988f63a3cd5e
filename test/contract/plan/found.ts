// Coverage rows: whom one may want to follow, what comes behind one's back, letters, translations, posts of every kind.
import type { Args, Plan, World } from '../plan.ts';
import { openBrowser } from '#test/support/browser.ts';
import { posted, relates, uploaded } from './stage.ts';

const seeded = (name: string) => async (world: World): Promise<Args> => ({ path: { id: world.thing(name) } });

/** Bob follows somebody whom alice does not know. */
async function friendOfAFriend(world: World): Promise<Args> {
  await relates(world, 'alice', 'follow', 'bob');
  await world.ask('bob', 'POST', `/api/v1/accounts/${world.thing('walker0')}/follow`);
  return {};
}

async function refreshed(world: World, happens: string): Promise<Args> {
  await world.happen('a search for replies');
  const { headers } = await world.call('GET', `/api/v1/statuses/${world.thing('files from afar')}/context`, { token: await world.token('alice') });
  const [, id = ''] = /^id="([^"]+)"/.exec(headers['mastodon-async-refresh'] ?? '') ?? [];
  // What looking at the thread has begun has to end first: it would end what is begun here.
  await world.happen('all work is done');
  await world.happen('a search for replies');
  if (happens) await world.happen(happens);
  return { path: { id } };
}

async function homeRefreshed(world: World): Promise<Args> {
  await world.happen('the home of alice is made anew');
  const { headers } = await world.call('GET', '/api/v1/timelines/home', { token: await world.token('alice') });
  const [, id = ''] = /^id="([^"]+)"/.exec(headers['mastodon-async-refresh'] ?? '') ?? [];
  return { path: { id } };
}

async function toTranslate(world: World, more: Record<string, string | string[] | number> = {}): Promise<Args> {
  return { path: { id: await posted(world, 'alice', 'Good evening', { language: 'ja', ...more }) }, form: { lang: 'en' } };
}

const aPoll = { 'poll[options][]': ['tea', 'coffee'], 'poll[expires_in]': 3600 };

/** The page on which alice lets an app in, as a browser that has signed in sees it. */
async function authorizes(world: World, args: Args) {
  await world.happen('alice can sign in');
  const browser = openBrowser(world.baseUrl);
  await browser.get('/auth/sign_in');
  await browser.submit('/auth/sign_in', { email: `${world.say('alice')}@people.example`, password: 'correct horse battery' });
  const shown = await browser.get(`/oauth/authorize?${new URLSearchParams(args.query as Record<string, string>)}`);
  return { status: shown.status, headers: {}, body: shown.html };
}

async function anAppThatAsks(world: World): Promise<Args> {
  const redirect_uris = 'https://app.example/back';
  const { body } = await world.call('POST', '/api/v1/apps', { form: { client_name: 'Coverage', redirect_uris, scopes: 'read' } });
  const { client_id } = body as { client_id: string };
  return { query: { response_type: 'code', client_id, redirect_uri: redirect_uris, scope: 'read' } };
}

const POSTS = [
  'by an app without a page', 'a poll that hides its counts', 'a poll without an end', 'a poll that is over', 'a boost from afar', 'hidden emoji',
  'a quote policy: ask first', 'a quote policy: who knows', 'a quote policy: for followers', 'a quote policy: for nobody',
];
const QUOTES = ['pending', 'accepted', 'rejected', 'revoked', 'deleted', 'unauthorized', 'blocked_account', 'muted_account', 'blocked_domain'];

async function doraMinds(world: World): Promise<Args> {
  await world.ask('dora', 'POST', `/api/v1/accounts/${world.thing('blocked')}/block`);
  await world.ask('dora', 'POST', `/api/v1/accounts/${world.thing('muted')}/mute`);
  const { uri } = await world.ask<{ uri: string }>('dora', 'GET', `/api/v1/accounts/${world.thing('stranger')}`);
  await world.ask('dora', 'POST', '/api/v1/domain_blocks', { form: { domain: new URL(uri).host } });
  return { path: { id: world.thing('a quote: accepted') } };
}

/** A post of bob's that a filter of dora's finds, by a word and by itself. */
async function filtered(world: World): Promise<Args> {
  const id = await posted(world, 'bob', 'It will drizzle');
  const form = { title: 'Weather', 'context[]': ['home'], filter_action: 'blur', 'keywords_attributes[0][keyword]': 'drizzle' };
  await world.ask('dora', 'POST', '/api/v2/filters', { form });
  const { id: filterId } = await world.ask<{ id: string }>('dora', 'POST', '/api/v2/filters', { form: { title: 'News', 'context[]': ['home'], filter_action: 'hide' } });
  await world.ask('dora', 'POST', `/api/v2/filters/${filterId}/statuses`, { form: { status_id: id } });
  return { path: { id } };
}

export const foundPlan: Plan = [
  { method: 'suggestions#v2', args: friendOfAFriend },
  { method: 'suggestions#v1' },
  { method: 'suggestions#remove', args: async world => ({ path: { account_id: world.thing('walker1') } }) },
  { method: 'async_refreshes#show', args: world => refreshed(world, ''), probes: { 'missing param': { skip: 'it has none' } } },
  { method: 'async_refreshes#show', name: 'of what has ended', args: world => refreshed(world, 'replies found') },
  { method: 'async_refreshes#show', name: 'of a home that is made anew', args: homeRefreshed },
  { method: 'emails#confirmation', as: 'applicant', args: { form: { email: 'elsewhere@people.example' } } },
  { method: 'emails#confirmation', name: 'by an app that did not sign one up', as: 'bob', status: 403 },
  { method: 'statuses#translate', only: 'mountain', args: world => toTranslate(world, { ...aPoll, spoiler_text: 'Hush' }) },
  { method: 'statuses#translate', name: 'with a picture', only: 'mountain', args: async world => toTranslate(world, { 'media_ids[]': [await uploaded(world, 'colours')] }) },
  { method: 'statuses#translate', name: 'without a service', only: 'harbour', args: world => toTranslate(world), status: 404 },
  { method: 'oauth#authorize', args: anAppThatAsks, perform: authorizes, probes: { 'missing param': [302, 303, 400] } },
  ...POSTS.map(name => ({ method: 'statuses#get', name, as: 'alice', args: seeded(name) })),
  { method: 'statuses#get', name: 'by whom a post is filtered', as: 'dora', args: filtered },
  { method: 'statuses#get', name: 'that quotes', as: 'dora', args: doraMinds },
  ...QUOTES.flatMap(kind => [`a quote: ${kind}`, `a quote of a quote: ${kind}`]).map(name => ({ method: 'statuses#get', name, as: 'dora', args: seeded(name) })),
];
