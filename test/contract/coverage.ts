// Runs a coverage plan against a server: each row's call, the automatic refusals, every answer held against the
// contract. Knows nothing of how the server came to be or where the page is written.
import type { Answer, Call } from './call.ts';
import { checkAnswer, checkError } from './check-answer.ts';
import type { Violation } from './check-entity.ts';
import { type Contract, type Method, liveMethods, methodById } from './contract.ts';
import type { Args, Plan, Row, World } from './plan.ts';
import { type Probe, optionsOf, pathOf, probesFor, satisfies } from './probes.ts';
import { withoutChance } from './same-answers.ts';
import { type Seen, createSeen } from './seen.ts';
import { said } from './world.ts';

/** One thing that was tried, and whether it came out as expected. */
export interface Check {
  kind: string;
  detail: string;
  ok: boolean;
  problem?: string;
}

/**
 * What became of one method. `answered`: everything as expected. `faulty`: served, with exceptions.
 * `unserved`: its calls met 404, 405 or 501, or broke off. `unplanned`: the plan has no row for it.
 */
export interface MethodResult {
  method: Method;
  state: 'answered' | 'faulty' | 'unserved' | 'unplanned';
  checks: Check[];
  violations: Violation[];
  /** The bodies of its own successful calls, without what differs from call to call. */
  answers: string[];
}

/** A whole run. `unknown` are keys the server sends and the contract does not know, as `Entity.key`. */
export interface CoverageResult {
  contract: Contract;
  methods: MethodResult[];
  seen: Seen;
  unknown: string[];
}

/** What a run needs: the way to call, people and tokens to call as, the plan, the contract. */
export interface CoverageRun {
  call: Call;
  world: World;
  plan: Plan;
  contract: Contract;
  /** The seed's name, for rows that only one can bring about. */
  seed?: string;
  /** Where what is met is noted; a record of its own unless given. */
  seen?: Seen;
}

interface Run extends CoverageRun {
  seen: Seen;
  unknown: Set<string>;
}

/** Runs every row in order, one call at a time; never throws for what the server does. */
export async function runCoverage(given: CoverageRun): Promise<CoverageResult> {
  const run: Run = { ...given, seen: given.seen ?? createSeen(), unknown: new Set() };
  const results = new Map<string, MethodResult>();
  for (const method of liveMethods(run.contract)) {
    results.set(method.id, { method, state: 'unplanned', checks: [], violations: [], answers: [] });
  }
  for (const row of run.plan) {
    if (row.only && run.seed && row.only !== run.seed) continue;
    const method = methodById(run.contract, row.method);
    const result = results.get(method.id);
    if (!result) throw new Error(`the plan has a row for ${method.id}, which no server has to answer`);
    await runRow(run, row, result);
  }
  return { contract: run.contract, methods: [...results.values()], seen: run.seen, unknown: [...run.unknown].toSorted() };
}

async function runRow(run: Run, row: Row, result: MethodResult): Promise<void> {
  const first = result.state === 'unplanned';
  try {
    const args = said(typeof row.args === 'function' ? await row.args(run.world) : (row.args ?? {}), run.world.say);
    const token = await tokenFor(run.world, result.method, row);
    const before = result.checks.length;
    if (first) await runProbes(run, row, result, args, token);
    const answer = await perform(run, row, result.method, args, token);
    judge(run, row, result, args, answer);
    if (answer.status < 300) result.answers.push(withoutChance(answer.body, run.world.baseUrl));
    result.state = stateAfter(result, answer, first ? undefined : before);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    result.checks.push({ kind: 'answer', detail: row.name ?? '', ok: false, problem });
    if (first) result.state = 'unserved';
    else if (result.state === 'answered') result.state = 'faulty';
  }
}

function stateAfter(result: MethodResult, answer: Answer, earlier: number | undefined): MethodResult['state'] {
  if (result.checks.every(check => check.ok)) return 'answered';
  const missed = [404, 405, 501].includes(answer.status) && result.checks.at(-1)?.ok === false;
  if (missed && (earlier === undefined || result.state === 'unserved')) return 'unserved';
  return 'faulty';
}

async function perform(run: Run, row: Row, method: Method, args: Args, token: string | undefined): Promise<Answer> {
  if (row.perform) return await row.perform(run.world, args);
  return await run.call(method.http_method, pathOf(method, args), optionsOf(args, token));
}

async function runProbes(run: Run, row: Row, result: MethodResult, args: Args, token: string | undefined): Promise<void> {
  for (const probe of await probesFor(run.contract, result.method, row, args, run.world, token)) {
    const answer = await run.call(result.method.http_method, pathOf(result.method, probe.args), optionsOf(probe.args, probe.token));
    result.checks.push(probed(probe, answer));
    if (answer.status < 400) continue;
    const found = checkError(run.contract, answer, `${result.method.id} (${probe.name})`, run.seen);
    collect(run, result, found.violations, []);
    if (found.violations.length > 0) result.checks.push({ kind: 'error body', detail: probe.detail, ok: false, problem: 'is no Error entity' });
  }
}

function probed(probe: Probe, answer: Answer): Check {
  const ok = satisfies(probe, answer);
  const { name: kind, detail } = probe;
  return ok ? { kind, detail, ok } : { kind, detail, ok, problem: `answers ${answer.status}, expected ${probe.accepts.join(' or ')}` };
}

function judge(run: Run, row: Row, result: MethodResult, args: Args, answer: Answer): void {
  const expected = row.status ?? 200;
  const found =
    answer.status < 400 ? checkAnswer(run.contract, result.method, answer, run.seen) : checkError(run.contract, answer, result.method.id, run.seen);
  const wrongStatus = answer.status === expected ? [] : [`answers ${answer.status}, expected ${expected}${saying(answer)}`];
  // The body of a refusal nobody expected is beside the point.
  const violations = answer.status >= 400 && wrongStatus.length > 0 ? [] : found.violations;
  collect(run, result, violations, found.unknown);
  const complaints = [
    ...wrongStatus,
    ...(violations.length > 0 ? [`${violations.length} departures from the contract`] : []),
    ...(wrongStatus.length === 0 ? (row.check?.(answer, args) ?? []) : []),
  ];
  const check = { kind: 'answer', detail: row.name ?? '', ok: complaints.length === 0 };
  result.checks.push(check.ok ? check : { ...check, problem: complaints.join('; ') });
}

function collect(run: Run, result: MethodResult, violations: readonly Violation[], unknown: readonly string[]): void {
  result.violations.push(...violations);
  for (const key of unknown) run.unknown.add(key);
}

function saying(answer: Answer): string {
  const { error } = (answer.body ?? {}) as { error?: unknown };
  return typeof error === 'string' ? ` (${error})` : '';
}

/** The token for a row's own call carries exactly the documented scopes, which shows that they are enough. */
async function tokenFor(world: World, method: Method, row: Row): Promise<string | undefined> {
  const caller = row.as ?? { user: 'alice', app: 'app', public: 'nobody' }[method.auth];
  if (caller === 'nobody') return undefined;
  const scopes = method.scopes_mode === 'any' ? method.scopes.slice(0, 1) : method.scopes;
  const wanted = scopes.length > 0 ? scopes : undefined;
  return caller === 'app' ? await world.appToken(wanted) : await world.token(caller, wanted);
}
