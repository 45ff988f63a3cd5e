// The day, first part: apps and tokens, the people themselves, and what one makes of another.
import type { Chapter, Day } from './record.ts';

export const apps: Chapter = {
  title: 'an app arrives',
  async live({ alice, clientOf, consent, appToken, step, need, refused }: Day) {
    const nobody = clientOf(null);
    await step('registerApp', () => nobody.registerApp('A day', { scopes: ['read'], website: 'https://example.com' }));
    const app = await need('createApp', () => nobody.createApp('A day', { scopes: ['read', 'write', 'follow'] }));
    await step('generateAuthUrl', () => nobody.generateAuthUrl(app.client_id, app.client_secret, { scope: ['read'] }));
    const token = await need('fetchAccessToken', async () => nobody.fetchAccessToken(app.client_id, app.client_secret, await consent(app.client_id)));
    await step('verifyAppCredentials', () => clientOf(token.access_token).verifyAppCredentials());
    await refused('refreshToken', 400, 'Mastodon’s tokens do not expire, and are not refreshed', () => nobody.refreshToken(app.client_id, app.client_secret, 'none'));
    await step('revokeToken', () => nobody.revokeToken(app.client_id, app.client_secret, token.access_token));
    await step('registerAccount', () =>
      clientOf(appToken).registerAccount('newcomer', 'newcomer@people.example', 'correct horse battery', true, 'en', 'To be here'),
    );
    const impatient = clientOf(null);
    await refused('cancel', 'RequestCanceledError', 'what was under way when it was called', () => {
      const asked = impatient.getInstance();
      impatient.cancel();
      return asked;
    });
    await step('getPreferences', () => alice.client.getPreferences());
  },
};

export const profiles: Chapter = {
  title: 'profiles',
  async live({ alice, bob, carol, step, refused }: Day) {
    const { client } = alice;
    await step('updateCredentials', () =>
      client.updateCredentials({
        discoverable: true, bot: false, display_name: 'Alice', note: 'Of the harbour', locked: false, source: { privacy: 'public', sensitive: false, language: 'en' },
        fields_attributes: [{ name: 'Web', value: 'https://example.com' }],
      }),
    );
    await step('getAccount', () => client.getAccount(bob.id));
    await step('lookupAccount', () => client.lookupAccount(bob.acct));
    await step('searchAccount', () => client.searchAccount('bob', { limit: 5, resolve: false, following: false }));
    await step('getAccountStatuses', () => client.getAccountStatuses(bob.id, { limit: 5, exclude_replies: true, only_media: false }));
    await refused('getAccountFavourites', 'NotImplementedError', 'not of Mastodon', () => client.getAccountFavourites(bob.id));
    await step('followAccount', () => client.followAccount(bob.id, { reblog: true }));
    await step('subscribeAccount', () => client.subscribeAccount(bob.id));
    await step('unsubscribeAccount', () => client.unsubscribeAccount(bob.id));
    await step('getAccountFollowers', () => client.getAccountFollowers(bob.id, { limit: 5 }));
    await step('getAccountFollowing, all pages', () => client.getAccountFollowing(alice.id, { limit: 1, get_all: true }));
    await step('getAccountLists', () => client.getAccountLists(bob.id));
    await step('getIdentityProof', () => client.getIdentityProof(bob.id));
    await step('pinAccount', () => client.pinAccount(bob.id));
    await step('getEndorsements', () => client.getEndorsements({ limit: 5 }));
    await step('unpinAccount', () => client.unpinAccount(bob.id));
    await step('setAccountNote', () => client.setAccountNote(bob.id, 'met at the fair'));
    await step('getRelationship', () => client.getRelationship(bob.id));
    await step('getRelationships', () => client.getRelationships([bob.id, carol.id]));
    await step('unfollowAccount', () => client.unfollowAccount(bob.id));
    await step('getSuggestions', () => client.getSuggestions(5));
    await step('getInstanceDirectory', () => client.getInstanceDirectory({ limit: 5, local: true, order: 'new' }));
  },
};

export const distance: Chapter = {
  title: 'keeping a distance',
  async live({ alice, bob, carol, step }: Day) {
    const { client } = bob;
    await step('muteAccount', () => client.muteAccount(carol.id, true));
    await step('getMutes', () => client.getMutes({ limit: 5 }));
    await step('unmuteAccount', () => client.unmuteAccount(carol.id));
    await step('blockAccount', () => client.blockAccount(carol.id));
    await step('getBlocks', () => client.getBlocks({ limit: 5 }));
    await step('unblockAccount', () => client.unblockAccount(carol.id));
    await step('blockDomain', () => client.blockDomain('unkind.example'));
    await step('getDomainBlocks', () => client.getDomainBlocks({ limit: 5 }));
    await step('unblockDomain', () => client.unblockDomain('unkind.example'));
    await step('report', () => client.report(carol.id, { comment: 'Unkind', category: 'other', forward: false, status_ids: [] }));
    await step('updateCredentials, locked', () => carol.client.updateCredentials({ locked: true }));
    for (const person of [alice, bob]) await step('followAccount, asking', () => person.client.followAccount(carol.id));
    await step('getFollowRequests', () => carol.client.getFollowRequests(5));
    await step('acceptFollowRequest', () => carol.client.acceptFollowRequest(alice.id));
    await step('rejectFollowRequest', () => carol.client.rejectFollowRequest(bob.id));
    await step('updateCredentials, open', () => carol.client.updateCredentials({ locked: false }));
  },
};
