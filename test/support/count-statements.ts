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
