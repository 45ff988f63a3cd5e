// From what was typed to a verb and its arguments, and the help that says how to type it.
import { parseArgs } from 'node:util'
import { verbs } from './verbs.ts'
import { UsageError, type Args, type Verb } from './verb.ts'

/** How the executable is called where Covey lies; one that is somewhere in the path may be another program. */
const CALL = 'bin/covey'

/** `['accounts', 'create', 'noa']` → the verb's name and the words after it; null if no verb is called that. */
export function findVerb(words: readonly string[]): { name: string; rest: string[] } | null {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    if (words.length >= length && Object.hasOwn(verbs, name)) return { name, rest: words.slice(length) }
  }
  return null
}

const groups = new Set(Object.keys(verbs).flatMap((name) => name.includes(' ') ? [name.split(' ')[0] ?? ''] : []))

/** Whether verbs begin with this word, as in `accounts`. */
export const isGroup = (word: string): boolean => groups.has(word)

export interface Parsed { args: Args; json: boolean; help: boolean }

/** Reads the words after a verb; throws {@link UsageError} for what does not fit its declaration. */
export function parseVerb(verb: Verb, words: readonly string[]): Parsed {
  const options = Object.fromEntries(Object.entries(verb.options).map(([name, { type }]) => [name, type]))
  const { values, positionals } = readWords([...words], { ...options, json: 'boolean', help: 'boolean' })
  const { json = false, help = false, ...args } = values
  if (help === true) return { args: {}, json: json === true, help: true }
  if (positionals.length > verb.positionals.length) throw new UsageError(`"${positionals[verb.positionals.length]}" is one word too many.`)
  const given = { ...args, ...Object.fromEntries(positionals.map((value, index) => [verb.positionals[index] ?? '', value])) } as Record<string, string | boolean>
  const absent = verb.positionals.find((name) => !given[name])
  if (absent) throw new UsageError(`${absent.toUpperCase()} is missing.`)
  const option = Object.entries(verb.options).find(([name, { required }]) => required && !given[name])
  if (option) throw new UsageError(`--${option[0]} is missing.`)
  return { args: given, json: json === true, help: false }
}

type Kinds = Readonly<Record<string, 'string' | 'boolean'>>

interface Option { readonly name: string; readonly rawName: string; readonly value?: string | undefined; readonly inlineValue?: boolean | undefined }

/** The value of one option as typed. A word that begins with two dashes is the next option, not a value. */
function valueOf({ name, rawName, value, inlineValue }: Option, kinds: Kinds): string | true {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (kind === undefined) throw new UsageError(`${rawName} is not an option.${suggestion(name, Object.keys(kinds), '--')}`)
  if (kind === 'string') {
    if (value === undefined || !inlineValue && value.startsWith('--')) throw new UsageError(`${rawName} needs a value.`)
    return value
  }
  if (value !== undefined) throw new UsageError(`${rawName} takes no value.`)
  return true
}

function readWords(args: string[], kinds: Kinds): { values: Record<string, string | true>; positionals: string[] } {
  const options = Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type, ...name === 'help' ? { short: 'h' } : {} }]))
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true })
  const values: Record<string, string | true> = {}
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind === 'option') values[token.name] = valueOf(token, kinds)
  }
  return { values, positionals }
}

/** How many letters must change to make one word the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (let at = 1; at <= other.length; at++) {
      next.push(Math.min((row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (row[at - 1] ?? 0) + (other[at - 1] === letter ? 0 : 1)))
    }
    row = next
  }
  return row[other.length] ?? 0
}

/** ` Did you mean …?` when one of `words` is near, else ''. */
function suggestion(typed: string, words: readonly string[], before = ''): string {
  const near = words.map((word) => ({ word, far: word.startsWith(typed) && typed.length > 1 ? 1 : distance(typed, word) })).toSorted((a, b) => a.far - b.far)[0]
  return near && near.far <= Math.max(1, Math.floor(near.word.length / 3)) ? ` Did you mean ${before}${near.word}?` : ''
}

/** The sentence for words that name no verb; `starters` are the verbs that start a server. */
export function unknownVerb(words: readonly string[], starters: readonly string[]): string {
  const [first = '', second = ''] = words
  const typed = second === '' || second.startsWith('-') ? first : `${first} ${second}`
  const known = isGroup(first) ? Object.keys(verbs).filter((name) => name.startsWith(`${first} `)) : [...starters, ...Object.keys(verbs), ...groups]
  return `There is no verb "${typed}".${suggestion(isGroup(first) ? typed : first, known) || suggestion(typed, known)} See ${CALL} ${isGroup(first) ? `${first} ` : ''}--help.`
}

/** Where the help of a verb is, for the end of a complaint. */
export const seeHelp = (name: string): string => `See ${CALL} ${name} --help.`

const columns = (rows: [string, string][]) => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

/** The help of one verb. */
export function helpOf(verb: Verb): string {
  const line = (name: string) => {
    const option = verb.options[name]
    const shown = option?.type === 'string' ? `--${name} ${option.value ?? 'VALUE'}` : `--${name}`
    return option?.required ? shown : `[${shown}]`
  }
  const rows: [string, string][] = Object.entries(verb.options).map(([name, { about, value, type }]) => [`--${name}${type === 'string' ? ` ${value ?? 'VALUE'}` : ''}`, about])
  const usage = [CALL, verb.name, ...verb.positionals.map((name) => name.toUpperCase()), ...Object.keys(verb.options).map(line)].join(' ')
  return `${usage}\n\n${verb.about}\n\n${columns([...rows, ['--json', 'answer in JSON'], ['--help', 'this text']])}`
}

const linesOf = (known: Readonly<Record<string, { about: string }>>): string => columns(Object.entries(known).map(([name, { about }]) => [name, about]))

/** The help of one of {@link isGroup}'s words: its verbs. */
export function groupHelp(group: string): string {
  const own = Object.fromEntries(Object.entries(verbs).filter(([name]) => name.startsWith(`${group} `)))
  return `${CALL} ${group} VERB [ARGUMENTS]\n\n${linesOf(own)}\n\n${CALL} ${group} VERB --help says more.`
}

/** The help of a verb that starts a server. */
export const starterHelp = (name: string, about: string): string =>
  `${CALL} ${name}${name === 'migrate' ? ' [--json]' : ''}\n\n${about}. Settings come from the environment: docs/operate/configuration.md.`

/** The help of the program: `starters` are the verbs that start a server. */
export function programHelp(starters: Readonly<Record<string, { about: string }>>): string {
  return `${CALL} VERB [ARGUMENTS]\n\n${linesOf({ ...starters, ...verbs })}\n\n${CALL} VERB --help says more. `
    + 'Verbs speak to the server that runs on COVEY_DATA_DIR (./data), or work on its files if none runs.\n'
    + 'Exit codes: 0 done, 1 refused, 2 not called as the help says.'
}
