// Connections that do not speak HTTP, stall or send headers without end: Node gives up on them before there is a request.
import type { Socket } from 'node:net'
import type { Log } from '#machinery/log/log.ts'

interface Answer { readonly status: string; readonly text: string }

const answers: Readonly<Record<string, Answer>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', text: 'The request took too long' },
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', text: 'The headers are too large' },
}
const NONSENSE: Answer = { status: '400 Bad Request', text: 'The request could not be understood' }

/** Answers what is no request, with one line in the log, and closes the connection. */
export function answerClientFault(log: Log, error: Error & { code?: string }, socket: Socket): void {
  // Whoever left in the middle is not told, and there may be a line about them already.
  if (error.code === 'ECONNRESET' || error.code === 'HPE_INVALID_EOF_STATE' || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, text } = answers[error.code ?? ''] ?? NONSENSE
  log.info({ from: socket.remoteAddress, reason: error.code, status: Number.parseInt(status, 10) }, text)
  const body = JSON.stringify({ error: text })
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`, () => socket.destroy())
}
