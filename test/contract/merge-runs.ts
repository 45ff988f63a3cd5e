// Two runs of one plan on two seeds, told as one: what failed anywhere failed, and what was the same everywhere is named.
import type { CoverageResult, MethodResult } from './coverage.ts';

/** A run and the seed it was on. */
export interface SeededResult {
  seed: string;
  result: CoverageResult;
}

/** The whole of several runs. `same` are the ids of methods that answered the same on every seed. */
export interface MergedResult extends CoverageResult {
  seeds: string[];
  same: string[];
}

const WORST: readonly MethodResult['state'][] = ['unplanned', 'unserved', 'faulty', 'answered'];

/** Puts the runs together; they must have noted what they met in the same record. */
export function mergeRuns(runs: readonly SeededResult[]): MergedResult {
  const [first] = runs;
  if (!first) throw new Error('there is no run to merge');
  const methods = first.result.methods.map((_, index) => mergeMethod(runs, index));
  const same = first.result.methods.filter((_, index) => runs.length > 1 && new Set(runs.map(({ result }) => JSON.stringify(result.methods[index]?.answers))).size === 1);
  return {
    ...first.result, methods, seeds: runs.map(({ seed }) => seed), same: same.filter(({ state }) => state !== 'unplanned').map(({ method }) => method.id),
    unknown: [...new Set(runs.flatMap(({ result }) => result.unknown))].toSorted(),
  };
}

function mergeMethod(runs: readonly SeededResult[], index: number): MethodResult {
  const all = runs.flatMap(({ seed, result }) => {
    const found = result.methods[index];
    return found ? [{ ...found, checks: found.checks.map(check => ({ ...check, detail: [check.detail, `on ${seed}`].filter(Boolean).join(', ') })) }] : [];
  });
  const [first] = all;
  if (!first) throw new Error('a run has no such method');
  const state = WORST.find(one => all.some(result => result.state === one)) ?? 'unplanned';
  return { ...first, state, checks: all.flatMap(({ checks }) => checks), violations: all.flatMap(({ violations }) => violations) };
}
