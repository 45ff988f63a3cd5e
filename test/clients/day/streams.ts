// The last part of the day: every stream masto can subscribe to, each with an event that only it was waiting for.
import { createStreamingAPIClient, type mastodon } from 'masto';
import { firstEvent } from '../first-event.ts';
import type { Chapter, Day } from './record.ts';
import { aPicture } from './writing.ts';

type Event = mastodon.streaming.Event;

async function* payloads(subscription: mastodon.streaming.Subscription, kind: Event['event']): AsyncGenerator<unknown> {
  for await (const event of subscription) if (event.event === kind) yield event.payload;
}

export const streams: Chapter = {
  title: 'streams',
  async live({ alice, bob, need, step, holds, overheard, speakFromAfar }: Day) {
    const { v1 } = bob.client;
    const { configuration } = await need('v2.instance.fetch, for streams', () => alice.client.v2.instance.fetch());
    const client = overheard(createStreamingAPIClient({ streamingApiUrl: configuration.urls.streaming, accessToken: alice.token }), 'streaming');
    const hears = (call: string, open: () => mastodon.streaming.Subscription, deed: () => PromiseLike<unknown>, kind: Event['event'] = 'update', schema = 'v1.Status') =>
      holds(`streaming.${call}`, schema, async () => {
        const subscription = open();
        const event = await firstEvent(payloads(subscription, kind), deed);
        subscription.unsubscribe();
        return event;
      });
    const says = (status: string, visibility: mastodon.v1.StatusVisibility = 'public') => () => v1.statuses.create({ status, visibility });
    const shows = async () => v1.statuses.create({ status: 'Shown', mediaIds: [(await v1.media.create({ file: await aPicture() })).id] });
    await step('accounts.follow, for streams', () => alice.client.v1.accounts.$select(bob.id).follow());
    const list = await need('lists.create, for streams', () => alice.client.v1.lists.create({ title: 'Live' }));
    await step('lists.accounts.create, for streams', () => alice.client.v1.lists.$select(list.id).accounts.create({ accountIds: [bob.id] }));
    const own = await need('statuses.create, to be noticed live', () => alice.client.v1.statuses.create({ status: 'Live' }));
    await hears('user.subscribe', () => client.user.subscribe(), says('To whom it may concern'));
    await hears('user.notification.subscribe', () => client.user.notification.subscribe(), async () => {
      await v1.statuses.$select(own.id).unfavourite();
      await v1.statuses.$select(own.id).favourite();
    }, 'notification', 'v1.Notification');
    await hears('direct.subscribe', () => client.direct.subscribe(), says(`@${alice.acct} psst`, 'direct'), 'conversation', 'v1.Conversation');
    await hears('list.subscribe', () => client.list.subscribe({ list: list.id }), says('To the list'));
    await hears('hashtag.subscribe', () => client.hashtag.subscribe({ tag: 'live' }), says('#live'));
    await hears('hashtag.local.subscribe', () => client.hashtag.local.subscribe({ tag: 'live' }), says('#live'));
    await hears('public.subscribe', () => client.public.subscribe(), says('To all'));
    await hears('public.media.subscribe', () => client.public.media.subscribe(), shows);
    await hears('public.local.subscribe', () => client.public.local.subscribe(), says('To all here'));
    await hears('public.local.media.subscribe', () => client.public.local.media.subscribe(), shows);
    await hears('public.remote.subscribe', () => client.public.remote.subscribe(), speakFromAfar);
    await hears('public.remote.media.subscribe', () => client.public.remote.media.subscribe(), speakFromAfar);
    client.close();
  },
};
