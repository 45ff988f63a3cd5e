// A mail server that keeps what it is given.
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

export interface SmtpSink {
  /** For COVEY_SMTP_URL. */
  url: string
  /** Raw messages, oldest first. */
  messages: { to: string[]; raw: string }[]
  /** While true, every message is refused for now. */
  refuse: boolean
  close(): Promise<void>
}

async function converse(socket: Socket, sink: SmtpSink): Promise<void> {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let to: string[] = []
  let data: string[] | null = null
  say('220 sink')
  for await (const line of createInterface({ input: socket })) {
    if (data) {
      if (line !== '.') data.push(line.replace(/^\.\./, '.'))
      else {
        sink.messages.push({ to, raw: data.join('\n') })
        data = null
        to = []
        say('250 kept')
      }
    } else if (/^(EHLO|HELO)/i.test(line)) say('250 sink')
    else if (/^MAIL/i.test(line)) say(sink.refuse ? '451 not now' : '250 ok')
    else if (/^RCPT TO:<(.*?)>/i.test(line)) {
      to.push(/<(.*?)>/.exec(line)?.[1] ?? '')
      say('250 ok')
    } else if (/^DATA/i.test(line)) {
      data = []
      say('354 go on')
    } else if (/^QUIT/i.test(line)) {
      say('221 bye')
      socket.end()
    } else say('250 ok')
  }
}

/** Starts one on a free port. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
    converse(socket, sink).catch(() => socket.destroy())
  })
  // A test that fails before it can close this must not wait for it.
  await new Promise<void>((resolve) => { server.unref().listen(0, '127.0.0.1', resolve) })
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, messages: [], refuse: false,
    close: () => new Promise((resolve) => {
      for (const socket of open) socket.destroy()
      server.close(() => resolve())
    }),
  }
  return sink
}
