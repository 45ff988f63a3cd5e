// The day, second part: who follows, mutes, blocks whom.
import { type Chapter, type Day } from './record.ts';

export const following: Chapter = {
  title: 'following',
  async live({ alice, bob, carol, step }: Day) {
    const { accounts } = alice.client.v1;
    const other = accounts.$select(bob.id);
    await step('accounts.follow', 'v1.Relationship', () => other.follow({ reblogs: true, notify: true, languages: ['en'] }));
    await step('accounts.relationships.fetch', 'v1.Relationship[]', () => accounts.relationships.fetch({ id: [bob.id, carol.id] }));
    await step('accounts.note.create', 'v1.Relationship', () => other.note.create({ comment: 'met at the fair' }));
    await step('accounts.follow back', 'v1.Relationship', () => bob.client.v1.accounts.$select(alice.id).follow());
    await step('accounts.removeFromFollowers', 'v1.Relationship', () => other.removeFromFollowers());
    await step('accounts.unfollow', 'v1.Relationship', () => other.unfollow());
    await step('accounts.follow again', 'v1.Relationship', () => other.follow());
  },
};

export const requests: Chapter = {
  title: 'asking to follow',
  async live({ alice, bob, carol, step }: Day) {
    const { accounts, followRequests } = carol.client.v1;
    await step('accounts.updateCredentials, locked', 'v1.CredentialAccount', () => accounts.updateCredentials({ locked: true }));
    for (const person of [alice, bob]) {
      await step('accounts.follow, asking', 'v1.Relationship', () => person.client.v1.accounts.$select(carol.id).follow());
    }
    await step('followRequests.list', 'v1.Account[]', () => followRequests.list({ limit: 5 }));
    await step('followRequests.authorize', 'v1.Relationship', () => followRequests.$select(alice.id).authorize());
    await step('followRequests.reject', 'v1.Relationship', () => followRequests.$select(bob.id).reject());
    await step('accounts.updateCredentials, open', 'v1.CredentialAccount', () => accounts.updateCredentials({ locked: false }));
  },
};

export const distance: Chapter = {
  title: 'keeping a distance',
  async live({ bob, carol, step }: Day) {
    const { v1 } = bob.client;
    const other = v1.accounts.$select(carol.id);
    await step('accounts.mute', 'v1.Relationship', () => other.mute({ notifications: true, duration: 3600 }));
    await step('mutes.list', 'v1.Account[]', () => v1.mutes.list());
    await step('accounts.unmute', 'v1.Relationship', () => other.unmute());
    await step('accounts.block', 'v1.Relationship', () => other.block());
    await step('blocks.list', 'v1.Account[]', () => v1.blocks.list());
    await step('accounts.unblock', 'v1.Relationship', () => other.unblock());
    await step('domainBlocks.create', 'nothing', () => v1.domainBlocks.create({ domain: 'unkind.example' }));
    await step('domainBlocks.list', 'texts', () => v1.domainBlocks.list());
    await step('domainBlocks.remove', 'nothing', () => v1.domainBlocks.remove({ domain: 'unkind.example' }));
  },
};
