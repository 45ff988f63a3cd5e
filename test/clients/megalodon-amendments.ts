// Where megalodon's declarations contradict the Mastodon API they describe. A client can do nothing about them, and neither
// can a server: every amendment says what the documentation says, and a test finds each one that is stale.
import type { Amendments } from './amended.ts';
import type { Schema } from './generate-schemas.ts';

const text: Schema = { type: 'string' };
const documentedOptional = { optional: true, why: 'documented as optional' } as const;
const documentedNull = { nullable: true, why: 'documented as nullable' } as const;

/** All that is amended in megalodon's declarations. */
export const megalodonAmendments: Amendments = {
  of: {
    'Account.suspended': documentedOptional,
    'Account.limited': documentedOptional,
    'Account.moved': documentedOptional,
    'Account.discoverable': documentedNull,
    'Account.mute_expires_at': documentedNull,
    'Account.noindex': documentedOptional,
    'Announcement.published': { optional: true, why: 'neither documented nor sent: only what is published is answered' },
    'FeaturedTag.last_status_at': documentedNull,
    'FeaturedTag.statuses_count': { type: text, why: 'documented as a string' },
    'History.accounts': { type: text, why: 'documented as a string' },
    'History.uses': { type: text, why: 'documented as a string' },
    'Status.favourited': documentedOptional,
    'Status.muted': documentedOptional,
    'Status.reblogged': documentedOptional,
    'Status.pinned': documentedOptional,
  },
};
