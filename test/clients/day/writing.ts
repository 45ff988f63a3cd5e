// The day, third part: posts with everything that belongs to them, and what others do with them.
import type { mastodon } from 'masto';
import sharp from 'sharp';
import type { Chapter, Day } from './record.ts';

export const writing: Chapter = {
  title: 'writing',
  async live({ alice: { client, id }, bob, step, need }: Day) {
    const { statuses } = client.v1;
    const post = await need('statuses.create', 'v1.Status', () =>
      statuses.create({ status: `Good morning @${bob.acct} #day https://example.com`, language: 'en', visibility: 'public' }),
    );
    const own = statuses.$select(post.id);
    await step('statuses.fetch', 'v1.Status', () => own.fetch());
    await step('statuses.fetch of several', 'v1.Status[]', () => statuses.fetch({ id: [post.id] }));
    await step('statuses.create, a reply', 'v1.Status', () =>
      bob.client.v1.statuses.create({ status: 'Good morning', inReplyToId: post.id, visibility: 'unlisted' }),
    );
    await step('statuses.context.fetch', 'v1.Context', () => own.context.fetch());
    await step('statuses.source.fetch', 'v1.StatusSource', () => own.source.fetch());
    await step('statuses.update', 'v1.Status', () => own.update({ status: 'Good morning to all #day', spoilerText: 'greetings', sensitive: true }));
    await step('statuses.history.list', 'v1.StatusEdit[]', () => own.history.list());
    await step('statuses.pin', 'v1.Status', () => own.pin());
    await step('accounts.statuses.list, own pinned', 'v1.Status[]', () => client.v1.accounts.$select(id).statuses.list({ pinned: true }));
    await step('statuses.unpin', 'v1.Status', () => own.unpin());
    await step('statuses.mute', 'v1.Status', () => own.mute());
    await step('statuses.unmute', 'v1.Status', () => own.unmute());
    await step('statuses.remove', 'v1.Status', () => own.remove());
  },
};

export const applause: Chapter = {
  title: 'applause',
  async live({ alice, bob, step, need }: Day) {
    const post = await need('statuses.create, to be liked', 'v1.Status', () => alice.client.v1.statuses.create({ status: 'Look at this sky #day' }));
    const seen = bob.client.v1.statuses.$select(post.id);
    await step('statuses.favourite', 'v1.Status', () => seen.favourite());
    await step('statuses.favouritedBy.list', 'v1.Account[]', () => seen.favouritedBy.list());
    await step('favourites.list', 'v1.Status[]', () => bob.client.v1.favourites.list());
    await step('statuses.unfavourite', 'v1.Status', () => seen.unfavourite());
    await step('statuses.reblog', 'v1.Status', () => seen.reblog({ visibility: 'public' }));
    await step('statuses.rebloggedBy.list', 'v1.Account[]', () => seen.rebloggedBy.list());
    await step('statuses.unreblog', 'v1.Status', () => seen.unreblog());
    await step('statuses.bookmark', 'v1.Status', () => seen.bookmark());
    await step('bookmarks.list', 'v1.Status[]', () => bob.client.v1.bookmarks.list());
    await step('statuses.unbookmark', 'v1.Status', () => seen.unbookmark());
  },
};

export const pictures: Chapter = {
  title: 'pictures',
  async live({ alice: { client }, step, need }: Day) {
    const media = await need('v2.media.create', 'v1.MediaAttachment', async () =>
      client.v2.media.create({ file: await aPicture(), description: 'one colour', focus: '0.1,-0.2', skipPolling: true }),
    );
    const one = client.v1.media.$select(media.id);
    await step('media.fetch', 'v1.MediaAttachment', () => one.fetch());
    await step('media.update', 'v1.MediaAttachment', () => one.update({ description: 'one colour, orange' }));
    const post = await need('statuses.create, with a picture', 'v1.Status', () => client.v1.statuses.create({ mediaIds: [media.id], status: 'A colour' }));
    await step('statuses.update, of its picture', 'v1.Status', () =>
      client.v1.statuses.$select(post.id).update({ mediaIds: [media.id], mediaAttributes: [{ id: media.id, description: 'orange' }] }),
    );
  },
};

export const polls: Chapter = {
  title: 'a poll',
  async live({ alice, bob, step, need }: Day) {
    const poll = { options: ['tea', 'coffee'], expiresIn: 3600, multiple: false };
    const post: mastodon.v1.Status = await need('statuses.create, with a poll', 'v1.Status', () =>
      alice.client.v1.statuses.create({ status: 'What will it be?', poll }),
    );
    const asked = bob.client.v1.polls.$select(post.poll?.id ?? '');
    await step('polls.fetch', 'v1.Poll', () => asked.fetch());
    await step('polls.votes.create', 'v1.Poll', () => asked.votes.create({ choices: [0] }));
  },
};

async function aPicture(): Promise<Blob> {
  const pixels = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#c8552d' } }).png().toBuffer();
  return new File([new Uint8Array(pixels)], 'colour.png', { type: 'image/png' });
}
