// The last part of the day: every stream megalodon opens, each with an event that it was waiting for.
import { on, type EventEmitter } from 'node:events';
import { firstEvent } from '../first-event.ts';
import type { Chapter, Day } from './record.ts';

async function* happenings(stream: EventEmitter, kind: string): AsyncGenerator<unknown> {
  for await (const [payload] of on(stream, kind) as AsyncIterable<unknown[]>) yield payload;
}

export const streams: Chapter = {
  title: 'streams',
  async live({ alice: { client, acct }, bob, step, need, holds }: Day) {
    const hears = (call: string, open: () => Promise<EventEmitter & { stop(): void }>, status: string, kind = 'update', schema = 'Entity.Status') =>
      holds(call, schema, async () => {
        const stream = await open();
        stream.on('error', () => {});
        const visibility = kind === 'conversation' ? 'direct' : 'public';
        const event = await firstEvent(happenings(stream, kind), () => bob.client.postStatus(status, { visibility }));
        stream.stop();
        return event;
      });
    await step('streamingURL', () => client.streamingURL());
    const list = await need('createList, for streams', () => client.createList('Live'));
    await step('followAccount, for streams', () => client.followAccount(bob.id));
    await step('addAccountsToList, for streams', () => client.addAccountsToList(list.data.id, [bob.id]));
    await hears('userStreaming', () => client.userStreaming(), 'To whom it may concern');
    await hears('userStreaming, of notifications', () => client.userStreaming(), `@${acct} look`, 'notification', 'Entity.Notification');
    await hears('publicStreaming', () => client.publicStreaming(), 'To all');
    await hears('localStreaming', () => client.localStreaming(), 'To all here');
    await hears('tagStreaming', () => client.tagStreaming('live'), '#live');
    await hears('listStreaming', () => client.listStreaming(list.data.id), 'To the list');
    await hears('directStreaming', () => client.directStreaming(), `@${acct} psst`, 'conversation', 'Entity.Conversation');
  },
};
