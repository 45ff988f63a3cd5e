// The day, last part: timelines, lists, tags, notifications and conversations, and where one stopped reading.
import { type Chapter, type Day, firstOf } from './record.ts';

export const timelines: Chapter = {
  title: 'timelines',
  async live({ alice: { client }, bob, step }: Day) {
    const { timelines: all } = client.v1;
    await step('statuses.create, to be read', 'v1.Status', () => bob.client.v1.statuses.create({ status: 'News of the #day' }));
    await step('timelines.home.list', 'v1.Status[]', () => all.home.list({ limit: 10 }));
    await step('timelines.public.list', 'v1.Status[]', () => all.public.list({ limit: 10 }));
    await step('timelines.public.list, local', 'v1.Status[]', () => all.public.list({ local: true, limit: 10 }));
    await step('timelines.tag.list', 'v1.Status[]', () => all.tag.$select('day').list({ limit: 10 }));
    await step('markers.create', 'v1.Marker', () => client.v1.markers.create({ home: { lastReadId: '1' } }));
    await step('markers.fetch', 'v1.Marker', () => client.v1.markers.fetch({ timeline: ['home', 'notifications'] }));
  },
};

export const lists: Chapter = {
  title: 'lists',
  async live({ alice: { client }, bob, step, need }: Day) {
    await step('accounts.follow, for a list', 'v1.Relationship', () => client.v1.accounts.$select(bob.id).follow());
    const list = await need('lists.create', 'v1.List', () => client.v1.lists.create({ title: 'Neighbours', exclusive: false }));
    const one = client.v1.lists.$select(list.id);
    await step('lists.list', 'v1.List[]', () => client.v1.lists.list());
    await step('lists.fetch', 'v1.List', () => one.fetch());
    await step('lists.update', 'v1.List', () => one.update({ title: 'Good neighbours', exclusive: true }));
    await step('lists.accounts.create', 'nothing', () => one.accounts.create({ accountIds: [bob.id] }));
    await step('lists.accounts.list', 'v1.Account[]', () => one.accounts.list());
    await step('timelines.list.list', 'v1.Status[]', () => client.v1.timelines.list.$select(list.id).list());
    await step('lists.accounts.remove', 'nothing', () => one.accounts.remove({ accountIds: [bob.id] }));
    await step('lists.remove', 'nothing', () => one.remove());
  },
};

export const tags: Chapter = {
  title: 'tags and search',
  async live({ alice: { client }, step }: Day) {
    const tag = client.v1.tags.$select('day');
    await step('tags.fetch', 'v1.Tag', () => tag.fetch());
    await step('tags.follow', 'v1.Tag', () => tag.follow());
    await step('followedTags.list', 'v1.Tag[]', () => client.v1.followedTags.list());
    await step('tags.unfollow', 'v1.Tag', () => tag.unfollow());
    await step('v2.search.list, of everything', 'v2.Search', () => client.v2.search.list({ q: 'day', limit: 5 }));
    await step('v2.search.list, of tags', 'v2.Search', () => client.v2.search.list({ q: '#day', type: 'hashtags' }));
  },
};

export const notifications: Chapter = {
  title: 'notifications',
  async live({ alice: { client }, bob, step, need }: Day) {
    const { notifications: all } = client.v1;
    const post = await need('statuses.create, to be noticed', 'v1.Status', () => client.v1.statuses.create({ status: 'Anyone there?' }));
    await step('statuses.favourite, to be noticed', 'v1.Status', () => bob.client.v1.statuses.$select(post.id).favourite());
    await step('notifications.unreadCount.fetch', 'count', () => all.unreadCount.fetch());
    const told = await need('notifications.list', 'v1.Notification[]', () => all.list({ types: ['favourite', 'mention'], limit: 10 }));
    const one = all.$select(firstOf(told, 'notification').id);
    await step('notifications.fetch', 'v1.Notification', async () => one.fetch());
    await step('notifications.dismiss', 'nothing', () => one.dismiss());
    await step('notifications.clear', 'nothing', () => all.clear());
  },
};

export const groups: Chapter = {
  title: 'grouped notifications',
  async live({ alice: { client }, bob, step, need }: Day) {
    const { notifications: all } = client.v2;
    const post = await need('statuses.create, to be grouped', 'v1.Status', () => client.v1.statuses.create({ status: 'Still there?' }));
    await step('statuses.favourite, to be grouped', 'v1.Status', () => bob.client.v1.statuses.$select(post.id).favourite());
    await step('v2.notifications.unreadCount.fetch', 'count', () => all.unreadCount.fetch());
    const results = await need('v2.notifications.list', 'v1.GroupedNotificationsResults', () => all.list({ expandAccounts: 'full' }));
    const group = all.$select(firstOf(results.notificationGroups, 'group').groupKey);
    await step('v2.notifications.fetch', 'v1.GroupedNotificationsResults', () => group.fetch());
    await step('v2.notifications.accounts.fetch', 'v1.Account[]', () => group.accounts.fetch());
    await step('v2.notifications.dismiss', 'nothing', () => group.dismiss());
  },
};

export const conversations: Chapter = {
  title: 'conversations',
  async live({ alice: { client, acct }, bob, step, need }: Day) {
    await step('statuses.create, to one person', 'v1.Status', () =>
      bob.client.v1.statuses.create({ status: `@${acct} a word?`, visibility: 'direct' }),
    );
    const all = await need('conversations.list', 'v1.Conversation[]', () => client.v1.conversations.list());
    const one = client.v1.conversations.$select(firstOf(all, 'conversation').id);
    await step('conversations.read', 'v1.Conversation', () => one.read());
    await step('conversations.remove', 'nothing', () => one.remove());
  },
};
