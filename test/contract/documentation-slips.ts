// Where the documentation contradicts itself (an attribute's heading against its own example or prose), the reading
// the checks follow. Every line says why; nothing else may loosen a check.

/** How one attribute is to be read instead. `type` replaces the documented type. */
export interface Slip {
  empty?: true;
  type?: string;
  /** Words that the enumeration lacks. */
  words?: readonly string[];
  optional?: true;
  nullable?: true;
  why: string;
}

const laterTypes = 'a group is of the type of its notifications, and these types are documented for Notification; the list for groups is older';

const cardExample = 'the examples of the entity show an empty string where a page names none';

/** Attribute (`Entity.attribute`) → how to read it. */
export const slips: Readonly<Record<string, Slip>> = {
  'PreviewCard.author_url': { empty: true, why: cardExample },
  'PreviewCard.provider_url': { empty: true, why: cardExample },
  'PreviewCard.embed_url': { empty: true, why: cardExample },
  'PreviewCardAuthor.url': { empty: true, why: 'an author may be known by name alone; the name is then documented, the page is not' },
  'PreviewCard.published_at': {
    type: 'String (Datetime)',
    nullable: true,
    why: 'typed as a UNIX timestamp without a version; clients parse a date, and most pages carry none',
  },
  'CredentialAccount.source.language': {
    empty: true,
    nullable: true,
    why: 'the prose says "or empty string" for an author who never chose one; servers also send null',
  },
  'Status.text': { optional: true, why: 'sent instead of content when a status is deleted, so that it can be redrafted; the prose says so' },
  'Application.redirect_uris': { type: 'Array of String', why: 'out-of-band apps register urn:ietf:wg:oauth:2.0:oob, which is no web address' },
  'Instance.contact.email': { empty: true, why: 'a community may name no address' },
  'StatusEdit.spoiler_text': { type: 'String', why: 'the same text is a plain String in Status' },
  'NotificationGroup.type': { words: ['added_to_collection', 'collection_update'], why: laterTypes },
  'Alpha::NotificationGroup.type': { words: ['quote', 'quoted_update', 'added_to_collection', 'collection_update'], why: laterTypes },
  'Alpha::GroupedNotificationsResults.notification_groups': {
    type: 'Array of [Alpha::NotificationGroup]',
    why: 'the example and the stable entity of the same name hold an array',
  },
};

/** Keys without an attribute heading that a method's example shows: accepted, never required. */
export const exampleKeys: Readonly<Record<string, readonly string[]>> = {
  Preferences: ['posting:default:quote_policy'],
};
