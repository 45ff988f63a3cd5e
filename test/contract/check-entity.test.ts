// The check itself is checked: a sample made from the contract passes, and each way of spoiling it is found.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEntities, checkEntity } from './check-entity.ts';
import { liveMethods, loadContract } from './contract.ts';
import { slips } from './documentation-slips.ts';
import { sampleEntity } from './sample-entity.ts';
import { attributeCoverage, createSeen } from './seen.ts';

const contract = loadContract();
const status = (changes: Record<string, unknown> = {}) => ({ ...sampleEntity(contract, 'Status', 'full'), ...changes });
const problems = (value: unknown, entity = 'Status') =>
  checkEntity(contract, entity, value, 'here').violations.map(({ path, problem }) => `${path} ${problem}`);

test('the contract is whole, and 213 live methods are not for administrators', () => {
  assert.equal(contract.methods.length, 265);
  assert.equal(liveMethods(contract).length, 213);
});

for (const fill of ['full', 'bare'] as const) {
  test(`a ${fill} sample of every entity passes without an unknown key`, () => {
    for (const name of Object.keys(contract.entities)) {
      const findings = checkEntity(contract, name, sampleEntity(contract, name, fill), name);
      assert.deepEqual(findings, { violations: [], unknown: [] });
    }
  });
}

test('a missing attribute is found, also of an inherited and of a nested entity', () => {
  const { uri: _uri, ...lacking } = status();
  assert.deepEqual(problems(lacking), ['here.uri is missing']);
  const credentials = sampleEntity(contract, 'CredentialAccount', 'full');
  delete credentials['acct'];
  assert.deepEqual(problems(credentials, 'CredentialAccount'), ['here.acct is missing']);
  assert.match(problems(status({ account: {} })).join(), /here\.account\.id is missing/);
});

test('every optional attribute may be missing and no other', () => {
  const { favourited: _favourited, application: _application, ...lacking } = status();
  assert.deepEqual(problems(lacking), []);
});

test('null is refused except where it is documented', () => {
  assert.deepEqual(problems(status({ content: null })), ['here.content is null and may not be']);
  assert.deepEqual(problems(status({ language: null, poll: null })), []);
});

test('types are held to: numbers as strings, enumerations, arrays, HTML, addresses', () => {
  assert.deepEqual(problems(status({ replies_count: '3' })), ['here.replies_count is "3", not Integer']);
  assert.deepEqual(problems(status({ visibility: 'secret' })), ['here.visibility is "secret", not one of public, unlisted, private, direct']);
  assert.deepEqual(problems(status({ tags: {} })), ['here.tags is an object, not an array']);
  assert.deepEqual(problems(status({ content: 'a < b' })), ['here.content is "a < b", not String (HTML)']);
  assert.deepEqual(problems(status({ url: '/@alice/1' })), ['here.url is "/@alice/1", not String (URL)']);
});

test('a datetime needs its fraction of a second and its zone', () => {
  for (const wrong of ['2026-01-02T03:04:05Z', '2026-01-02 03:04:05.000Z', '2026-01-02T03:04:05.000', 1767323045]) {
    assert.equal(problems(status({ created_at: wrong })).length, 1);
  }
  assert.deepEqual(problems(status({ created_at: '2026-01-02T03:04:05.000+00:00' })), []);
});

test('keys with dots, keys of array items and implied parents are walked', () => {
  const push = sampleEntity(contract, 'WebPushSubscription', 'full');
  const alerts = push['alerts'] as Record<string, unknown>;
  assert.equal(alerts['admin.sign_up'], true);
  delete alerts['admin.sign_up'];
  assert.deepEqual(problems(push, 'WebPushSubscription'), ['here.alerts.admin.sign_up is missing']);
  const tag = { ...sampleEntity(contract, 'Tag', 'full'), history: [{ day: '1', uses: '2', accounts: '1' }] };
  assert.deepEqual(problems(tag, 'Tag'), ['here.history[0].day is "1", not String (UNIX timestamp)']);
  const instance = sampleEntity(contract, 'Instance', 'full');
  delete (instance['configuration'] as Record<string, unknown>)['vapid'];
  assert.deepEqual(problems(instance, 'Instance'), ['here.configuration.vapid is undefined, not an object']);
});

test('either of two documented entities may stand in one place', () => {
  assert.deepEqual(problems(status({ quote: { state: 'pending', quoted_status_id: null } })), []);
  assert.deepEqual(problems(status({ quote: { state: 'pending', quoted_status: null } })), []);
  assert.deepEqual(problems(status({ quote: { state: 'pending' } })).length, 1);
});

test('unknown keys are listed apart, once, by entity', () => {
  const found = checkEntities(contract, 'Status', [status({ mood: 'calm' }), status({ mood: 'calm' })], 'here');
  assert.deepEqual(found, { violations: [], unknown: ['Status.mood'] });
});

test('keys that only an example shows are known, and never required', () => {
  const media = { ...sampleEntity(contract, 'MediaAttachment', 'full'), meta: { original: { width: 1, aspect: 1.5 } } };
  assert.deepEqual(checkEntity(contract, 'MediaAttachment', media, 'here'), { violations: [], unknown: [] });
  const rule = { ...sampleEntity(contract, 'Rule', 'full'), translations: { de: { text: 'a', hint: 'b' } } };
  assert.deepEqual(checkEntity(contract, 'Rule', rule, 'here'), { violations: [], unknown: [] });
});

test('what was met is kept by attribute and outcome', () => {
  const seen = createSeen();
  checkEntity(contract, 'Status', status({ language: null, sensitive: true }), 'here', seen);
  checkEntity(contract, 'Status', status({ visibility: 'direct', sensitive: true }), 'here', seen);
  const found = new Map(attributeCoverage(contract, seen, 'Status').map(entry => [entry.attribute, entry]));
  assert.deepEqual(found.get('Status.language')?.missing, []);
  assert.deepEqual(found.get('Status.sensitive')?.missing, ['false']);
  assert.deepEqual(found.get('Status.visibility')?.met, ['public', 'direct']);
  assert.ok((seen.get('Account.acct')?.present ?? 0) >= 2);
});

test('every declared slip of the documentation names an attribute that exists', () => {
  for (const name of Object.keys(slips)) {
    const [entity = '', ...rest] = name.split('.');
    assert.ok(contract.entities[entity]?.attributes.some(attribute => attribute.name === rest.join('.')), name);
  }
});
