// Reads what strace saw of a server: writes to the database's log, syncs of it, and answers on sockets, in order.
import { readFileSync } from 'node:fs'

export type Happening =
  /** A frame's header (24 bytes) or its page; `commit` marks the header of a transaction's last frame. */
  | { what: 'log'; bytes: Buffer; commit: boolean }
  | { what: 'sync begins' | 'sync ended'; thread: string }
  | { what: 'answer'; bytes: Buffer }

const FRAME_HEADER = 24
const CALL = /^(\d+) +(?:<\.\.\. )?(\w+)(\(| resumed>)(.*)$/

/** How to call strace so that `readTrace` understands it; the program and its arguments follow. */
export const straceTo = (file: string): string[] =>
  ['strace', '-f', '--seccomp-bpf', '-y', '-xx', '-s', '70000', '-o', file, '-e', 'trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg']

function bytesIn(text: string): Buffer {
  const parts = [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) => (match[1] ?? '').replaceAll('\\x', ''))
  return Buffer.from(parts.join(''), 'hex')
}

const unescape = (path: string): string => bytesIn(`"${path}"`).toString()

/** What happened, in order. A call that another thread's interrupted counts as a write when it began, as a sync when it ended. */
export function readTrace(file: string): Happening[] {
  const seen: Happening[] = []
  const syncing = new Set<string>()
  for (const line of readFileSync(file, 'latin1').split('\n')) {
    const [, thread = '', call = '', how = '', rest = ''] = CALL.exec(line) ?? []
    if (call === 'fdatasync' || call === 'fsync') {
      if (how === '(' && nameOf(rest).endsWith('-wal')) {
        seen.push({ what: 'sync begins', thread })
        syncing.add(thread)
      }
      if (!/= 0\s*$/.test(rest) || !syncing.delete(thread)) continue
      seen.push({ what: 'sync ended', thread })
    } else if (how === '(') {
      const name = nameOf(rest)
      if (name.endsWith('-wal')) {
        const bytes = bytesIn(rest)
        seen.push({ what: 'log', bytes, commit: bytes.length === FRAME_HEADER && bytes.readUInt32BE(4) > 0 })
      } else if (name.startsWith('socket:') || name.startsWith('TCP')) seen.push({ what: 'answer', bytes: bytesIn(rest) })
    }
  }
  return seen
}

function nameOf(args: string): string {
  const [, name = ''] = /^\d+<([^>]*)>/.exec(args) ?? []
  return name.includes('\\x') ? unescape(name) : name
}

/**
 * Whether the transaction that wrote `mark` was synced before the answer that shows it: a sync of the log that began
 * after its commit frame and ended before the answer. Throws when the trace lacks either.
 */
export function wasSynced(trace: readonly Happening[], mark: string): boolean {
  const written = trace.findIndex((one) => one.what === 'log' && one.bytes.includes(mark))
  const answered = trace.findIndex((one) => one.what === 'answer' && one.bytes.includes('HTTP/1.1 200') && one.bytes.includes(mark))
  const committed = trace.findIndex((one, index) => index >= written - 1 && one.what === 'log' && one.commit)
  if (written < 0 || committed < 0) throw new Error(`no write of ${mark} in the trace`)
  if (answered < 0) throw new Error(`no answer with ${mark} in the trace`)
  // The commit frame's page follows its header.
  return trace.slice(committed + 2, answered).some((one, index, between) =>
    one.what === 'sync begins' && between.slice(index).some((later) => later.what === 'sync ended' && later.thread === one.thread))
}
