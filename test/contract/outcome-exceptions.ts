// Outcomes of attributes that a run cannot show, each with the reason why it cannot happen here. One that is seen after all
// has to go: the run says so.

const onlyWhenTrue = 'Mastodon sends it only where it is true, and so does Covey: its absence says no';
const noHostRules = 'there are no rules about other servers yet (docs/gaps.md), so the list is empty and nobody loses anybody by them';
const noAppeals = 'there are no appeals yet (docs/gaps.md)';
const oneVersion = 'there is one version of the terms, in force since it was written (docs/gaps.md)';
const ourCollections = 'the run has one server of each kind and nobody elsewhere: test/journeys/collections.test.ts sees collections of others, and those who were asked';
const accountAsks = 'members choose by two switches, so that only two of these are theirs; what people elsewhere say is seen in test/journeys/collections.test.ts';
const access = 'one setting opens or closes the live timelines together, hashtags and links stay open (docs/gaps.md)';
const noProofs = 'identity proofs ended with Mastodon 3.5: the list is empty in both';
const focusWhole = 'a focus is a pair of numbers, or there is none and the key is left out';
const oldPolicy = 'no documented method returns it any more; GET /api/v1/notifications/policy still does';
const alwaysAList = 'Mastodon and Covey send a list here, empty where there is nothing';
const cleared = 'Mastodon clears it before it keeps the post, for every post';
const pollWhole = 'a poll that waits is kept whole, with what its author did not choose filled in';
const editQuote = 'what an edited post quotes is not kept by version yet (docs/gaps.md)';
const thumbnail = 'the picture of the community is kept in one size, without a blurhash';
const whoIsSuggested = 'people are suggested by whom one’s friends follow and by how many follow them; the staff choose nobody';

/** `Entity.attribute outcome` → why. `*` stands for every attribute of the entity, or for every outcome of the attribute. */
export const outcomeExceptions: Readonly<Record<string, string>> = {
  'Account.url null': 'an account without a page of its own is shown by its network id, as in Mastodon',
  'Account.noindex true': 'there is no such choice apart from `indexable`',
  'Account.noindex null': 'Mastodon sends a Boolean for its own members and leaves it out for others, as Covey does',
  'Account.memorial false': onlyWhenTrue,
  'Account.suspended false': onlyWhenTrue,
  'Account.limited false': onlyWhenTrue,
  'Account.roles null': alwaysAList,
  'AccountWarning.appeal value': noAppeals,
  'Appeal.*': noAppeals,
  'AnnualReport.share_url value': 'reports have no page to share (docs/gaps.md)',
  'Application.website absent': 'it is null where an app has none, never left out, as in Mastodon',
  'Collection.url value': ourCollections,
  'Collection.local false': ourCollections,
  'CollectionItem.account_id null': ourCollections,
  'CollectionItem.state pending': ourCollections,
  'FeatureApproval.automatic *': accountAsks,
  'FeatureApproval.manual *': accountAsks,
  'FeatureApproval.current_user manual': accountAsks,
  'FeatureApproval.current_user unknown': accountAsks,
  'DomainBlock.*': noHostRules,
  'RelationshipSeveranceEvent.*': noHostRules,
  'Notification.type severed_relationships': noHostRules,
  'Notification.event value': noHostRules,
  'NotificationGroup.type severed_relationships': noHostRules,
  'NotificationGroup.event value': noHostRules,
  'Alpha::NotificationGroup.type severed_relationships': noHostRules,
  'Alpha::NotificationGroup.event value': noHostRules,
  'IdentityProof.*': noProofs,
  'Instance.thumbnail.blurhash value': thumbnail,
  'Instance.thumbnail.versions value': thumbnail,
  'Instance.thumbnail.versions.@1x *': thumbnail,
  'Instance.thumbnail.versions.@2x *': thumbnail,
  'Instance.configuration.urls.status value': 'there is no setting for a page that tells whether the server is up',
  'Instance.configuration.urls.privacy_policy null': 'every server has this page, in Mastodon too',
  'Instance.configuration.timelines_access.live_feeds.local disabled': access,
  'Instance.configuration.timelines_access.live_feeds.remote disabled': access,
  'Instance.configuration.timelines_access.hashtag_feeds.local authenticated': access,
  'Instance.configuration.timelines_access.hashtag_feeds.remote *': access,
  'Instance.configuration.timelines_access.trending_link_feeds.local authenticated': access,
  'Instance.configuration.timelines_access.trending_link_feeds.remote *': access,
  'Instance.configuration.limited_federation true': 'there is no mode in which only listed servers are spoken to',
  'Instance.registrations.reason_required null': 'Mastodon and Covey say yes or no',
  'Instance.registrations.url value': 'people sign up here, not at another service',
  'V1::Instance.thumbnail null': 'there is always a picture, if only the one that comes with the pages, as in Mastodon',
  'MediaAttachment.meta.focus null': focusWhole,
  'MediaAttachment.meta.focus.x null': focusWhole,
  'MediaAttachment.meta.focus.y null': focusWhole,
  'Notification.fallback value': 'no notification has words for apps that do not know its type',
  'NotificationGroup.fallback value': 'no notification has words for apps that do not know its type',
  'NotificationFallback.*': 'no notification has words for apps that do not know its type',
  'Reaction.me absent': 'whoever asks for announcements is somebody; a streamed one is so new that nobody has reacted yet',
  'Report.status_ids null': alwaysAList,
  'Report.collection_ids null': alwaysAList,
  'ScheduledStatus.params.poll.multiple absent': pollWhole,
  'ScheduledStatus.params.poll.hide_totals absent': pollWhole,
  'ScheduledStatus.params.idempotency value': cleared,
  'ScheduledStatus.params.with_rate_limit true': cleared,
  'Status.text null': 'the source is sent to whoever deletes a post to write it anew, and left out otherwise',
  'StatusEdit.quote value': editQuote,
  'StatusEdit.quote absent': editQuote,
  'Suggestion.source staff': whoIsSuggested,
  'Suggestion.sources featured': whoIsSuggested,
  'Suggestion.sources most_interactions': whoIsSuggested,
  'Suggestion.sources similar_to_recently_followed': whoIsSuggested,
  'TermsOfService.effective false': oneVersion,
  'TermsOfService.succeeded_by value': oneVersion,
  'V1::NotificationPolicy.*': oldPolicy,
};

/** Why this outcome may stay unseen; undefined if nothing excuses it. */
export function excuseFor(attribute: string, outcome: string, excuses: Readonly<Record<string, string>> = outcomeExceptions): string | undefined {
  const entity = attribute.slice(0, attribute.indexOf('.'));
  return excuses[`${attribute} ${outcome}`] ?? excuses[`${attribute} *`] ?? excuses[`${entity}.*`];
}
