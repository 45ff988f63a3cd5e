// The day, first part: an app is registered, people look at themselves, at the server and at each other.
import { createOAuthAPIClient, createRestAPIClient } from 'masto';
import type { Chapter, Day } from './record.ts';

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

export const app: Chapter = {
  title: 'an app arrives',
  async live({ baseUrl, alice, step, need }: Day) {
    const registration = { clientName: 'A day', redirectUris: outOfBand, scopes: 'read write follow', website: 'https://example.com' };
    const client = await need('apps.create', 'v1.Client', () => alice.client.v1.apps.create(registration));
    const oauth = createOAuthAPIClient({ url: baseUrl });
    const credentials = { clientId: client.clientId ?? '', clientSecret: client.clientSecret ?? '' };
    const token = await need('oauth.token.create', 'v1.Token', () =>
      oauth.token.create({ grantType: 'client_credentials', redirectUri: outOfBand, scope: 'read', ...credentials }),
    );
    const asApp = createRestAPIClient({ url: baseUrl, accessToken: token.accessToken });
    await step('apps.verifyCredentials', 'v1.Application', () => asApp.v1.apps.verifyCredentials());
    await step('oauth.revoke', 'nothing', () => oauth.revoke({ ...credentials, token: token.accessToken }));
  },
};

export const server: Chapter = {
  title: 'what the server says of itself',
  async live({ alice: { client }, step }: Day) {
    await step('v2.instance.fetch', 'v2.Instance', () => client.v2.instance.fetch());
    await step('v1.instance.fetch', 'v1.Instance', () => client.v1.instance.fetch());
    await step('instance.peers.list', 'texts', () => client.v1.instance.peers.list());
    await step('instance.activity.list', 'v1.Activity[]', () => client.v1.instance.activity.list());
    await step('instance.extendedDescription.fetch', 'v1.ExtendedDescription', () => client.v1.instance.extendedDescription.fetch());
    await step('instance.translationLanguages.list', 'languages', () => client.v1.instance.translationLanguages.list());
    await step('instance.domainBlocks.fetch', 'v1.DomainBlock[]', () => client.v1.instance.domainBlocks.fetch());
    await step('customEmojis.list', 'v1.CustomEmoji[]', () => client.v1.customEmojis.list());
    await step('directory.list', 'v1.Account[]', () => client.v1.directory.list({ local: true, limit: 10 }));
    await step('preferences.fetch', 'v1.Preference', () => client.v1.preferences.fetch());
  },
};

export const profile: Chapter = {
  title: 'a profile, and other people',
  async live({ alice, bob, step }: Day) {
    const { accounts } = alice.client.v1;
    const other = accounts.$select(bob.id);
    await step('accounts.updateCredentials', 'v1.CredentialAccount', () =>
      accounts.updateCredentials({
        displayName: 'Alice',
        note: 'Writes her **day** down. https://example.com #day',
        bot: false,
        fieldsAttributes: [{ name: 'Web', value: 'https://example.com' }],
      }),
    );
    await step('accounts.lookup', 'v1.Account', () => accounts.lookup({ acct: bob.acct }));
    await step('accounts.fetch', 'v1.Account', () => other.fetch());
    await step('accounts.fetch of several', 'v1.Account[]', () => accounts.fetch({ id: [alice.id, bob.id] }));
    await step('accounts.search.list', 'v1.Account[]', () => accounts.search.list({ q: bob.acct, limit: 5 }));
    await step('accounts.statuses.list', 'v1.Status[]', () => other.statuses.list({ excludeReplies: true, limit: 5 }));
    await step('accounts.statuses.list pinned', 'v1.Status[]', () => other.statuses.list({ pinned: true }));
    await step('accounts.followers.list', 'v1.Account[]', () => other.followers.list({ limit: 5 }));
    await step('accounts.following.list', 'v1.Account[]', () => other.following.list({ limit: 5 }));
    await step('accounts.lists.list', 'v1.List[]', () => other.lists.list());
    await step('accounts.featuredTags.list', 'v1.FeaturedTag[]', () => other.featuredTags.list());
    await step('v2.search.list', 'v2.Search', () => alice.client.v2.search.list({ q: bob.acct, type: 'accounts' }));
  },
};
