// Posts of every kind that others may have written: polls of all sorts, quotes in every state, files and boosts from afar.
import { createApp } from '#domain/access/apps.ts';
import { reblog } from '#domain/interactions/reblog.ts';
import { endRefresh, startRefresh } from '#domain/statuses/refreshes.ts';
import { postStatus } from '#domain/statuses/post-status.ts';
import { packPolicy } from '#domain/statuses/quote-policy.ts';
import type { QuoteState, StatusDraft } from '#domain/statuses/draft.ts';
import { draftOf } from '#test/seeds/village.ts';
import type { Stage } from './community.ts';

/** Posts in the name of `person`, and names the post. */
export async function post({ server, things }: Stage, name: string, person: string, text: string, patch: Partial<StatusDraft> = {}): Promise<number> {
  const accountId = Number(things.get(person));
  const { statusId } = await server.house.write(tx => postStatus(tx, { ...draftOf(accountId, text), ...patch }));
  things.set(name, String(statusId));
  return statusId;
}

const afar = (peer: string, name: string): Partial<StatusDraft> =>
  ({ uri: `https://${peer}/notes/${name}`, url: `https://${peer}/notes/${name}`, local: false, text: null });

/** What bob says first, so that announcements can link to it. */
export const addFirstPost = async (stage: Stage): Promise<void> => {
  await post(stage, 'first post', 'alice', `Good morning, ${stage.community.settings.name}`);
};

async function addPolls(stage: Stage): Promise<void> {
  const { peer } = stage.community;
  const now = stage.server.house.clock.now();
  const poll = { options: ['this', 'that'], multiple: true, hideTotals: true, expiresAt: now + 3_600_000 };
  await post(stage, 'a poll that hides its counts', 'bob', 'Which ones?', { poll });
  await post(stage, 'a poll without an end', 'gull', 'Whenever', {
    ...afar(peer, 'endless'), poll: { ...poll, hideTotals: false, expiresAt: null, counts: [3, 4], votersCount: null },
  });
  await post(stage, 'a poll that is over', 'gull', 'Then', {
    ...afar(peer, 'over'), poll: { ...poll, multiple: false, expiresAt: now - 1000, closedAt: now - 1000, counts: [1, 2], votersCount: 3 },
  });
}

const STATES: readonly QuoteState[] = ['pending', 'accepted', 'rejected', 'revoked', 'deleted'];

/** A quote of `quoted`, and a quote of that quote, which shows the first one shallow. */
async function quotes(stage: Stage, kind: string, quoted: { id: number | null; accountId: number | null }, state: QuoteState): Promise<void> {
  const { peer } = stage.community;
  const quote = { quotedStatusId: quoted.id, quotedAccountId: quoted.accountId, quotedUri: null, state, legacy: false, approvalUri: null };
  const bob = Number(stage.things.get('bob'));
  const first = await post(stage, `a quote: ${kind}`, 'bob', `I quote (${peer})`, { quote });
  await post(stage, `a quote of a quote: ${kind}`, 'bob', 'And again', { quote: { ...quote, quotedStatusId: first, quotedAccountId: bob, state: 'accepted' } });
}

async function addQuotes(stage: Stage): Promise<void> {
  const { things, community: { peer } } = stage;
  const by = (name: string) => Number(things.get(name));
  const mine = await post(stage, 'to be quoted', 'alice', 'Quote me');
  for (const state of STATES) {
    const gone = state === 'deleted';
    await quotes(stage, state, { id: gone ? null : mine, accountId: gone ? null : by('alice') }, state);
  }
  const closed = await post(stage, 'for friends', 'shy', 'For friends', { visibility: 'private' });
  await quotes(stage, 'unauthorized', { id: closed, accountId: by('shy') }, 'accepted');
  for (const name of ['blocked', 'muted']) {
    const id = await post(stage, `by ${name}`, name, `I am ${name}`);
    await quotes(stage, `${name}_account`, { id, accountId: by(name) }, 'accepted');
  }
  const far = await post(stage, 'by a stranger', 'stranger', 'From a host that is blocked', afar(`blocked.${peer}`, 'strange'));
  await quotes(stage, 'blocked_domain', { id: far, accountId: by('stranger') }, 'accepted');
}

/** Whom others let quote them. */
async function addPolicies(stage: Stage): Promise<void> {
  const { peer } = stage.community;
  const policies = {
    'ask first': packPolicy(['following'], ['public']), 'who knows': packPolicy(['unsupported_policy'], ['followers', 'following', 'unsupported_policy']),
    'for followers': packPolicy(['followers']), 'for nobody': 0,
  };
  for (const [name, quotePolicy] of Object.entries(policies)) {
    await post(stage, `a quote policy: ${name}`, 'gull', `Quote me, ${name}`, { ...afar(peer, name.replaceAll(' ', '-')), quotePolicy });
  }
}

/** Posts with files from afar, a boost from afar, a hidden emoji, and something to translate. */
async function addOthers(stage: Stage): Promise<void> {
  const { server: { house }, community: { peer }, things } = stage;
  const file = { contentType: null, description: null, blurhash: null, focus: null, width: null, height: null };
  await post(stage, 'files from afar', 'gull', 'From across the bay', {
    ...afar(peer, 'bay'),
    remoteMedia: [{ ...file, type: 'image', remoteUrl: `https://${peer}/bay.png` }, { ...file, type: 'unknown', remoteUrl: `https://${peer}/chart.pdf` }],
  });
  await post(stage, 'hidden emoji', 'bob', 'Look: :hidden_sign: :plain_sign:');
  const { id: appId } = await house.write(tx => createApp(tx, { name: `Bare ${peer}`, redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes: ['read'] }));
  await post(stage, 'by an app without a page', 'bob', 'Written somewhere', { appId });
  const gull = Number(things.get('gull'));
  const boosted = Number(things.get('first post'));
  things.set('a boost from afar', String(await house.write(tx => reblog(tx, gull, boosted, { uri: `https://${peer}/boosts/1` }))));
}

/** Everything above, and what can come in while somebody listens. */
export async function addPosts(stage: Stage): Promise<void> {
  for (const part of [addPolls, addQuotes, addPolicies, addOthers]) await part(stage);
  const { community: { peer }, server: { house }, happenings, things } = stage;
  let count = 0;
  happenings.set('a post from afar', async () => { await post(stage, 'the last from afar', 'gull', 'Just now', afar(peer, `now-${count++}`)); });
  const far = () => Number(things.get('files from afar'));
  happenings.set('a search for replies', () => house.write(async tx => { await startRefresh(tx, far()); }));
  happenings.set('replies found', () => house.write(async tx => { await endRefresh(tx, far(), 2); }));
}
