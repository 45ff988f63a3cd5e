// What stands between a run and a clean one, a line each.
import { entityNames } from './coverage-page.ts';
import type { MergedResult } from './merge-runs.ts';
import { excuseFor, outcomeExceptions } from './outcome-exceptions.ts';
import { reasonForSameness, sameAnywhere } from './same-answers.ts';
import { attributeCoverage } from './seen.ts';

/** Every fault of a run; none of a clean one. */
export function faultsOf(result: MergedResult): string[] {
  return [...methodFaults(result), ...outcomeFaults(result), ...samenessFaults(result)];
}

function methodFaults({ methods }: MergedResult): string[] {
  return methods.filter(({ state }) => state !== 'answered').flatMap(({ method, state, checks, violations }) => [
    `${method.id}: ${state}`,
    ...checks.filter(({ ok }) => !ok).map(({ kind, detail, problem }) => `${method.id}: ${kind} (${detail}): ${problem}`),
    ...violations.map(({ path, attribute, problem }) => `${method.id}: ${path}: ${attribute} ${problem}`),
  ]);
}

function outcomeFaults({ contract, seen }: MergedResult): string[] {
  const all = entityNames(contract).flatMap(name => attributeCoverage(contract, seen, name));
  const unseen = all.flatMap(({ attribute, missing }) => missing.flatMap(outcome => (excuseFor(attribute, outcome) ? [] : [`${attribute} was never ${outcome}`])));
  const needed = new Set(all.flatMap(({ attribute, missing }) => missing.map(outcome => excuseFor(attribute, outcome))));
  const idle = Object.entries(outcomeExceptions).filter(([key, why]) => !needed.has(why) || isSeen(all, key)).map(([key]) => `${key} is excused, yet it was seen`);
  return [...unseen, ...idle];
}

function isSeen(all: ReturnType<typeof attributeCoverage>, key: string): boolean {
  const [name = '', outcome = ''] = key.split(' ');
  if (name.endsWith('.*') || outcome === '*') return false;
  return all.find(({ attribute }) => attribute === name)?.missing.includes(outcome) !== true;
}

function samenessFaults({ contract, same }: MergedResult): string[] {
  const methods = new Map(contract.methods.map(method => [method.id, method]));
  const unexplained = same.filter(id => {
    const method = methods.get(id);
    return method && reasonForSameness(method) === undefined;
  });
  return [
    ...unexplained.map(id => `${id} answers the same on every seed`),
    ...Object.keys(sameAnywhere).filter(id => !same.includes(id)).map(id => `${id} is said to answer the same everywhere, and does not`),
  ];
}
