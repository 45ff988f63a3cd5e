// The validators are held against the contract: a sample of every entity has to pass, whole or bare, so that whatever
// they report of the server is the server's. Every disagreement between masto and the contract is a declared one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadContract } from '#test/contract/contract.ts';
import { type Fill, sampleEntity } from '#test/contract/sample-entity.ts';
import { mastoAmendments } from './masto-amendments.ts';
import { masto, toCamelCase } from './masto-schemas.ts';

const contract = loadContract();
const { validatorFor } = masto;
const named: Readonly<Record<string, string>> = {
  'Announcement::Account': 'v1.AnnouncementAccount',
  'Announcement::Status': 'v1.AnnouncementStatus',
  CohortData: 'v1.admin.CohortData',
  CredentialApplication: 'v1.Client',
  Field: 'v1.AccountField',
  Filter: 'v2.Filter',
  Instance: 'v2.Instance',
  InstanceIcon: 'v2.InstanceIcon',
  Marker: 'v1.MarkerItem',
  MutedAccount: 'v1.Account',
  NotificationPolicy: 'v2.NotificationPolicy',
  'Poll::Option': 'v1.PollOption',
  Preferences: 'v1.Preference',
  Search: 'v2.Search',
  'Status::Mention': 'v1.StatusMention',
  'Status::Tag': 'v1.Tag',
  'Trends::Link': 'v1.TrendLink',
};
// Where masto asks for more than the headings of the documentation promise: Covey sends it.
const stricter: Readonly<Record<string, readonly string[]>> = {
  'Profile full': ["must have required property 'featuredTags'"],
  'Profile bare': ["must have required property 'featuredTags'"],
  'Preferences full': ["must have required property 'reading:autoplay:gifs'"],
  'Preferences bare': ["must have required property 'reading:autoplay:gifs'"],
  'WebPushSubscription full': ["must have required property 'policy'"],
  'WebPushSubscription bare': ["must have required property 'policy'"],
  'Notification bare': ["must have required property 'status'"],
  'NotificationGroup bare': ["must have required property 'statusId'"],
};

// Where a sample made of the contract's types alone could never be a real value.
const changes: Readonly<Record<string, Record<string, unknown>>> = {
  'Admin::Dimension': { key: 'languages' },
  'Admin::Measure': { key: 'active_users' },
  Notification: { report: undefined },
};

function sample(entity: string, fill: Fill): Record<string, unknown> {
  return { ...sampleEntity(contract, entity, fill), ...changes[entity] };
}

function mastoName(entity: string): string | undefined {
  const [space, last] = entity.split('::');
  const spaced = { V1: `v1.${last}`, Admin: `v1.admin.${last}` }[space ?? ''];
  return [named[entity], last ? spaced : `v1.${entity}`].find(name => name && masto.entities().includes(name));
}

test('masto declares most of what the contract documents', () => {
  const without = Object.keys(contract.entities).filter(entity => !mastoName(entity));
  assert.ok(without.length < 20, without.join(', '));
});

for (const fill of ['full', 'bare'] as const) {
  test(`a ${fill} sample of every documented entity passes masto's schema`, () => {
    for (const entity of Object.keys(contract.entities)) {
      const name = mastoName(entity);
      const problems = name ? validatorFor(name)(sample(entity, fill)) : [];
      assert.deepEqual(problems, name ? (stricter[`${entity} ${fill}`] ?? []) : [], `${entity} as ${name}`);
    }
  });
}

test('a status with one attribute deleted fails, and the attribute is named', () => {
  const validate = validatorFor('v1.Status');
  const status = sampleEntity(contract, 'Status', 'full');
  assert.deepEqual(validate(status), []);
  for (const key of ['id', 'created_at', 'spoiler_text', 'media_attachments', 'quotes_count']) {
    const { [key]: _deleted, ...lacking } = status;
    const [camel = ''] = Object.keys(toCamelCase({ [key]: 1 }) as object);
    assert.deepEqual(validate(lacking), [`must have required property '${camel}'`]);
  }
});

test('a deep slip is reported by its path, once', () => {
  const status = { ...sampleEntity(contract, 'Status', 'full'), account: { ...sampleEntity(contract, 'Account', 'bare'), acct: 7 } };
  assert.deepEqual(validatorFor('v1.Status')(status), ['.account.acct must be string']);
  assert.deepEqual(validatorFor('v1.Status[]')([status]), ['[0].account.acct must be string']);
});

test('of a union only the branch of its type complains', () => {
  const { status: _status, ...lacking } = { ...sample('Notification', 'full'), type: 'favourite' } as Record<string, unknown>;
  assert.deepEqual(validatorFor('v1.Notification')(lacking), ["must have required property 'status'"]);
  assert.equal(validatorFor('v1.Notification')({ ...lacking, type: 'nudge' }).length, 1);
});

test('an enumeration is held to', () => {
  const list = { ...sampleEntity(contract, 'List', 'full'), replies_policy: 'some' };
  assert.deepEqual(validatorFor('v1.List')(list), ['.repliesPolicy must be one of followed, list, none']);
  assert.throws(() => validatorFor('v1.Nothing'), /masto declares no entity/);
});

test('every amendment still names something masto declares', () => {
  const declared = masto.properties();
  assert.deepEqual(Object.keys(mastoAmendments.of).filter(name => !declared.has(name)), []);
});
