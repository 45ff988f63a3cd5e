// A log whose lines a test can read.
import { pino } from 'pino'
import type { Log } from '#machinery/log/log.ts'

export type LogLine = Record<string, unknown> & { level: number; msg: string }

/** A log at `info` and what has been written to it. */
export function logLines(): { log: Log; lines: LogLine[] } {
  const lines: LogLine[] = []
  return { lines, log: pino({ level: 'info', base: null }, { write: (line: string) => { lines.push(JSON.parse(line) as LogLine) } }) }
}
