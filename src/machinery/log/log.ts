// One line per thing worth an operator's eye: JSON to a file or pipe, plain words to a terminal.
import { pino, type Logger } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal'> & { child(fields: object): Log }

/** `level` is pino's; `silent` says nothing. Secrets in the usual places are never written. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: ['password', 'token', 'authorization', '*.password', '*.token', '*.authorization'],
    timestamp: pino.stdTimeFunctions.isoTime,
  }, pino.destination(2))
}
