// The day, third part: timelines, lists, tags, notifications and conversations; what the server says of itself.
import { createECDH, randomBytes } from 'node:crypto';
import { firstOf } from '../notebook.ts';
import type { Chapter, Day } from './record.ts';

export const server: Chapter = {
  title: 'what the server says of itself',
  async live({ alice: { client }, step, need }: Day) {
    await step('getInstance', () => client.getInstance());
    await step('getInstancePeers', () => client.getInstancePeers());
    await step('getInstanceActivity', () => client.getInstanceActivity());
    await step('getInstanceTrends', () => client.getInstanceTrends(5));
    await step('getInstanceCustomEmojis', () => client.getInstanceCustomEmojis());
    const { data } = await need('getInstanceAnnouncements', () => client.getInstanceAnnouncements());
    const { id } = firstOf(data, 'announcement');
    await step('addReactionToAnnouncement', () => client.addReactionToAnnouncement(id, 'wave'));
    await step('getInstanceAnnouncements, with a reaction', () => client.getInstanceAnnouncements());
    await step('removeReactionFromAnnouncement', () => client.removeReactionFromAnnouncement(id, 'wave'));
    await step('dismissInstanceAnnouncement', () => client.dismissInstanceAnnouncement(id));
  },
};

export const timelines: Chapter = {
  title: 'timelines, lists and tags',
  async live({ alice: { client }, bob, step, need }: Day) {
    await step('followAccount, to read', () => client.followAccount(bob.id));
    await step('postStatus, to be read', () => bob.client.postStatus('News of the #day', {}));
    await step('getHomeTimeline', () => client.getHomeTimeline({ limit: 10 }));
    await step('getPublicTimeline', () => client.getPublicTimeline({ limit: 40 }));
    await step('getLocalTimeline', () => client.getLocalTimeline({ limit: 10 }));
    await step('getTagTimeline', () => client.getTagTimeline('day', { limit: 10, local: true }));
    const list = await need('createList', () => client.createList('Neighbours'));
    const { id } = list.data;
    await step('getLists', () => client.getLists());
    await step('getList', () => client.getList(id));
    await step('updateList', () => client.updateList(id, 'Good neighbours'));
    await step('addAccountsToList', () => client.addAccountsToList(id, [bob.id]));
    await step('getAccountsInList', () => client.getAccountsInList(id, { limit: 5 }));
    await step('getListTimeline', () => client.getListTimeline(id, { limit: 5 }));
    await step('deleteAccountsFromList', () => client.deleteAccountsFromList(id, [bob.id]));
    await step('deleteList', () => client.deleteList(id));
    await step('followTag', () => client.followTag('day'));
    await step('getTag', () => client.getTag('day'));
    await step('getFollowedTags', () => client.getFollowedTags());
    await step('unfollowTag', () => client.unfollowTag('day'));
    const featured = await need('createFeaturedTag', () => client.createFeaturedTag('day'));
    await step('getFeaturedTags', () => client.getFeaturedTags());
    await step('getSuggestedTags', () => client.getSuggestedTags());
    await step('deleteFeaturedTag', () => client.deleteFeaturedTag(featured.data.id));
    await step('search', () => client.search('day', { limit: 5 }));
    await step('saveMarkers', () => client.saveMarkers({ home: { last_read_id: '1' } }));
    await step('getMarkers', () => client.getMarkers(['home', 'notifications']));
  },
};

export const filters: Chapter = {
  title: 'filters',
  async live({ alice: { client }, step, need }: Day) {
    const made = await need('createFilter', () => client.createFilter('regatta', ['home'], { irreversible: false, whole_word: true, expires_in: '3600' }));
    await step('getFilters', () => client.getFilters());
    await step('getFilter', () => client.getFilter(made.data.id));
    await step('updateFilter', () => client.updateFilter(made.data.id, 'regattas', ['home', 'public'], { whole_word: false }));
    await step('deleteFilter', () => client.deleteFilter(made.data.id));
  },
};

export const told: Chapter = {
  title: 'what one is told',
  async live({ alice: { client, acct }, bob, step, need, refused }: Day) {
    await step('postStatus, to be noticed', () => bob.client.postStatus(`@${acct} look`, {}));
    const { data } = await need('getNotifications', () => client.getNotifications({ limit: 10, exclude_types: [] }));
    const { id } = firstOf(data, 'notification');
    await step('getNotification', () => client.getNotification(id));
    await step('dismissNotification', () => client.dismissNotification(id));
    await step('dismissNotifications', () => client.dismissNotifications());
    await refused('readNotifications', 'NotImplementedError', 'not of Mastodon', () => client.readNotifications({ id }));
    await step('postStatus, to one person', () => bob.client.postStatus(`@${acct} a word?`, { visibility: 'direct' }));
    const talks = await need('getConversationTimeline', () => client.getConversationTimeline({ limit: 5 }));
    const talk = firstOf(talks.data, 'conversation');
    await step('readConversation', () => client.readConversation(talk.id));
    await step('deleteConversation', () => client.deleteConversation(talk.id));
    const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
    await step('subscribePushNotification', () => client.subscribePushNotification({ endpoint: 'https://push.invalid/day', keys }, { alerts: { mention: true } }));
    await step('getPushSubscription', () => client.getPushSubscription());
    await step('updatePushSubscription', () => client.updatePushSubscription({ alerts: { mention: false, poll: true } }));
    await step('deletePushSubscription', () => client.deletePushSubscription());
  },
};
