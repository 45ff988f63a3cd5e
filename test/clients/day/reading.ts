// The day, last part: timelines, lists, tags, notifications and conversations, and where one stopped reading.
import { firstOf } from '../notebook.ts';
import type { Chapter, Day } from './record.ts';

export const timelines: Chapter = {
  title: 'timelines',
  async live({ alice: { client }, bob, step }: Day) {
    const { timelines: all } = client.v1;
    await step('statuses.create, to be read', () => bob.client.v1.statuses.create({ status: 'News of the #day' }));
    await step('timelines.home.list', () => all.home.list({ limit: 10 }));
    await step('timelines.public.list', () => all.public.list({ limit: 10 }));
    await step('timelines.public.list, local', () => all.public.list({ local: true, limit: 10 }));
    await step('timelines.tag.list', () => all.tag.$select('day').list({ limit: 10 }));
    await step('markers.create', () => client.v1.markers.create({ home: { lastReadId: '1' } }));
    await step('markers.fetch', () => client.v1.markers.fetch({ timeline: ['home', 'notifications'] }));
  },
};

export const lists: Chapter = {
  title: 'lists',
  async live({ alice: { client }, bob, step, need }: Day) {
    await step('accounts.follow, for a list', () => client.v1.accounts.$select(bob.id).follow());
    const list = await need('lists.create', () => client.v1.lists.create({ title: 'Neighbours', exclusive: false }));
    const one = client.v1.lists.$select(list.id);
    await step('lists.list', () => client.v1.lists.list());
    await step('lists.fetch', () => one.fetch());
    await step('lists.update', () => one.update({ title: 'Good neighbours', exclusive: true }));
    await step('lists.accounts.create', () => one.accounts.create({ accountIds: [bob.id] }));
    await step('lists.accounts.list', () => one.accounts.list());
    await step('timelines.list.list', () => client.v1.timelines.list.$select(list.id).list());
    await step('lists.accounts.remove', () => one.accounts.remove({ accountIds: [bob.id] }));
    await step('lists.remove', () => one.remove());
  },
};

export const tags: Chapter = {
  title: 'tags and search',
  async live({ alice: { client }, step }: Day) {
    const tag = client.v1.tags.$select('day');
    await step('tags.fetch', () => tag.fetch());
    await step('tags.follow', () => tag.follow());
    await step('followedTags.list', () => client.v1.followedTags.list());
    await step('tags.unfollow', () => tag.unfollow());
    await step('v2.search.list, of everything', () => client.v2.search.list({ q: 'day', limit: 5 }));
    await step('v2.search.list, of tags', () => client.v2.search.list({ q: '#day', type: 'hashtags' }));
  },
};

export const notifications: Chapter = {
  title: 'notifications',
  async live({ alice: { client }, bob, step, need }: Day) {
    const { notifications: all } = client.v1;
    const post = await need('statuses.create, to be noticed', () => client.v1.statuses.create({ status: 'Anyone there?' }));
    await step('statuses.favourite, to be noticed', () => bob.client.v1.statuses.$select(post.id).favourite());
    await step('notifications.unreadCount.fetch', () => all.unreadCount.fetch());
    const told = await need('notifications.list', () => all.list({ types: ['favourite', 'mention'], limit: 10 }));
    const one = all.$select(firstOf(told, 'notification').id);
    await step('notifications.fetch', async () => one.fetch());
    await step('notifications.dismiss', () => one.dismiss());
    await step('notifications.clear', () => all.clear());
  },
};

export const groups: Chapter = {
  title: 'grouped notifications',
  async live({ alice: { client }, bob, step, need }: Day) {
    const { notifications: all } = client.v2;
    const post = await need('statuses.create, to be grouped', () => client.v1.statuses.create({ status: 'Still there?' }));
    await step('statuses.favourite, to be grouped', () => bob.client.v1.statuses.$select(post.id).favourite());
    await step('v2.notifications.unreadCount.fetch', () => all.unreadCount.fetch());
    const results = await need('v2.notifications.list', () => all.list({ expandAccounts: 'full' }));
    const group = all.$select(firstOf(results.notificationGroups, 'group').groupKey);
    await step('v2.notifications.fetch', () => group.fetch());
    await step('v2.notifications.accounts.fetch', () => group.accounts.fetch());
    await step('v2.notifications.dismiss', () => group.dismiss());
  },
};

export const conversations: Chapter = {
  title: 'conversations',
  async live({ alice: { client, acct }, bob, step, need }: Day) {
    await step('statuses.create, to one person', () =>
      bob.client.v1.statuses.create({ status: `@${acct} a word?`, visibility: 'direct' }),
    );
    const all = await need('conversations.list', () => client.v1.conversations.list());
    const one = client.v1.conversations.$select(firstOf(all, 'conversation').id);
    await step('conversations.read', () => one.read());
    await step('conversations.remove', () => one.remove());
  },
};
