// RFC 8785's own examples.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from './canonical-json.ts'

test('the example of RFC 8785: numbers, texts and literals', () => {
  const given = String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
    "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`
  assert.equal(canonicalJson(JSON.parse(given)),
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`)
})

test('the example of RFC 8785: members are sorted by UTF-16 units', () => {
  const given = String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
    "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`
  assert.deepEqual(Object.values(JSON.parse(given) as object).length, 7)
  const values = [...canonicalJson(JSON.parse(given)).matchAll(/:"([^"]+)"/g)].map((match) => match[1])
  assert.deepEqual(values, ['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh'])
})

test('numbers of RFC 8785, appendix B', () => {
  for (const [bits, text] of [
    ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'], ['4430000000000000', '295147905179352830000'], ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['41b3de4355555557', '333333333.33333343'], ['becbf647612f3696', '-0.0000033333333333333333'],
  ] as const) assert.equal(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE()), text)
  for (const bits of ['7fffffffffffffff', '7ff0000000000000']) assert.throws(() => canonicalJson(Buffer.from(bits, 'hex').readDoubleBE()), TypeError)
})

test('nested members are sorted too, and half a surrogate pair is refused', () => {
  assert.equal(canonicalJson({ b: [{ z: 1, a: {} }], a: [] }), '{"a":[],"b":[{"a":{},"z":1}]}')
  assert.throws(() => canonicalJson({ a: '\ud83d' }), TypeError)
})
