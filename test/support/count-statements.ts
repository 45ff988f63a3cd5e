// How many statements a read issues, so that a test can say that it does not depend on how much there is.
import type { Reader } from '#domain/context.ts'
import type { House } from '#main/context.ts'

/** A reader on the same database that counts: `count()` statements so far. */
export function countingReader(house: Pick<House, 'engine'>): { db: Reader; count(): number } {
  let statements = 0
  const db = house.engine.reader.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      statements += 1
      return result
    },
  })
  return { db, count: () => statements }
}

/** What `body` lets the readers of this process's house run, statement by statement; also what others read meanwhile. */
export async function statementsOf(house: Pick<House, 'engine'>, body: () => Promise<void>): Promise<string[]> {
  const executor = house.engine.reader.getExecutor()
  const run = executor.executeQuery
  const seen: string[] = []
  executor.executeQuery = function (query) {
    seen.push(query.sql)
    return run.call(this, query) as never
  }
  await body().finally(() => { executor.executeQuery = run })
  return seen
}
