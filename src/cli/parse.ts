// From what was typed to a verb and its arguments, and the help that says how to type it.
import { parseArgs } from 'node:util'
import { verbs } from './verbs.ts'
import { UsageError, type Args, type Verb } from './verb.ts'

/** `['accounts', 'create', 'noa']` → the verb's name and the words after it; null if no verb is called that. */
export function findVerb(words: readonly string[]): { name: string; rest: string[] } | null {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    if (words.length >= length && Object.hasOwn(verbs, name)) return { name, rest: words.slice(length) }
  }
  return null
}

export interface Parsed { args: Args; json: boolean; help: boolean }

/** Reads the words after a verb; throws {@link UsageError} for what does not fit its declaration. */
export function parseVerb(verb: Verb, words: readonly string[]): Parsed {
  const options = Object.fromEntries(Object.entries(verb.options).map(([name, { type }]) => [name, { type }]))
  const { values, positionals } = readWords([...words], { ...options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } })
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

function readWords(args: string[], options: Record<string, { type: 'string' | 'boolean'; short?: string }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true }) as { values: Record<string, string | boolean | undefined>; positionals: string[] }
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify a positional.*$/s, '.'))
  }
}

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
  const usage = ['covey', verb.name, ...verb.positionals.map((name) => name.toUpperCase()), ...Object.keys(verb.options).map(line)].join(' ')
  return `${usage}\n\n${verb.about}\n\n${columns([...rows, ['--json', 'answer in JSON'], ['--help', 'this text']])}`
}

/** The help of the program: `starters` are the verbs that start a server. */
export function programHelp(starters: Readonly<Record<string, { about: string }>>): string {
  const rows: [string, string][] = Object.entries({ ...starters, ...verbs }).map(([name, { about }]) => [name, about])
  return `covey VERB [ARGUMENTS]\n\n${columns(rows)}\n\ncovey VERB --help says more. Verbs speak to the server that runs on COVEY_DATA_DIR (./data), or work on its files if none runs.\n`
    + 'Exit codes: 0 done, 1 refused, 2 not called as the help says.'
}
