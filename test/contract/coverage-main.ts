// `npm run coverage`: every method of the contract against two seeded servers; writes docs/coverage.md. Fails for a method that
// departs from the contract or is not called, for an outcome that is neither seen nor excused, and for an excuse that is none.
import { ensureBuilt } from '#web/build.ts';
import { faultsOf } from './coverage-faults.ts';
import { summaryLine } from './coverage-page.ts';
import { main } from './run-coverage.ts';
import { seeds } from './seeds/both.ts';

await ensureBuilt();
const result = await main(seeds);
const faults = faultsOf(result);
for (const fault of faults) console.log(fault);
console.log(summaryLine(result));
console.log(`${result.methods.filter(({ state }) => state === 'answered').length} passed, ${faults.length} failed, 0 skipped`);
process.exit(faults.length > 0 ? 1 : 0);
