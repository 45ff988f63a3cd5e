import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startSmtpSink } from '#test/support/smtp-sink.ts'
import { MailFault, mailFault } from './mail-fault.ts'
import { createMailer } from './mailer.ts'

const letter = { to: 'noa@people.example', subject: 'Grüße', text: 'Hello\n\nhttps://x.example/y', html: '<p>Hello</p>', key: '42' }

test('without SMTP a letter is a readable file that only the owner can read', async () => {
  const outboxDir = join(mkdtempSync(join(tmpdir(), 'covey-mail-')), 'outbox')
  try {
    const mailer = createMailer({ smtpUrl: null, from: 'notifications@covey.test', outboxDir, now: () => Date.UTC(2026, 0, 2) })
    await mailer.send(letter)
    await mailer.send({ ...letter, key: '43', to: '../../etc/passwd' })
    const all = readdirSync(outboxDir).sort()
    assert.equal(readFileSync(join(outboxDir, all.find((name) => name.endsWith('.html')) ?? ''), 'utf8'), letter.html)
    assert.ok(all.every((name) => (statSync(join(outboxDir, name)).mode & 0o777) === 0o600))
    const names = all.filter((name) => name.endsWith('.txt'))
    assert.equal(names.length, 2)
    assert.equal(names[0], '2026-01-02T00-00-00-42-noa@people.example.txt')
    const path = join(outboxDir, names[0] ?? '')
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.match(readFileSync(path, 'utf8'), /^From: notifications@covey\.test\nTo: noa@people\.example\nSubject: Grüße\nDate: .*\n\nHello\n\nhttps/)
  } finally {
    rmSync(join(outboxDir, '..'), { recursive: true })
  }
})

test('with SMTP it is handed over, in both forms, and a refusal is a failure to try again', async () => {
  const sink = await startSmtpSink()
  try {
    const mailer = createMailer({ smtpUrl: sink.url, from: 'Covey <notifications@covey.test>', outboxDir: '/nowhere', now: Date.now })
    await mailer.send(letter)
    const [message] = sink.messages
    assert.deepEqual(message?.to, ['noa@people.example'])
    assert.match(message?.raw ?? '', /^Message-ID: <42@covey\.test>$/m)
    assert.match(message?.raw ?? '', /text\/plain/)
    assert.match(message?.raw ?? '', /text\/html/)
    sink.refuse = true
    await assert.rejects(mailer.send(letter), (error) => error instanceof MailFault && !error.permanent && /^(?:COVEY_MAIL_FROM|The mail server).*451 not now/.test(error.message))
  } finally {
    await sink.close()
  }
})

test('a letter that one click may stop says so to mail programs', async () => {
  const sink = await startSmtpSink()
  try {
    const mailer = createMailer({ smtpUrl: sink.url, from: 'covey@covey.test', outboxDir: '/nowhere', now: Date.now })
    await mailer.send({ ...letter, unsubscribeUrl: 'https://covey.test/stop?slip=a.b' })
    const raw = sink.messages[0]?.raw ?? ''
    assert.match(raw, /^List-Unsubscribe: <https:\/\/covey\.test\/stop\?slip=a\.b>$/m)
    assert.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
  } finally {
    await sink.close()
  }
})

test('faults of the mail server are plain, name the setting, and never the password', async () => {
  const url = 'smtp://noa:secret@127.0.0.1:1'
  await assert.rejects(createMailer({ smtpUrl: url, from: 'a@b.example', outboxDir: '/nowhere', now: Date.now }).send(letter),
    (error) => error instanceof MailFault && error.message.startsWith('COVEY_SMTP_URL: nobody answers at 127.0.0.1:1') && !error.message.includes('secret'))
  const said = (patch: object) => mailFault(Object.assign(new Error('x'), patch), url)
  assert.match(said({ code: 'EAUTH', response: '535 no' }).message, /does not take the name or password: 535 no/)
  assert.deepEqual([said({ code: 'EENVELOPE', responseCode: 550 }).permanent, said({ code: 'EENVELOPE', responseCode: 450 }).permanent], [true, false])
})
