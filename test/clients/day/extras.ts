// Parts of the day that a server may lack in its first release; run only when asked for.
import type { Chapter, Day } from './record.ts';

export const profileExtras: Chapter = {
  title: 'what one recommends',
  async live({ alice: { client }, bob, step }: Day) {
    const { v1 } = client;
    const other = v1.accounts.$select(bob.id);
    await step('accounts.endorse', () => other.endorse());
    await step('endorsements.list', () => v1.endorsements.list());
    await step('accounts.endorsements.list', () => other.endorsements.list());
    await step('accounts.unendorse', () => other.unendorse());
    const tag = await step('featuredTags.create', () => v1.featuredTags.create({ name: 'day' }));
    await step('featuredTags.list', () => v1.featuredTags.list());
    await step('featuredTags.suggestions.list', () => v1.featuredTags.suggestions.list());
    if (tag) await step('featuredTags.remove', () => v1.featuredTags.$select(tag.id).remove());
    await step('profile.fetch', () => v1.profile.fetch());
  },
};

export const scheduled: Chapter = {
  title: 'writing for later',
  async live({ alice: { client }, step, need, holds }: Day) {
    const { scheduledStatuses } = client.v1;
    const soon = new Date(Date.now() + 3_600_000);
    await holds('statuses.create, scheduled', 'v1.ScheduledStatus', () =>
      client.v1.statuses.create({ status: 'Later', scheduledAt: soon.toISOString() }),
    );
    const all = await need('scheduledStatuses.list', () => scheduledStatuses.list());
    const one = scheduledStatuses.$select(all[0]?.id ?? '');
    await step('scheduledStatuses.fetch', () => one.fetch());
    await step('scheduledStatuses.update', () => one.update({ scheduledAt: new Date(Date.now() + 7_200_000).toISOString() }));
    await step('scheduledStatuses.remove', () => one.remove());
  },
};

export const filters: Chapter = {
  title: 'filters',
  async live({ alice: { client }, step, need }: Day) {
    const { filters: all } = client.v2;
    const keywordsAttributes = [{ keyword: 'spoiler', wholeWord: true }];
    const filter = await need('v2.filters.create', () =>
      all.create({ title: 'Spoilers', context: ['home', 'public'], filterAction: 'warn', keywordsAttributes }),
    );
    const one = all.$select(filter.id);
    await step('v2.filters.list', () => all.list());
    await step('v2.filters.fetch', () => one.fetch());
    await step('v2.filters.update', () => one.update({ title: 'All spoilers' }));
    await step('v2.filters.keywords.list', () => one.keywords.list());
    await step('v2.filters.statuses.list', () => one.statuses.list());
    await step('v2.filters.remove', () => one.remove());
  },
};

export const discovery: Chapter = {
  title: 'discovery',
  async live({ alice: { client }, step }: Day) {
    await step('trends.statuses.list', () => client.v1.trends.statuses.list());
    await step('trends.tags.list', () => client.v1.trends.tags.list());
    await step('trends.links.list', () => client.v1.trends.links.list());
    await step('v2.suggestions.list', () => client.v2.suggestions.list());
    await step('announcements.list', () => client.v1.announcements.list());
    await step('v2.notifications.policy.fetch', () => client.v2.notifications.policy.fetch());
    await step('notifications.requests.list', () => client.v1.notifications.requests.list());
  },
};
