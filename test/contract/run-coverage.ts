// `npm run coverage`: starts the seeded servers, runs the whole plan against each, writes docs/coverage.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { httpCall } from './call.ts';
import { type Contract, loadContract } from './contract.ts';
import { writeCoverage } from './coverage-page.ts';
import { runCoverage } from './coverage.ts';
import { type MergedResult, type SeededResult, mergeRuns } from './merge-runs.ts';
import type { Plan } from './plan.ts';
import { wholePlan } from './plan/whole-plan.ts';
import { type Seen, createSeen } from './seen.ts';
import { type CoverageServer, worldOn } from './world.ts';

/** A community to run the plan on, with everybody and everything that its rows name. */
export interface Seed {
  name: string;
  start: () => Promise<CoverageServer>;
}

const page = fileURLToPath(new URL('../../docs/coverage.md', import.meta.url));

interface Started {
  name: string;
  server: CoverageServer;
}

async function measureOne(contract: Contract, plan: Plan, { name, server }: Started, seen: Seen): Promise<SeededResult> {
  const call = httpCall(server.baseUrl);
  return { seed: name, result: await runCoverage({ call, world: worldOn(server, call, contract), plan, contract, seed: name, seen }) };
}

/** Runs the plan on every seed at once and returns the result without writing anything. */
async function measure(seeds: readonly Seed[], plan: Plan): Promise<MergedResult> {
  const contract = loadContract();
  const seen = createSeen();
  const started: Started[] = [];
  try {
    // One after the other, so that two never take the same port.
    for (const { name, start } of seeds) started.push({ name, server: await start() });
    return mergeRuns(await Promise.all(started.map(one => measureOne(contract, plan, one, seen))));
  } finally {
    for (const { server } of started) await server.close();
  }
}

/** Measures and writes the page. */
export async function main(seeds: readonly Seed[], { path = page, plan = wholePlan }: { path?: string; plan?: Plan } = {}): Promise<MergedResult> {
  const result = await measure(seeds, plan);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, writeCoverage(result));
  return result;
}
