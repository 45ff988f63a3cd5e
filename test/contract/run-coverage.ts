// `npm run coverage`: starts a seeded server, runs the whole plan against it, writes docs/coverage.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { httpCall } from './call.ts';
import { loadContract } from './contract.ts';
import { summaryLine, writeCoverage } from './coverage-page.ts';
import { type CoverageResult, runCoverage } from './coverage.ts';
import { wholePlan } from './plan/whole-plan.ts';
import { type CoverageServer, worldOn } from './world.ts';

/** Starts a seeded server with at least alice, bob and carol on it. */
export type StartServer = () => Promise<CoverageServer>;

const page = fileURLToPath(new URL('../../docs/coverage.md', import.meta.url));

/** Runs the plan and returns the result without writing anything: for tests that hold the coverage to a floor. */
export async function measure(startServer: StartServer): Promise<CoverageResult> {
  const contract = loadContract();
  const server = await startServer();
  try {
    const call = httpCall(server.baseUrl);
    return await runCoverage({ call, world: worldOn(server, call, contract), plan: wholePlan, contract });
  } finally {
    await server.close();
  }
}

/** Measures, writes the page and says what came out. */
export async function main(startServer: StartServer, path: string = page): Promise<CoverageResult> {
  const result = await measure(startServer);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, writeCoverage(result));
  console.log(summaryLine(result));
  return result;
}
