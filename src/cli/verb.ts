// What an operator's verb is. Everything but `run` is data, so that help, parsing and the table share one declaration;
// `run` works the same inside a running server and on its own.
import type { Context } from '#domain/context.ts'

export interface Option {
  type: 'string' | 'boolean'
  about: string
  required?: boolean
  /** What stands for the value in the help. */
  value?: string
}

export type Args = Readonly<Record<string, string | boolean | undefined>>

export interface Outcome {
  /** For people, on stdout; without a newline at its end. */
  text: string
  /** For programs, with --json. */
  data: unknown
}

export interface Verb {
  /** As typed: `accounts create`. */
  readonly name: string
  readonly about: string
  /** Names of what is given without an option, in order; all are required. */
  readonly positionals: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  run(ctx: Context, args: Args): Promise<Outcome>
}

/** The call was not as the help says: exit code 2. */
export class UsageError extends Error {}

/** A text argument; '' if it was not given. */
export const text = (args: Args, name: string): string => {
  const value = args[name]
  return typeof value === 'string' ? value : ''
}

/** A whole number from 1, or null if it was not given. */
export function count(args: Args, name: string): number | null {
  const value = text(args, name)
  if (value === '') return null
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new UsageError(`--${name} must be a whole number from 1, not "${value}".`)
  return Number(value)
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }

/** A time such as 30m, 12h, 7d or 2w in ms, or null if it was not given. */
export function duration(args: Args, name: string): number | null {
  const value = text(args, name)
  if (value === '') return null
  const match = /^(\d{1,5})([mhdw])$/.exec(value)
  if (!match) throw new UsageError(`--${name} must be a time such as 12h, 7d or 2w, not "${value}".`)
  return Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0)
}
