// Whatever order the network brings a day in, it ends the same. DISORDER=10000 for the long run, DISORDER_SEED for one.
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { after, before, test } from 'node:test'
import { disorderly, orderly, startStreet, type Street } from './schedule.ts'

const SCHEDULES = Number(process.env['DISORDER'] ?? 60)
const FIRST = Number(process.env['DISORDER_SEED'] ?? 1)

let street: Street

/** Each fact that is not the same, with how it is and how it should be. */
function differencesOf(state: Record<string, unknown>, wanted: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(state), ...Object.keys(wanted)])].filter((key) => !isDeepStrictEqual(state[key], wanted[key]))
    .map((key) => `${key}: ${JSON.stringify(state[key])} instead of ${JSON.stringify(wanted[key])}`)
}

before(async () => { street = await startStreet() })
after(() => street.remove())

test('whatever order a day among five servers comes in, it ends alike', async (t) => {
  const wanted = await orderly(street)
  const began = Date.now()
  for (let seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
    const { state, history } = await disorderly(street, seed)
    const differs = differencesOf(state, wanted)
    if (differs.length > 0) t.diagnostic(`DISORDER_SEED=${seed}:\n${history.join('\n')}`)
    assert.deepEqual(differs, [], `order ${seed} ends otherwise`)
  }
  t.diagnostic(`${SCHEDULES} days, ${((Date.now() - began) / SCHEDULES).toFixed(0)} ms each`)
})
