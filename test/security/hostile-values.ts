// What is sent where something else is expected, chosen by a generator with a seed, so that a failure can be repeated.
import type { Route } from '#client-api/route.ts'
import { z } from 'zod'

/** A number from 0 (inclusive) to 1 (exclusive), the same series for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** For path parameters, as they stand in the address. */
export const garbage: readonly string[] = [
  '0', '-1', 'abc', `1${'0'.repeat(30)}`, '%00', '1%00', "1'%20or%20'1'%3D'1", '1%3Bdrop%20table%20users', '%F0%9F%98%80', '..%2f..%2fetc', '9007199254740993',
  '1e3', '0x1', '%D9%A1', '1.5', '%20', '__proto__', 'constructor', 'x'.repeat(400),
]

const deep = (levels: number): unknown => levels === 0 ? 'deep' : levels % 2 ? [deep(levels - 1)] : { inner: deep(levels - 1) }

/** For declared parameters. No word here is a host: nothing is to be fetched. */
const values: readonly unknown[] = [
  '', ' ', 'x', '0', '-1', '1', 'true', 'null', 'undefined', 'NaN', '9007199254740993', '1e400', '2026-13-45T99:99:99Z', '-000001-01-01', '+275760-09-13T00:00:00Z',
  'a\0b', '\ud800', '\u202eelbisivni', 'ａ\u0301ﷺ', '😀'.repeat(50), '%', '_', "'", '"; drop table users; --', '${7*7}', '../../etc/passwd', '__proto__', 'constructor',
  'x'.repeat(5000), '@'.repeat(3000), '#'.repeat(3000), '('.repeat(3000), '://'.repeat(1000), ':'.repeat(3000), '-'.repeat(3000), 'en-'.repeat(900),
  0, -1, 1, 1.5, 2 ** 31, 2 ** 53 - 1, -(2 ** 53), 1e308, true, false, null, [], {}, [[]], [null], [{}], ['x'], [1, 2, 3], { 0: 'x' }, { id: 1 },
  { toString: 1, valueOf: 1 }, [{ toString: 1 }], { length: 1e9 }, { constructor: { name: 1 } }, JSON.parse('{"__proto__":{"x":1}}'), deep(40),
  Array.from({ length: 1500 }, (_, index) => index), Array.from({ length: 900 }, () => 'word'),
]

/** So that not every call stops at its first parameter. */
const plausible: Readonly<Record<string, unknown>> = {
  status: 'hello @bob #tag', poll: { options: ['a', 'b'], expires_in: 3600 }, visibility: 'private', q: 'hello', title: 'a list', name: 'tag', limit: 5,
  display_name: 'Bob', note: 'a note', comment: 'a note', types: ['mention'], timeline: ['home'], home: { last_read_id: '5' }, choices: [0], domain: 'walk.invalid',
}

export const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

/** The names of a route's declared parameters. */
export const parametersOf = (route: Route): string[] => route.input instanceof z.ZodObject ? Object.keys(route.input.shape) : []

/** An input with some of the route's parameters, all of them wrong in some way or other. */
export function hostileInput(random: () => number, route: Route): Record<string, unknown> {
  const names = parametersOf(route)
  const chosen = names.filter(() => random() < 0.6)
  const some = chosen.length > 0 || names.length === 0 ? chosen : [pick(random, names)]
  return Object.fromEntries([...some, ...random() < 0.1 ? ['unknown[deep][er]'] : []].map((name) =>
    [name, name in plausible && random() < 0.5 ? plausible[name] : pick(random, values)]))
}
