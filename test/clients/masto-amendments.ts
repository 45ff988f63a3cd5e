// Where masto's declarations contradict the Mastodon API they describe. A client can do nothing about them, and neither
// can a server: every amendment says what the documentation says, and a test finds each one that is missing or stale.
import type { Amendment, Amendments } from './amended.ts';
import type { Schema } from './generate-schemas.ts';

const text: Schema = { type: 'string' };
const nullable = (why: string): Amendment => ({ nullable: true, why });
const optional = (why: string): Amendment => ({ optional: true, why });
const documentedNull = nullable('documented as nullable');
const documentedOptional = optional('documented as optional');
const undocumented = optional('not in the documentation');
const removed = optional('removed in Mastodon 4.6.0');

/** `Definition.property` → how it is to be read. */
const of: Amendments['of'] = {
  'Account.url': documentedNull,
  'Account.lastStatusAt': documentedNull,
  'Account.roles': {
    type: { type: 'array', items: { type: 'object', properties: { id: text, name: text, color: text }, required: ['id', 'name', 'color'] } },
    nullable: true,
    why: 'ids are strings, and the attribute is documented as nullable',
  },
  'AccountSource.role': optional('the role stands beside the source, not in it'),
  'AccountWarning.statusIds': documentedNull,
  'Announcement.startsAt': documentedNull,
  'Announcement.endsAt': documentedNull,
  'AnnualReportData.typeDistribution': removed,
  'AnnualReportData.mostUsedApps': removed,
  'AnnualReportData.commonlyInteractedWithAccounts': removed,
  'AnnualReportData.mostRebloggedAccounts': removed,
  'AnnualReportData.percentiles': removed,
  'Client.clientSecretExpiresAt': { type: { type: 'number' }, why: 'documented as an integer, always 0' },
  'CohortData.value': { type: text, why: 'documented as a string' },
  'CollectionItem.accountId': documentedNull,
  'DomainBlock.rejectReposts': { renamed: 'rejectReports', why: 'a slip of the pen' },
  'FeatureApproval.current_user': {
    type: { enum: ['automatic', 'manual', 'denied', 'unknown', 'missing'] },
    renamed: 'currentUser',
    why: 'masto turns the key to camel case and declares it in snake case; `missing` is documented too',
  },
  'FeaturedTag.statusesCount': { type: text, why: 'documented as a string' },
  'Filter.keywords': documentedOptional,
  'Filter.statuses': documentedOptional,
  'InstanceApiVersions.mastodon': { type: { type: 'number' }, why: 'documented as an integer' },
  'InstanceContact.account': documentedNull,
  'InstanceThumbnail.blurhash': documentedOptional,
  'InstanceThumbnail.versions': documentedOptional,
  'InstanceThumbnailVersions.@1x': optional('masto turns the key into another one itself'),
  'InstanceThumbnailVersions.@2x': optional('masto turns the key into another one itself'),
  'InstanceUrls.status': documentedNull,
  'IpBlock.expiresAt': { type: text, nullable: true, why: 'documented as a datetime' },
  'Marker.home': optional('each marker is asked for by name, and there is none before the first was saved'),
  'Marker.notifications': optional('as for home'),
  'MediaAttachment.previewUrl': documentedNull,
  'NotificationRequest.notificationsCount': { type: text, why: 'documented as a string' },
  'PollOption.emojis': optional('the emoji stand on the poll'),
  'PollOption.votesCount': documentedNull,
  'Preference.posting:default:language': documentedNull,
  'PreviewCard.blurhash': documentedNull,
  'Reaction.me': documentedOptional,
  'Reaction.url': documentedOptional,
  'Reaction.staticUrl': documentedOptional,
  'Relationship.languages': documentedNull,
  'Role.id': { type: text, why: 'documented as a string' },
  'Role.permissions': { type: text, why: 'documented as a string, for it may not fit a number' },
  'Role.position': undocumented,
  'Role.createdAt': undocumented,
  'Role.updatedAt': undocumented,
  'Status.application': documentedOptional,
  'StatusParams.id': undocumented,
  'StatusParams.inReplyToId': { type: { type: ['string', 'number'] }, nullable: true, why: 'documented as an integer' },
  'StatusParams.applicationId': { type: { type: 'number' }, why: 'documented as an integer' },
  'StatusParams.sensitive': documentedNull,
  'StatusParams.spoilerText': documentedNull,
  'Tag.id': optional('the tags of a status have only a name and an address'),
  'Translation.detectedLanguageSource': { renamed: 'detectedSourceLanguage', why: 'a slip of the pen' },
  'WebPushSubscriptionAlerts.admin': optional('the keys are admin.sign_up and admin.report, which masto flattens'),
};

/** All that is amended in masto's declarations. */
export const mastoAmendments: Amendments = {
  of,
  // The generator writes out what a definition inherits.
  parents: { CredentialAccount: 'Account', PartialAccountWithAvatar: 'Account', TrendLink: 'PreviewCard' },
  // Sixteen definitions share one base: `sampleAccountIds` is declared a string and documented as an array of strings.
  ofEvery: { NotificationGroup: { sampleAccountIds: { type: { type: 'array', items: text }, why: 'documented as an array of strings' } } },
};
