// What an operator types, read: help at every level, and one sentence of ours for everything that does not fit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseVerb, unknownVerb } from './parse.ts'
import { runVerb } from './run.ts'
import { UsageError, type Verb } from './verb.ts'

const verb: Verb = {
  name: 'boats moor', about: 'Moors a boat.', positionals: ['name'],
  options: { berth: { type: 'string', about: 'where', value: 'N' }, gently: { type: 'boolean', about: 'how' } },
  run: async () => ({ text: '', data: null }),
}
const complaint = (...words: string[]): string => {
  try {
    return JSON.stringify(parseVerb(verb, words))
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error))
    return error.message
  }
}

test('options and words', () => {
  assert.deepEqual(parseVerb(verb, ['swan', '--berth', '-3', '--gently']), { args: { name: 'swan', berth: '-3', gently: true }, json: false, help: false })
  assert.deepEqual(parseVerb(verb, ['--berth=--x', '--json', '--', '--swan']), { args: { name: '--swan', berth: '--x' }, json: true, help: false })
  assert.equal(parseVerb(verb, ['-h']).help, true)
})

test('what does not fit is told in a sentence, with the nearest option', () => {
  assert.equal(complaint('swan', '--birth', '3'), '--birth is not an option. Did you mean --berth?')
  assert.equal(complaint('swan', '--gent'), '--gent is not an option. Did you mean --gently?')
  assert.equal(complaint('swan', '--colour', 'red'), '--colour is not an option.')
  assert.equal(complaint('swan', '--toString'), '--toString is not an option.')
  assert.equal(complaint('swan', '-x'), '-x is not an option.')
  assert.equal(complaint('swan', '--berth'), '--berth needs a value.')
  assert.equal(complaint('swan', '--berth', '--gently'), '--berth needs a value.')
  assert.equal(complaint('swan', '--gently=yes'), '--gently takes no value.')
  assert.equal(complaint('swan', 'two'), '"two" is one word too many.')
  assert.equal(complaint(), 'NAME is missing.')
})

test('a verb that is none: the nearest is named', () => {
  const say = (words: string) => unknownVerb(words.split(' '), ['serve', 'work'])
  assert.equal(say('accounts lst'), 'There is no verb "accounts lst". Did you mean accounts list? See bin/covey accounts --help.')
  assert.equal(say('accounts zzzzzz'), 'There is no verb "accounts zzzzzz". See bin/covey accounts --help.')
  assert.equal(say('serv'), 'There is no verb "serv". Did you mean serve? See bin/covey --help.')
  assert.equal(say('acounts list'), 'There is no verb "acounts list". Did you mean accounts? See bin/covey --help.')
  assert.equal(say('dance --now'), 'There is no verb "dance". See bin/covey --help.')
})

test('help of a group, of a verb and of nothing', async () => {
  const run = async (...words: string[]) => {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await runVerb(words, {
      dataDir: '/nowhere', print: (line) => out.push(line), complain: (line) => err.push(line), readLine: async () => '',
      open: async () => { throw new Error('help opens nothing') },
    })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  for (const words of [['invites', '--help'], ['invites', '-h'], ['help', 'invites'], ['invites', 'help']]) {
    const { code, out } = await run(...words)
    assert.equal(code, 0)
    assert.match(out, /^bin\/covey invites VERB [\s\S]*^ {2}invites create {2,}\S[\s\S]*^ {2}invites end {2,}\S/m)
    assert.doesNotMatch(out, /accounts/)
  }
  assert.equal((await run('invites')).code, 2)
  assert.match((await run('help', 'invites', 'end')).out, /^bin\/covey invites end CODE/)
  assert.deepEqual(await run('accounts', 'list', '--limt', '3'), { code: 2, out: '', err: '--limt is not an option. Did you mean --limit? See bin/covey accounts list --help.' })
  assert.equal((await run('help', 'dance')).code, null)
  assert.equal((await run('invites', 'dance')).code, null)
})
