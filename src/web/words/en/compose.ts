// English words of the composer, of drafts and scheduled posts, and of the media viewer.

const plural = (n: number, one: string, many: string): string => n === 1 ? one : `${n} ${many}`

export const compose = {
  titles: { post: 'New post', reply: (handle: string) => `Reply to ${handle}`, quote: 'Quote', edit: 'Edit the post', redraft: 'Write it anew' },
  text: 'Text', placeholder: 'What would you like to say?',
  warning: 'Warning shown before the post', addWarning: 'Content warning', removeWarning: 'Remove the content warning',
  attach: (most: number, megabytes: number) => `Add pictures: up to ${most}, ${megabytes} MB each`,
  attachAny: (most: number, megabytes: number, filmMegabytes: number) => `Add pictures: up to ${most}, ${megabytes} MB each; or one film or sound, ${filmMegabytes} MB`,
  attachWithPoll: 'A post with a poll cannot have attachments',
  poll: 'Poll', pollWithMedia: 'A post with attachments cannot have a poll', removePoll: 'Remove the poll',
  schedule: 'Post later', removeSchedule: 'Post at once', when: 'Post on', whenHint: 'In your own time, at least 5 minutes ahead.',
  language: 'Language', sensitive: 'Hide the attachments until they are asked for',
  tools: 'Add to the post', close: 'Close and keep', deleteDraft: 'Delete draft', deleted: 'Draft deleted.',
  audience: {
    legend: 'Who can read it', button: (name: string) => `Who can read it: ${name}`,
    fixed: 'Who can read it stays as it is.',
    names: { public: 'Everyone', unlisted: 'Everyone, quietly', private: 'Followers', direct: 'People I mention' } as Record<string, string>,
    effects: {
      public: 'Shown in public timelines and to your followers.',
      unlisted: 'Anybody may read it, but no public timeline shows it.',
      private: 'Only your followers and those you mention.',
      direct: 'Only those you mention. Not encrypted: server staff could read it.',
    } as Record<string, string>,
  },
  acts: {
    public: 'Post', unlisted: 'Post quietly', private: 'Post to followers', direct: 'Send privately',
    reply: 'Reply', replyQuietly: 'Reply quietly', replyFollowers: 'Reply to followers', replyPrivately: 'Reply privately',
    save: 'Save changes', schedule: 'Schedule', sending: 'Sending', anyway: 'Post without description', outsider: (who: string) => `Show it to ${who}`,
  },
  counter: (left: string) => `${left} characters left`,
  over: (n: string) => `${n} characters too many`,
  savedAt: (time: string) => `Draft saved at ${time}.`,
  offline: 'You are offline. What you write is sent later.',
  uploading: (done: number, all: number) => `Uploading ${done} of ${all}`,
  notes: {
    nobody: 'You mention nobody: only you will see this.',
    followers: (who: string) => `${who} will see it too, because you mention them.`,
    outsider: (who: string) => `${who} is not part of this private conversation yet, and would see this post.`,
    noText: (n: number) => n === 1
      ? 'One attachment has no description. A sentence helps those who cannot see or hear it.' : `${n} attachments have no description. A sentence each helps those who cannot see or hear them.`,
    replaces: 'The old post is deleted when you post this one. Its favourites and boosts go with it.',
    pollReset: 'Changing the options or how many one may choose takes back all votes.',
  },
  media: {
    list: 'Attachments', kinds: { image: 'picture', gifv: 'animation', video: 'film', audio: 'sound' } as Record<string, string>, other: 'file',
    description: (kind: string, n: number) => `Description of ${kind} ${n}`, hint: 'Describe it for those who cannot see it', hintSound: 'Describe it for those who cannot hear it',
    focal: (n: number, x: number, y: number) => `Centre of picture ${n}: ${x} % across, ${y} % down. Tap where it should be, or use the arrow keys.`,
    earlier: (kind: string, n: number) => `Move ${kind} ${n} earlier`, later: (kind: string, n: number) => `Move ${kind} ${n} later`, remove: (kind: string, n: number) => `Remove ${kind} ${n}`,
    cancel: 'Cancel', retry: 'Try again', progress: (name: string) => `Upload of ${name}`, processing: 'Being prepared',
    moved: (n: number) => `Now number ${n}.`, removed: 'Removed.',
    tooLarge: (name: string, megabytes: number) => `${name} is over ${megabytes} MB. Your text is safe.`,
    tooMany: (most: number) => `A post has up to ${most} attachments.`,
    wrongType: (name: string) => `${name} is of a kind that cannot be shown here. Your text is safe.`,
    failed: 'The upload did not work. Your text is safe.', offline: 'You are offline. It is uploaded when you send.', drop: 'Drop them here', alone: 'A film or sound stands alone: no pictures beside it.',
  },
  pollEditor: {
    legend: 'Poll', option: (n: number) => `Option ${n}`, add: 'Add an option', remove: (n: number) => `Remove option ${n}`, multiple: 'One may choose several',
    hideTotals: 'Hide the results until it ends', ends: 'It ends in',
    minutes: (n: number) => plural(n, '1 minute', 'minutes'), hours: (n: number) => plural(n, '1 hour', 'hours'), days: (n: number) => plural(n, '1 day', 'days'),
    tooFew: 'A poll needs two different options.',
  },
  suggestions: { label: 'Suggestions', found: (n: number) => n === 1 ? '1 suggestion. Arrow keys to choose.' : `${n} suggestions. Arrow keys to choose.`, uses: (n: string) => `${n} people lately` },
  done: {
    posted: 'Posted.', replied: 'Reply posted.', edited: 'Changes saved.', scheduled: (time: string) => `It will be posted on ${time}.`, sent: 'Sent.',
    queued: 'Waiting for a connection.', kept: 'Kept as a draft.', see: 'Look at it', edit: 'Edit', sentLater: 'What waited for a connection is posted.',
  },
  failed: {
    notPosted: (why: string) => `Not posted: ${why} Your text is safe.`, generic: 'something broke on our side. Try again in a minute.',
    signedOut: 'You are signed out on this device. What you wrote is kept here; sign in and it is back.', signIn: 'Sign in',
    missing: 'The post is not here any more. What you wrote is kept as a draft.', open: 'The draft could not be opened.',
    empty: 'Write something, or add a picture.',
  },
  drafts: {
    title: 'Drafts', lead: 'Kept on this device until you post or delete them.', empty: 'When you close a post before it is sent, it waits here.',
    none: 'No text yet', open: 'Go on writing', to: (name: string) => `Reply to ${name}`, edit: 'Changes to a post', pictures: (n: number) => n === 1 ? '1 attachment' : `${n} attachments`,
    poll: 'a poll', failed: 'Not posted', queued: 'Waiting for a connection', deleteNamed: (text: string) => `Delete draft: ${text}`, openNamed: (text: string) => `Go on writing: ${text}`,
    scheduled: 'Scheduled posts',
  },
  scheduled: {
    title: 'Scheduled posts', lead: 'They are posted by themselves, the next one first.', empty: 'Nothing is scheduled. A post gets its hour under “Post later”.',
    at: (time: string) => `On ${time}`, change: 'Change the time', save: 'Save the time', edit: 'Edit', delete: 'Delete', deleted: 'Deleted.', moved: (time: string) => `Now on ${time}.`,
    failed: 'The scheduled posts could not be loaded.', drafts: 'Drafts', loading: 'Loading',
  },
  viewer: {
    title: (n: number, all: number) => all > 1 ? `Picture ${n} of ${all}` : 'Picture', next: 'Next', previous: 'Previous', zoomIn: 'Larger', zoomOut: 'Back to its size', original: 'Open the file', close: 'Close',
    failed: 'The picture could not be loaded.', none: 'No description.',
  },
}
