// One call of an operator's verb from beginning to end: parse, ask the running server or open the data, print, exit code.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#domain/context.ts'
import { DataInUse } from '#machinery/config/config.ts'
import { answerVerb, askServer, type Reply } from './control-socket.ts'
import { findVerb, groupHelp, helpOf, isGroup, parseVerb, seeHelp } from './parse.ts'
import { UsageError, type Args } from './verb.ts'
import { verbs } from './verbs.ts'

/** What `bin` lends: where the data is, and how to open it when no server runs. */
export interface Desk {
  readonly dataDir: string
  /** Opens the data for one verb; throws when another process holds it. */
  open(): Promise<{ ctx: Context; close(): Promise<void> }>
  print(line: string): void
  complain(line: string): void
  /** One line from standard input, for `--password -`. */
  readLine(): Promise<string>
}

export const EXIT = { done: 0, refused: 1, usage: 2 } as const

/** Where the server of a data folder listens for verbs. */
export const controlSocketPath = (dataDir: string): string => join(dataDir, 'covey.sock')

const START_MS = 10_000
const LOOK_MS = 200

async function obtain(desk: Desk, verb: string, args: Args): Promise<Reply> {
  for (const until = performance.now() + START_MS; ; await sleep(LOOK_MS)) {
    const reply = await askServer(controlSocketPath(desk.dataDir), { verb, args })
    if (reply) return reply
    try {
      const { ctx, close } = await desk.open()
      return await answerVerb(ctx, { verb, args }).finally(close)
    } catch (error) {
      // A server that is just starting has the data and does not listen yet; one that is stopping has it a moment longer.
      if (!(error instanceof DataInUse) || performance.now() > until) throw error
    }
  }
}

/** `accounts`, `accounts --help`, `help accounts`: what there is under that word. Null for anything else. */
function showGroup([first = '', second]: readonly string[], desk: Desk): number | null {
  const asked = first === 'help' ? second ?? '' : first
  const help = first === 'help' || second === '--help' || second === '-h' || second === 'help'
  if (!isGroup(asked) || !help && second !== undefined) return null
  desk.print(groupHelp(asked))
  return help ? EXIT.done : EXIT.usage
}

/** Runs what was typed, or returns null when it names no operator's verb. */
export async function runVerb(typed: readonly string[], desk: Desk): Promise<number | null> {
  const words = typed[0] === 'help' && findVerb(typed.slice(1)) ? [...typed.slice(1), '--help'] : typed
  const found = findVerb(words)
  if (!found) return showGroup(words, desk)
  const verb = await verbs[found.name]?.load()
  if (!verb) return null
  try {
    const { args, json, help } = parseVerb(verb, found.rest)
    if (help) {
      desk.print(helpOf(verb))
      return EXIT.done
    }
    const complete = args['password'] === '-' ? { ...args, password: await desk.readLine() } : args
    return report(await obtain(desk, verb.name, complete), json, desk)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    desk.complain(`${error.message} ${seeHelp(found.name)}`)
    return EXIT.usage
  }
}

function report(reply: Reply, json: boolean, desk: Desk): number {
  if (reply.ok) {
    if (json) desk.print(JSON.stringify(reply.data))
    else if (reply.text !== '') desk.print(reply.text)
    return EXIT.done
  }
  if (json) desk.print(JSON.stringify({ error: reply.error }))
  desk.complain(`${reply.error.replace(/\.$/, '')}.`)
  return reply.usage ? EXIT.usage : EXIT.refused
}
