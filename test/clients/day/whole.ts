// Parts of the day that need a real server with something of everything on it: what is left of masto's methods.
import { createECDH, randomBytes } from 'node:crypto';
import { createOAuthAPIClient, createRestAPIClient } from 'masto';
import { TRENDING_LINK } from '#test/support/trending.ts';
import { firstOf } from '../notebook.ts';
import type { Chapter, Day } from './record.ts';
import { aPicture } from './writing.ts';

const lastYear = String(new Date().getUTCFullYear() - 1);
const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

export const newcomer: Chapter = {
  title: 'somebody new',
  async live({ baseUrl, alice, step, need, overheard }: Day) {
    const client = await need('apps.create, for newcomers', () => alice.client.v1.apps.create({ clientName: 'Door', redirectUris: outOfBand, scopes: 'read write' }));
    const oauth = overheard(createOAuthAPIClient({ url: baseUrl }), 'oauth');
    const owner = await need('oauth.token.create, for newcomers', () =>
      oauth.token.create({
        grantType: 'client_credentials', redirectUri: outOfBand, scope: 'read write', clientId: client.clientId ?? '', clientSecret: client.clientSecret ?? '',
      }),
    );
    const asApp = overheard(createRestAPIClient({ url: baseUrl, accessToken: owner.accessToken }));
    const token = await need('accounts.create', () =>
      asApp.v1.accounts.create({ username: 'newcomer', email: 'newcomer@people.example', password: 'correct horse battery', agreement: true, locale: 'en', reason: 'To be here' }),
    );
    const asNewcomer = overheard(createRestAPIClient({ url: baseUrl, accessToken: token.accessToken }));
    await step('emails.confirmations.create', () => asNewcomer.v1.emails.confirmations.create({ email: 'newcomer@else.example' }));
  },
};

export const wholeProfile: Chapter = {
  title: 'a whole profile',
  async live({ alice: { client }, bob, carol, step }: Day) {
    const { v1 } = client;
    const avatar = await aPicture();
    await step('profile.update', () => v1.profile.update({ displayName: 'Alice', note: 'Of the harbour', avatar, header: avatar, discoverable: true }));
    await step('profile.avatar.remove', () => v1.profile.avatar.remove());
    await step('profile.header.remove', () => v1.profile.header.remove());
    await step('accounts.follow, to pin', () => v1.accounts.$select(bob.id).follow());
    await step('accounts.pin', () => v1.accounts.$select(bob.id).pin());
    await step('accounts.unpin', () => v1.accounts.$select(bob.id).unpin());
    await step('accounts.identityProofs.list', () => v1.accounts.$select(bob.id).identityProofs.list());
    await step('accounts.familiarFollowers.fetch', () => v1.accounts.familiarFollowers.fetch([bob.id, carol.id]));
    await step('tags.feature', () => v1.tags.$select('harbour').feature());
    await step('tags.unfeature', () => v1.tags.$select('harbour').unfeature());
    await step('reports.create', () => bob.client.v1.reports.create({ accountId: carol.id, comment: 'Unkind', category: 'other', forward: false }));
    await step('suggestions.list', () => v1.suggestions.list({ limit: 5 }));
    await step('suggestions.remove', () => v1.suggestions.$select(carol.id).remove(carol.id));
    await step('instance.languages.list', () => v1.instance.languages.list());
  },
};

export const year: Chapter = {
  title: 'a year',
  async live({ alice: { client }, step, need }: Day) {
    const { annualReports, announcements } = client.v1;
    const one = annualReports.$select(lastYear);
    await step('annualReports.list', () => annualReports.list());
    await step('annualReports.fetch', () => one.fetch());
    await step('annualReports.state.fetch', () => one.state.fetch());
    await step('annualReports.read', () => one.read());
    await step('annualReports.generate', () => annualReports.$select('1999').generate());
    const all = await need('announcements.list, to answer', () => announcements.list());
    const { id } = firstOf(all, 'announcement');
    await step('announcements.reactions.update', () => announcements.$select(id).reactions.$select('wave').update());
    await step('announcements.list, with a reaction', () => announcements.list());
    await step('announcements.reactions.remove', () => announcements.$select(id).reactions.$select('wave').remove());
    await step('announcements.dismiss', () => announcements.$select(id).dismiss());
  },
};

export const collections: Chapter = {
  title: 'collections',
  async live({ alice, bob, carol, step, need }: Day) {
    const { v1 } = alice.client;
    for (const person of [bob, carol]) {
      await step('accounts.updateCredentials, to be found', () => person.client.v1.accounts.updateCredentials({ discoverable: true }));
    }
    const made = await need('collections.create', () =>
      v1.collections.create({ name: 'Around the harbour', description: 'Who is there', tagName: 'harbour', language: 'en', discoverable: true, accountIds: [bob.id] }),
    );
    const one = v1.collections.$select(made.collection.id);
    await step('collections.update', () => one.update({ name: 'All around the harbour' }));
    const added = await need('collections.items.create', () => one.items.create({ accountId: carol.id }));
    const whole = await need('collections.fetch', () => one.fetch());
    await step('accounts.collections.list', () => v1.accounts.$select(alice.id).collections.list({ limit: 5 }));
    await step('accounts.inCollections.list', () => bob.client.v1.accounts.$select(bob.id).inCollections.list());
    await step('collections.items.remove', () => one.items.$select(added.collectionItem.id).remove());
    const theirs = firstOf(whole.collection.items.filter(({ accountId }) => accountId === bob.id), 'item of bob’s');
    await step('collections.items.revoke', () => bob.client.v1.collections.$select(made.collection.id).items.$select(theirs.id).revoke());
    await step('collections.remove', () => one.remove());
  },
};

export const asides: Chapter = {
  title: 'what is kept aside',
  async live({ bob, carol, step, need }: Day) {
    const { requests } = bob.client.v1.notifications;
    const { policy } = bob.client.v2.notifications;
    const kept = async (): Promise<string> => {
      await step('statuses.create, to a stranger', () => carol.client.v1.statuses.create({ status: `@${bob.acct} May I?` }));
      const all = await need('notifications.requests.list', () => requests.list({ limit: 5 }));
      return firstOf(all, 'request').id;
    };
    await step('v2.notifications.policy.update', () => policy.update({ forNotFollowing: 'filter', forNewAccounts: 'accept' }));
    const first = await kept();
    await step('notifications.requests.fetch', () => requests.$select(first).fetch());
    await step('notifications.requests.dismiss', () => requests.$select(first).dismiss());
    // As declared these two take no ids, and then do nothing.
    await step('notifications.requests.dismiss, none', () => requests.dismiss());
    await step('notifications.requests.accept, none', () => requests.accept());
    const second = await kept();
    await step('notifications.requests.accept', () => requests.$select(second).accept());
    await step('notifications.requests.merged.fetch', () => requests.merged.fetch());
    await step('v2.notifications.policy.update, back', () => policy.update({ forNotFollowing: 'accept' }));
    await step('notifications.fetch, of all', () => bob.client.v1.notifications.fetch({ limit: 5 }));
  },
};

export const words: Chapter = {
  title: 'words about words',
  async live({ alice, bob, step, need }: Day) {
    const { v1 } = alice.client;
    const post = await need('statuses.create, to be quoted', () => v1.statuses.create({ status: 'Quote me', language: 'en', quoteApprovalPolicy: 'public' }));
    await step('statuses.create, a quote', () => bob.client.v1.statuses.create({ status: 'I quote', quotedStatusId: post.id }));
    await step('statuses.quotes.list', () => v1.statuses.$select(post.id).quotes.list());
    await step('statuses.translate', () => v1.statuses.$select(post.id).translate({ lang: 'de' }));
    await step('timelines.link.list', () => v1.timelines.link.list({ url: TRENDING_LINK, limit: 5 }));
    await step('media.create', async () => v1.media.create({ file: await aPicture(), description: 'as of old' }));
    await step('statuses.create, to start over', () => bob.client.v1.statuses.create({ status: `@${alice.acct} once more`, visibility: 'direct' }));
    const all = await need('conversations.list, to read again', () => v1.conversations.list());
    await step('conversations.unread', () => v1.conversations.$select(firstOf(all, 'conversation').id).unread());
  },
};

export const device: Chapter = {
  title: 'a device',
  async live({ alice: { client }, step }: Day) {
    const { subscription } = client.v1.push;
    const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
    await step('push.subscription.create', () =>
      subscription.create({ subscription: { endpoint: 'https://push.invalid/day', keys }, data: { alerts: { mention: true } }, policy: 'followed' }),
    );
    await step('push.subscription.fetch', () => subscription.fetch());
    await step('push.subscription.update', () => subscription.update({ data: { alerts: { mention: false, favourite: true } } }));
    await step('push.subscription.remove', () => subscription.remove());
  },
};

export const oldFilters: Chapter = {
  title: 'filters, old and by parts',
  async live({ alice: { client }, step, need }: Day) {
    const old = client.v1.filters;
    const made = await need('filters.create', () => old.create({ phrase: 'regatta', context: ['home'], irreversible: false, wholeWord: true }));
    await step('filters.list', () => old.list());
    await step('filters.fetch', () => old.$select(made.id).fetch());
    await step('filters.update', () => old.$select(made.id).update({ phrase: 'regattas', context: ['home', 'public'] }));
    await step('filters.remove', () => old.$select(made.id).remove());
    const { filters } = client.v2;
    const group = await need('v2.filters.create, by parts', () => filters.create({ title: 'Parts', context: ['home'], filterAction: 'hide' }));
    const post = await need('statuses.create, to be filtered', () => client.v1.statuses.create({ status: 'Not again' }));
    const word = await need('v2.filters.keywords.create', () => filters.$select(group.id).keywords.create({ keyword: 'again', wholeWord: true }));
    await step('v2.filters.keywords.fetch', () => filters.keywords.$select(word.id).fetch());
    await step('v2.filters.keywords.update', () => filters.keywords.$select(word.id).update({ keyword: 'never again', wholeWord: false }));
    const status = await need('v2.filters.statuses.create', () => filters.$select(group.id).statuses.create({ statusId: post.id }));
    await step('v2.filters.statuses.fetch', () => filters.statuses.$select(status.id).fetch());
    await step('v2.filters.keywords.list, with one', () => filters.$select(group.id).keywords.list());
    await step('v2.filters.statuses.list, with one', () => filters.$select(group.id).statuses.list());
    await step('v2.filters.keywords.remove', () => filters.keywords.$select(word.id).remove());
    await step('v2.filters.statuses.remove', () => filters.statuses.$select(status.id).remove());
    await step('v2.filters.remove, by parts', () => filters.$select(group.id).remove());
  },
};

export const bygone: Chapter = {
  title: 'what Mastodon has no more',
  async live({ alice: { client }, refused, need }: Day) {
    const post = await need('statuses.create, without a card', () => client.v1.statuses.create({ status: 'Plain' }));
    await refused('timelines.direct.list', 404, 'removed in Mastodon 3.0.0', () => client.v1.timelines.direct.list());
    await refused('search.list', 404, 'removed in Mastodon 3.0.0', () => client.v1.search.list({ q: 'day' }));
    await refused('statuses.card.fetch', 404, 'removed in Mastodon 3.0.0', () => client.v1.statuses.$select(post.id).card.fetch());
  },
};
