// Parts of the day that a server may lack in its first release; run only when asked for.
import type { Chapter, Day } from './record.ts';

export const profileExtras: Chapter = {
  title: 'what one recommends',
  async live({ alice: { client }, bob, step }: Day) {
    const { v1 } = client;
    const other = v1.accounts.$select(bob.id);
    await step('accounts.endorse', 'v1.Relationship', () => other.endorse());
    await step('endorsements.list', 'v1.Account[]', () => v1.endorsements.list());
    await step('accounts.endorsements.list', 'v1.Account[]', () => other.endorsements.list());
    await step('accounts.unendorse', 'v1.Relationship', () => other.unendorse());
    const tag = await step('featuredTags.create', 'v1.FeaturedTag', () => v1.featuredTags.create({ name: 'day' }));
    await step('featuredTags.list', 'v1.FeaturedTag[]', () => v1.featuredTags.list());
    await step('featuredTags.suggestions.list', 'v1.Tag[]', () => v1.featuredTags.suggestions.list());
    if (tag) await step('featuredTags.remove', 'nothing', () => v1.featuredTags.$select(tag.id).remove());
    await step('profile.fetch', 'v1.Profile', () => v1.profile.fetch());
  },
};

export const scheduled: Chapter = {
  title: 'writing for later',
  async live({ alice: { client }, step, need }: Day) {
    const { scheduledStatuses } = client.v1;
    const soon = new Date(Date.now() + 3_600_000);
    await step('statuses.create, scheduled', 'v1.ScheduledStatus', () =>
      client.v1.statuses.create({ status: 'Later', scheduledAt: soon.toISOString() }),
    );
    const all = await need('scheduledStatuses.list', 'v1.ScheduledStatus[]', () => scheduledStatuses.list());
    const one = scheduledStatuses.$select(all[0]?.id ?? '');
    await step('scheduledStatuses.fetch', 'v1.ScheduledStatus', () => one.fetch());
    await step('scheduledStatuses.update', 'v1.ScheduledStatus', () => one.update({ scheduledAt: new Date(Date.now() + 7_200_000).toISOString() }));
    await step('scheduledStatuses.remove', 'nothing', () => one.remove());
  },
};

export const filters: Chapter = {
  title: 'filters',
  async live({ alice: { client }, step, need }: Day) {
    const { filters: all } = client.v2;
    const keywordsAttributes = [{ keyword: 'spoiler', wholeWord: true }];
    const filter = await need('v2.filters.create', 'v2.Filter', () =>
      all.create({ title: 'Spoilers', context: ['home', 'public'], filterAction: 'warn', keywordsAttributes }),
    );
    const one = all.$select(filter.id);
    await step('v2.filters.list', 'v2.Filter[]', () => all.list());
    await step('v2.filters.fetch', 'v2.Filter', () => one.fetch());
    await step('v2.filters.update', 'v2.Filter', () => one.update({ title: 'All spoilers' }));
    await step('v2.filters.keywords.list', 'v1.FilterKeyword[]', () => one.keywords.list());
    await step('v2.filters.statuses.list', 'v1.FilterStatus[]', () => one.statuses.list());
    await step('v2.filters.remove', 'nothing', () => one.remove());
  },
};

export const discovery: Chapter = {
  title: 'discovery',
  async live({ alice: { client }, step }: Day) {
    await step('trends.statuses.list', 'v1.Status[]', () => client.v1.trends.statuses.list());
    await step('trends.tags.list', 'v1.Tag[]', () => client.v1.trends.tags.list());
    await step('trends.links.list', 'v1.TrendLink[]', () => client.v1.trends.links.list());
    await step('v2.suggestions.list', 'v1.Suggestion[]', () => client.v2.suggestions.list());
    await step('announcements.list', 'v1.Announcement[]', () => client.v1.announcements.list());
    await step('v2.notifications.policy.fetch', 'v2.NotificationPolicy', () => client.v2.notifications.policy.fetch());
    await step('notifications.requests.list', 'v1.NotificationRequest[]', () => client.v1.notifications.requests.list());
  },
};
