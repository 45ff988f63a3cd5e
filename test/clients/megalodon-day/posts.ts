// The day, second part: posts and what belongs to them, and what others do with them.
import { createReadStream } from 'node:fs';
import type { Entity, Response } from 'megalodon';
import type { Chapter, Day } from './record.ts';

const posted = (answer: Response<Entity.Status | Entity.ScheduledStatus>) => answer.data as Entity.Status;

export const writing: Chapter = {
  title: 'writing',
  async live({ alice: { client }, bob, step, need, refused }: Day) {
    const { id } = posted(await need('postStatus', () =>
      client.postStatus(`Good morning @${bob.acct} #day https://example.com`, { language: 'en', visibility: 'public', spoiler_text: 'greetings', sensitive: true })));
    await step('postStatus, a reply', () => bob.client.postStatus('Good morning', { in_reply_to_id: id, visibility: 'unlisted' }));
    await step('postStatus, a quote', () => bob.client.postStatus('As she says', { quote_id: id }));
    await step('getStatus', () => client.getStatus(id));
    await step('getStatusContext', () => client.getStatusContext(id));
    await step('getStatusSource', () => client.getStatusSource(id));
    await step('editStatus', () => client.editStatus(id, { status: 'Good morning to all #day', sensitive: true }));
    await step('pinStatus', () => client.pinStatus(id));
    await step('unpinStatus', () => client.unpinStatus(id));
    await step('muteStatus', () => client.muteStatus(id));
    await step('unmuteStatus', () => client.unmuteStatus(id));
    await step('favouriteStatus', () => bob.client.favouriteStatus(id));
    await step('getStatusFavouritedBy', () => client.getStatusFavouritedBy(id));
    await step('getFavourites', () => bob.client.getFavourites({ limit: 5 }));
    await step('unfavouriteStatus', () => bob.client.unfavouriteStatus(id));
    await step('reblogStatus', () => bob.client.reblogStatus(id));
    await step('getStatusRebloggedBy', () => client.getStatusRebloggedBy(id));
    await step('unreblogStatus', () => bob.client.unreblogStatus(id));
    await step('bookmarkStatus', () => bob.client.bookmarkStatus(id));
    await step('getBookmarks', () => bob.client.getBookmarks({ limit: 5 }));
    await step('unbookmarkStatus', () => bob.client.unbookmarkStatus(id));
    const why = 'not of Mastodon';
    await refused('createEmojiReaction', 'NotImplementedError', why, () => client.createEmojiReaction(id, '🎂'));
    await refused('deleteEmojiReaction', 'NotImplementedError', why, () => client.deleteEmojiReaction(id, '🎂'));
    await refused('getEmojiReactions', 'NotImplementedError', why, () => client.getEmojiReactions(id));
    await refused('getEmojiReaction', 'NotImplementedError', why, () => client.getEmojiReaction(id, '🎂'));
    await step('deleteStatus', () => client.deleteStatus(id));
  },
};

export const attached: Chapter = {
  title: 'pictures, polls and posts for later',
  async live({ alice: { client }, bob, picture, step, need }: Day) {
    const media = await need('uploadMedia', () => client.uploadMedia(createReadStream(picture), { description: 'one colour', focus: '0.1,-0.2' }));
    await step('getMedia', () => client.getMedia(media.data.id));
    await step('updateMedia', () => client.updateMedia(media.data.id, { description: 'orange' }));
    await step('postStatus, with a picture', () => client.postStatus('A colour', { media_ids: [media.data.id] }));
    const asked = posted(await need('postStatus, with a poll', () =>
      client.postStatus('What will it be?', { poll: { options: ['tea', 'coffee'], expires_in: 3600, multiple: false, hide_totals: false } })));
    const poll = asked.poll?.id ?? '';
    await step('getPoll', () => bob.client.getPoll(poll));
    await step('votePoll', () => bob.client.votePoll(poll, [0]));
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const later = await need('postStatus, scheduled', () => client.postStatus('Later', { scheduled_at: at(1) }));
    await step('getScheduledStatuses', () => client.getScheduledStatuses({ limit: 5 }));
    await step('getScheduledStatus', () => client.getScheduledStatus(later.data.id));
    await step('scheduleStatus', () => client.scheduleStatus(later.data.id, at(2)));
    await step('cancelScheduledStatus', () => client.cancelScheduledStatus(later.data.id));
  },
};
