// Every parameter of every method, with what it is not: the answer names it in words of ours, never the library's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { Refusal } from '#domain/refusals.ts'
import { routeTable } from '../route-table.ts'
import { checkInput } from './read-input.ts'

const LIBRARY = /invalid input|invalid option|expected|received|too (?:small|big)|unrecognized|must be (?:an?|less|greater)|>=|<=|not a multiple|invalid (?:string|url|email|uuid|discriminator)/i

const wrong: readonly unknown[] = [
  '', 'x', 'x'.repeat(100_000), 0, -1, 1.5, 1e300, Number.NaN, true, false, null, [], {}, [[]], [{}], [null], [[['x']]], { 0: {} }, { x: { y: [] } }, { toString: 1 },
  Array.from({ length: 2000 }, () => 'x'), Array.from({ length: 5 }, () => ({ id: {}, name: [], value: {} })),
]

/** `value` at `path`: `['poll', 'options']` → `{poll: {options: value}}`. */
const at = (path: readonly string[], value: unknown): unknown => path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)

/** The objects within a schema, under whatever wraps them, by the path that leads there; lists' items under 0. */
function pathsOf(schema: z.core.$ZodType, path: readonly string[] = []): string[][] {
  const { def } = schema._zod as unknown as { def: { shape?: Record<string, z.core.$ZodType>; innerType?: z.core.$ZodType; out?: z.core.$ZodType; element?: z.core.$ZodType } }
  const inner = def.innerType ?? def.out
  if (def.shape) return Object.entries(def.shape).flatMap(([key, one]) => [[...path, key], ...pathsOf(one, [...path, key])])
  if (def.element) return [[...path, '0'], ...pathsOf(def.element, [...path, '0'])]
  return inner ? pathsOf(inner, path) : []
}

/** What a method says to `input`; null when it takes it. */
function complaint(schema: z.ZodType, input: unknown): string | null {
  try {
    checkInput(schema, input)
    return null
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    return error.message
  }
}

test('no answer is in the words of the library, and each names its parameter', () => {
  let complaints = 0
  for (const route of routeTable) {
    if (!route.input) continue
    const paths = pathsOf(route.input)
    assert.ok(paths.length > 0 || route.input instanceof z.ZodObject, `${route.path}: nothing found in its schema`)
    for (const path of paths) {
      for (const value of [...wrong, undefined]) {
        const said = complaint(route.input, at(path, value))
        if (said === null) continue
        complaints += 1
        const told = `${route.method} ${route.path} ${path.join('.')}=${JSON.stringify(value)?.slice(0, 60)}: ${said}`
        assert.match(said, /^Validation failed: [a-z_]+(?:\[[\w.]+\])* \S/, told)
        assert.doesNotMatch(said, LIBRARY, told)
      }
    }
    for (const body of [[], 'x', 5, null]) {
      const said = complaint(route.input, body)
      if (said !== null) assert.doesNotMatch(said, LIBRARY, `${route.method} ${route.path}: ${said}`)
    }
  }
  assert.ok(complaints > 500, String(complaints))
})

test('parameters within parameters are named as a form writes them', () => {
  const schema = z.object({ poll: z.object({ options: z.array(z.string()), expires_in: z.int() }), kind: z.enum(['a']) })
  const say = (input: unknown) => complaint(schema, input)
  assert.equal(say({ poll: { options: [{}], expires_in: 1 }, kind: 'a' }), 'Validation failed: poll[options] is invalid')
  assert.equal(say({ poll: { options: [], expires_in: 1.5 }, kind: 'a' }), 'Validation failed: poll[expires_in] is invalid')
  assert.equal(say({ kind: 'a' }), 'Validation failed: poll can\'t be blank')
  assert.equal(say({ poll: { options: [], expires_in: 1 }, kind: 'b' }), 'Validation failed: kind is not included in the list')
  assert.equal(say([]), 'Validation failed: body is invalid')
})
