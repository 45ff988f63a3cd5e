// The day, third part: posts with everything that belongs to them, and what others do with them.
import type { mastodon } from 'masto';
import sharp from 'sharp';
import type { Chapter, Day } from './record.ts';

export const writing: Chapter = {
  title: 'writing',
  async live({ alice: { client, id }, bob, step, need }: Day) {
    const { statuses } = client.v1;
    const post = await need('statuses.create', () =>
      statuses.create({ status: `Good morning @${bob.acct} #day https://example.com`, language: 'en', visibility: 'public' }),
    );
    const own = statuses.$select(post.id);
    await step('statuses.fetch', () => own.fetch());
    await step('statuses.fetch of several', () => statuses.fetch({ id: [post.id] }));
    await step('statuses.create, a reply', () =>
      bob.client.v1.statuses.create({ status: 'Good morning', inReplyToId: post.id, visibility: 'unlisted' }),
    );
    await step('statuses.context.fetch', () => own.context.fetch());
    await step('statuses.source.fetch', () => own.source.fetch());
    await step('statuses.update', () => own.update({ status: 'Good morning to all #day', spoilerText: 'greetings', sensitive: true }));
    await step('statuses.history.list', () => own.history.list());
    await step('statuses.pin', () => own.pin());
    await step('accounts.statuses.list, own pinned', () => client.v1.accounts.$select(id).statuses.list({ pinned: true }));
    await step('statuses.unpin', () => own.unpin());
    await step('statuses.mute', () => own.mute());
    await step('statuses.unmute', () => own.unmute());
    await step('statuses.remove', () => own.remove());
  },
};

export const applause: Chapter = {
  title: 'applause',
  async live({ alice, bob, step, need }: Day) {
    const post = await need('statuses.create, to be liked', () => alice.client.v1.statuses.create({ status: 'Look at this sky #day' }));
    const seen = bob.client.v1.statuses.$select(post.id);
    await step('statuses.favourite', () => seen.favourite());
    await step('statuses.favouritedBy.list', () => seen.favouritedBy.list());
    await step('favourites.list', () => bob.client.v1.favourites.list());
    await step('statuses.unfavourite', () => seen.unfavourite());
    await step('statuses.reblog', () => seen.reblog({ visibility: 'public' }));
    await step('statuses.rebloggedBy.list', () => seen.rebloggedBy.list());
    await step('statuses.unreblog', () => seen.unreblog());
    await step('statuses.bookmark', () => seen.bookmark());
    await step('bookmarks.list', () => bob.client.v1.bookmarks.list());
    await step('statuses.unbookmark', () => seen.unbookmark());
  },
};

export const pictures: Chapter = {
  title: 'pictures',
  async live({ alice: { client }, step, need }: Day) {
    const media = await need('v2.media.create', async () =>
      client.v2.media.create({ file: await aPicture(), description: 'one colour', focus: '0.1,-0.2', skipPolling: true }),
    );
    const one = client.v1.media.$select(media.id);
    await step('media.fetch', () => one.fetch());
    await step('media.update', () => one.update({ description: 'one colour, orange' }));
    const post = await need('statuses.create, with a picture', () => client.v1.statuses.create({ mediaIds: [media.id], status: 'A colour' }));
    await step('statuses.update, of its picture', () =>
      client.v1.statuses.$select(post.id).update({ mediaIds: [media.id], mediaAttributes: [{ id: media.id, description: 'orange' }] }),
    );
  },
};

export const polls: Chapter = {
  title: 'a poll',
  async live({ alice, bob, step, need }: Day) {
    const poll = { options: ['tea', 'coffee'], expiresIn: 3600, multiple: false };
    const post: mastodon.v1.Status = await need('statuses.create, with a poll', () =>
      alice.client.v1.statuses.create({ status: 'What will it be?', poll }),
    );
    const asked = bob.client.v1.polls.$select(post.poll?.id ?? '');
    await step('polls.fetch', () => asked.fetch());
    await step('polls.votes.create', () => asked.votes.create({ choices: [0] }));
  },
};

/** A small PNG with a name. */
export async function aPicture(): Promise<Blob> {
  const pixels = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#c8552d' } }).png().toBuffer();
  return new File([new Uint8Array(pixels)], 'colour.png', { type: 'image/png' });
}
