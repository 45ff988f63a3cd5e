// Plays activities between two servers in both directions, on every engine there is, and prints the table.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testEngine } from '#test/support/database.ts'
import type { Activity, Scene } from './activity.ts'
import { emptyCells, tableOf, type Cell } from './table.ts'
import { startTowns, type Town, type Towns } from './town.ts'

/** Where PostgreSQL is at hand, everything is played on both. */
const engines = testEngine === 'postgres' ? ['sqlite', 'postgres'] as const : ['sqlite'] as const

async function sceneOf({ settle }: Towns, here: Town, there: Town): Promise<Scene> {
  const [ann, ben] = await Promise.all([here.newcomer('ann'), there.newcomer('ben')])
  return { here, there, ann, ben, settle }
}

/** Registers a test for each activity × direction × engine; after them the table, and an error if a cell is empty. */
export function playBothWays(title: string, activities: readonly Activity[]): void {
  const cells: Cell[] = []
  for (const engine of engines) {
    describe(`two servers on ${engine}`, () => {
      let towns: Towns
      before(async () => { towns = await startTowns(engine) })
      after(async () => { await towns.remove() })

      for (const [from, to] of [['a', 'b'], ['b', 'a']] as const) {
        const column = `${from.toUpperCase()}→${to.toUpperCase()} ${engine}`
        for (const { name, play } of activities) {
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
  after(() => {
    console.log(`\n${tableOf(title, cells)}\n`)
    assert.deepEqual(emptyCells(cells), [])
    assert.equal(cells.length, activities.length * engines.length * 2)
  })
}
