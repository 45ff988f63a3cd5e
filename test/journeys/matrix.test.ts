// Every activity between two Coveys, in both directions, on every engine there is: activity × direction × engine.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testEngine } from '#test/support/database.ts'
import { changes } from './activities/changes.ts'
import { finding } from './activities/finding.ts'
import { outages } from './activities/outages.ts'
import { polls } from './activities/polls.ts'
import { posts } from './activities/posts.ts'
import { profiles } from './activities/profiles.ts'
import { relationships } from './activities/relationships.ts'
import { responses } from './activities/responses.ts'
import { talks } from './activities/talks.ts'
import { emptyCells, tableOf, type Cell } from './table.ts'
import { startTowns, type Town, type Towns } from './town.ts'

const activities = [...finding, ...relationships, ...posts, ...talks, ...changes, ...responses, ...polls, ...profiles, ...outages]
/** Where PostgreSQL is at hand, the whole matrix is played on both. */
const engines = testEngine === 'postgres' ? ['sqlite', 'postgres'] as const : ['sqlite'] as const
const cells: Cell[] = []

for (const engine of engines) {
  describe(`two servers on ${engine}`, () => {
    let towns: Towns
    before(async () => { towns = await startTowns(engine) })
    after(async () => { await towns.remove() })

    for (const [from, to] of [['a', 'b'], ['b', 'a']] as const) {
      for (const { name, play } of activities) {
        const column = `${from.toUpperCase()}→${to.toUpperCase()} ${engine}`
        test(`${column}: ${name}`, { timeout: 30_000 }, async () => {
          const cell: Cell = { row: name, column, fault: 'it did not end' }
          cells.push(cell)
          try {
            await play(await sceneOf(towns, towns[from], towns[to]))
            cell.fault = null
          } catch (error) {
            cell.fault = error instanceof Error ? error.message : String(error)
            throw error
          }
        })
      }
    }
  })
}

async function sceneOf({ settle }: Towns, here: Town, there: Town) {
  const [ann, ben] = await Promise.all([here.newcomer('ann'), there.newcomer('ben')])
  return { here, there, ann, ben, settle }
}

after(() => {
  console.log(`\n${tableOf('activity', cells)}\n`)
  assert.deepEqual(emptyCells(cells), [])
  assert.equal(cells.length, activities.length * engines.length * 2)
})
