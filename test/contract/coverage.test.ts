// The coverage run is tried on a server made of the contract: whole it must come out clean, spoiled it must be caught.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpCall } from './call.ts';
import { liveMethods, loadContract, methodById } from './contract.ts';
import { summaryLine, writeCoverage } from './coverage-page.ts';
import { faultsOf } from './coverage-faults.ts';
import { runCoverage } from './coverage.ts';
import { type Spoil, fakeCall, fakeServer, samplePlan } from './fake-server.ts';
import { mergeRuns } from './merge-runs.ts';
import type { Plan } from './plan.ts';
import { wholePlan } from './plan/whole-plan.ts';
import { pathOf, withoutParam } from './probes.ts';
import { withoutChance } from './same-answers.ts';
import { said, sayer, worldOn } from './world.ts';

const contract = loadContract();

async function run(spoil?: Spoil, plan: Plan = samplePlan(contract)) {
  const call = fakeCall(contract, spoil);
  return mergeRuns([{ seed: 'fake', result: await runCoverage({ call, world: worldOn(fakeServer(), call, contract), plan, contract }) }]);
}

async function outcome(id: string, spoil: Spoil) {
  const plan = samplePlan(contract).filter(row => row.method === id);
  const result = await run((method, answer) => (method.id === id ? spoil(method, answer) : undefined), plan);
  const found = result.methods.find(({ method }) => method.id === id);
  assert.ok(found);
  return { state: found.state, problems: found.checks.flatMap(({ kind, problem }) => (problem ? [`${kind}: ${problem}`] : [])), found };
}

test('a server that does exactly what is documented answers everything', async () => {
  const result = await run();
  const others = result.methods.filter(({ state }) => state !== 'answered');
  assert.deepEqual(others.map(({ method, checks, violations }) => [method.id, checks.filter(({ ok }) => !ok), violations]), []);
  assert.match(summaryLine(result), /^213 of 213 methods answered, 213 without an exception; /);
  assert.deepEqual(result.unknown, []);
});

test('the plan names only live methods, each with the path parameters it needs', async () => {
  const live = new Set(liveMethods(contract).map(({ id }) => id));
  assert.deepEqual(wholePlan.filter(({ method }) => !live.has(method)), []);
  const planned = new Set(wholePlan.map(({ method }) => method));
  assert.deepEqual([...live].filter(id => !planned.has(id)), [], 'and none is left out');
  for (const { method, args } of wholePlan) {
    if (typeof args !== 'function') pathOf(methodById(contract, method), args ?? {});
  }
});

test('what nobody excuses is a fault, and so is an excuse for what was seen', async () => {
  const clean = await run();
  const faults = faultsOf(clean);
  assert.ok(faults.includes('List.exclusive was never false'));
  assert.ok(faults.some(fault => fault.endsWith('is excused, yet it was seen')));
  const spoiled = await run((method, answer) => (method.id === 'lists#get' ? { ...answer, body: [{ id: 1 }] } : undefined));
  assert.ok(faultsOf(spoiled).some(fault => fault.startsWith('lists#get: ') && fault.includes('is missing')));
});

test('answers that are the same everywhere are named, and need a reason', async () => {
  const result = await run();
  const twice = mergeRuns([{ seed: 'one', result }, { seed: 'two', result }]);
  assert.equal(twice.same.length, 213);
  assert.ok(faultsOf(twice).includes('lists#get answers the same on every seed'));
  assert.ok(!faultsOf(twice).includes('lists#delete answers the same on every seed'));
  const other = await run((method, answer) => (method.id === 'lists#get' ? { ...answer, body: [] } : undefined));
  assert.ok(!mergeRuns([{ seed: 'one', result }, { seed: 'two', result: other }]).same.includes('lists#get'));
  assert.equal(withoutChance({ id: '1234567890123', at: '2026-01-02T03:04:05.678Z', url: 'http://h.example/1' }, 'http://h.example'), '{"id":"ID","at":"THEN","url":"http://HERE/1"}');
});

test('a community says things in its own words, files and switches stay', () => {
  const say = sayer(new Map([['alice', 'yuki'], ['Good friends', '親友'], ['friends', 'x']]));
  const file = new File([], 'alice');
  assert.deepEqual(said({ form: { status: '@alice, Good friends', malice: true }, multipart: { file } }, say), { form: { status: '@yuki, 親友', malice: true }, multipart: { file } });
  assert.equal(say('malice @alice_b'), 'malice @alice_b');
});

test('methods without a row are not measured, methods that answer 404 are not served', async () => {
  const result = await run(undefined, []);
  assert.ok(result.methods.every(({ state }) => state === 'unplanned'));
  const { state } = await outcome('lists#get', () => ({ status: 404, headers: {}, body: { error: 'x' } }));
  assert.equal(state, 'unserved');
});

test('a wrong body is an exception with the attribute named', async () => {
  const { state, found } = await outcome('lists#get', (_, answer) => ({ ...answer, body: [{ id: 1 }] }));
  assert.equal(state, 'faulty');
  assert.ok(found.violations.some(({ attribute, problem }) => attribute === 'List.title' && problem === 'is missing'));
});

test('a door left open is found: no token, wrong scope, a token without a user', async () => {
  const sample = await fakeCall(contract)('GET', '/api/v1/lists', { token: 'alice|read' });
  const { problems } = await outcome('lists#get', () => sample);
  assert.deepEqual(problems, [
    'no token: answers 200, expected 401',
    'scope: answers 200, expected 403',
    'app token: answers 200, expected 422 or 401',
  ]);
});

test('a missing parameter and an unknown id have to be refused', async () => {
  const { problems } = await outcome('lists#update', (_, answer) => (answer.status > 403 && answer.status !== 422 ? { ...answer, status: 500 } : undefined));
  assert.deepEqual(problems, ['unknown id: answers 500, expected 404', 'unknown id: answers 500, expected 404']);
  const create = await outcome('lists#create', (method, answer) =>
    answer.status === 422 && JSON.stringify(answer.body).includes(' is missing') ? { ...answer, status: 200, body: { id: method.id } } : undefined,
  );
  assert.deepEqual(create.problems, ['missing param: answers 200, expected 422 or 400']);
});

test('a refusal without an error text, and a page without a Link header, are exceptions', async () => {
  const bare = await outcome('lists#get', (_, answer) => (answer.status === 401 ? { ...answer, body: '' } : undefined));
  assert.deepEqual(bare.problems, ['error body: is no Error entity']);
  const { found } = await outcome('bookmarks#get', (_, answer) => ({ ...answer, headers: {} }));
  assert.deepEqual(found.violations.map(({ problem }) => problem), ['has items but no Link header']);
});

test('the page counts, names what is missing, and is the same for the same result', async () => {
  const result = await run((method, answer) => {
    if (method.id === 'markers#get') return { status: 404, headers: {}, body: { error: 'x' } };
    return method.id === 'lists#create' ? { ...answer, body: { ...(answer.body as object), colour: 'red' } } : undefined;
  });
  const page = writeCoverage(result);
  assert.equal(page, writeCoverage(result));
  assert.match(page, /\*\*212 of 213 methods answered, /);
  assert.match(page, /### markers: 1 of 2/);
  assert.match(page, /- `markers#get` Get saved timeline positions/);
  assert.match(page, /- `List\.colour`/);
  assert.match(page, /\| List \| 4 \/ 4 \| 4 \/ 7 \| `replies_policy` list, none; `exclusive` false \|/);
});

test('a parameter is taken out wherever it travels', () => {
  const args = { form: { 'poll[options][]': ['a'], status: 'x' }, json: { poll: { options: ['a'], expires_in: 1 } } };
  assert.deepEqual(withoutParam(args, 'poll[options][]'), { form: { status: 'x' }, json: { poll: { expires_in: 1 } } });
  assert.equal(methodById(contract, 'lists#create').http_method, 'POST');
});

test('a call over HTTP writes arrays as repeated keys and reads JSON', async () => {
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (body: string) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify({ url: request.url, body, token: request.headers.authorization }));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const answer = await httpCall(`http://127.0.0.1:${port}`)('POST', '/x', { token: 't', query: { 'id[]': [1, 2] }, form: { a: 'b c' } });
  assert.deepEqual(answer.body, { url: '/x?id%5B%5D=1&id%5B%5D=2', body: 'a=b+c', token: 'Bearer t' });
  server.close();
});
