// The day, second part: who follows, mutes, blocks whom.
import type { Chapter, Day } from './record.ts';

export const following: Chapter = {
  title: 'following',
  async live({ alice, bob, carol, step }: Day) {
    const { accounts } = alice.client.v1;
    const other = accounts.$select(bob.id);
    await step('accounts.follow', () => other.follow({ reblogs: true, notify: true, languages: ['en'] }));
    await step('accounts.relationships.fetch', () => accounts.relationships.fetch({ id: [bob.id, carol.id] }));
    await step('accounts.note.create', () => other.note.create({ comment: 'met at the fair' }));
    await step('accounts.follow back', () => bob.client.v1.accounts.$select(alice.id).follow());
    await step('accounts.removeFromFollowers', () => other.removeFromFollowers());
    await step('accounts.unfollow', () => other.unfollow());
    await step('accounts.follow again', () => other.follow());
  },
};

export const requests: Chapter = {
  title: 'asking to follow',
  async live({ alice, bob, carol, step }: Day) {
    const { accounts, followRequests } = carol.client.v1;
    await step('accounts.updateCredentials, locked', () => accounts.updateCredentials({ locked: true }));
    for (const person of [alice, bob]) {
      await step('accounts.follow, asking', () => person.client.v1.accounts.$select(carol.id).follow());
    }
    await step('followRequests.list', () => followRequests.list({ limit: 5 }));
    await step('followRequests.authorize', () => followRequests.$select(alice.id).authorize());
    await step('followRequests.reject', () => followRequests.$select(bob.id).reject());
    await step('accounts.updateCredentials, open', () => accounts.updateCredentials({ locked: false }));
  },
};

export const distance: Chapter = {
  title: 'keeping a distance',
  async live({ bob, carol, step }: Day) {
    const { v1 } = bob.client;
    const other = v1.accounts.$select(carol.id);
    await step('accounts.mute', () => other.mute({ notifications: true, duration: 3600 }));
    await step('mutes.list', () => v1.mutes.list());
    await step('accounts.unmute', () => other.unmute());
    await step('accounts.block', () => other.block());
    await step('blocks.list', () => v1.blocks.list());
    await step('accounts.unblock', () => other.unblock());
    await step('domainBlocks.create', () => v1.domainBlocks.create({ domain: 'unkind.example' }));
    await step('domainBlocks.list', () => v1.domainBlocks.list());
    await step('domainBlocks.remove', () => v1.domainBlocks.remove({ domain: 'unkind.example' }));
  },
};
