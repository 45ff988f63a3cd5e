// `npm run coverage`: every method of the contract against a seeded server; writes docs/coverage.md.
import { ensureBuilt } from '#web/build.ts'
import { startTrendingServer } from '#test/support/trending.ts'
import { main } from './run-coverage.ts'
import { summaryLine } from './coverage-page.ts'

await ensureBuilt()
const result = await main(startTrendingServer)
const faulty = result.methods.filter((one) => one.state === 'faulty')
for (const one of faulty) {
  for (const check of one.checks.filter((each) => !each.ok)) console.log(`${one.method.id}: ${check.kind} ${check.detail}: ${check.problem}`)
  for (const violation of one.violations) console.log(`${one.method.id}: ${violation.path}.${violation.attribute}: ${violation.problem}`)
}
console.log(summaryLine(result))
console.log(`${result.methods.filter((one) => one.state === 'answered').length} passed, ${faulty.length} failed, 0 skipped`)
process.exit(faulty.length > 0 ? 1 : 0)
