// The day, first part: an app is registered, people look at themselves, at the server and at each other.
import { createOAuthAPIClient, createRestAPIClient } from 'masto';
import type { Chapter, Day } from './record.ts';

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

export const app: Chapter = {
  title: 'an app arrives',
  async live({ baseUrl, alice, step, need, overheard }: Day) {
    const registration = { clientName: 'A day', redirectUris: outOfBand, scopes: 'read write follow', website: 'https://example.com' };
    const client = await need('apps.create', () => alice.client.v1.apps.create(registration));
    const oauth = overheard(createOAuthAPIClient({ url: baseUrl }), 'oauth');
    const credentials = { clientId: client.clientId ?? '', clientSecret: client.clientSecret ?? '' };
    const token = await need('oauth.token.create', () =>
      oauth.token.create({ grantType: 'client_credentials', redirectUri: outOfBand, scope: 'read', ...credentials }),
    );
    const asApp = overheard(createRestAPIClient({ url: baseUrl, accessToken: token.accessToken }));
    await step('apps.verifyCredentials', () => asApp.v1.apps.verifyCredentials());
    await step('oauth.revoke', () => oauth.revoke({ ...credentials, token: token.accessToken }));
  },
};

export const server: Chapter = {
  title: 'what the server says of itself',
  async live({ alice: { client }, step }: Day) {
    await step('v2.instance.fetch', () => client.v2.instance.fetch());
    await step('v1.instance.fetch', () => client.v1.instance.fetch());
    await step('instance.peers.list', () => client.v1.instance.peers.list());
    await step('instance.activity.list', () => client.v1.instance.activity.list());
    await step('instance.extendedDescription.fetch', () => client.v1.instance.extendedDescription.fetch());
    await step('instance.translationLanguages.list', () => client.v1.instance.translationLanguages.list());
    await step('instance.domainBlocks.fetch', () => client.v1.instance.domainBlocks.fetch());
    await step('customEmojis.list', () => client.v1.customEmojis.list());
    await step('directory.list', () => client.v1.directory.list({ local: true, limit: 10 }));
    await step('preferences.fetch', () => client.v1.preferences.fetch());
  },
};

export const profile: Chapter = {
  title: 'a profile, and other people',
  async live({ alice, bob, step }: Day) {
    const { accounts } = alice.client.v1;
    const other = accounts.$select(bob.id);
    await step('accounts.updateCredentials', () =>
      accounts.updateCredentials({
        displayName: 'Alice',
        note: 'Writes her **day** down. https://example.com #day',
        bot: false,
        fieldsAttributes: [{ name: 'Web', value: 'https://example.com' }],
      }),
    );
    await step('accounts.lookup', () => accounts.lookup({ acct: bob.acct }));
    await step('accounts.fetch', () => other.fetch());
    await step('accounts.fetch of several', () => accounts.fetch({ id: [alice.id, bob.id] }));
    await step('accounts.search.list', () => accounts.search.list({ q: bob.acct, limit: 5 }));
    await step('accounts.statuses.list', () => other.statuses.list({ excludeReplies: true, limit: 5 }));
    await step('accounts.statuses.list pinned', () => other.statuses.list({ pinned: true }));
    await step('accounts.followers.list', () => other.followers.list({ limit: 5 }));
    await step('accounts.following.list', () => other.following.list({ limit: 5 }));
    await step('accounts.lists.list', () => other.lists.list());
    await step('accounts.featuredTags.list', () => other.featuredTags.list());
    await step('v2.search.list', () => alice.client.v2.search.list({ q: bob.acct, type: 'accounts' }));
  },
};
