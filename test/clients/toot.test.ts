// toot 0.34 against a server over plain http: it signs in as a person does, then every command it has is given and
// what it prints is held against what happened.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { changePassword } from '#domain/access/users.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { openBrowser } from '#test/support/browser.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { accountOf, meet, notifications, personOf, picture, post, relate, relationship, statusOf, writings, type Person } from '#test/journeys/person.ts'
import { tableOf, type Cell } from '#test/journeys/table.ts'
import { CERTIFICATE, CERTIFICATE_KEY } from './loopback-certificate.ts'
import { openToot, tootCommands, tootVersion, type Result, type Toot } from './toot.ts'

const PASSWORD = 'correct horse battery'
const cells: Cell[] = []
let server: TestServer
let peer: TestServer
let toot: Toot
let ada: Person
let bob: Person
let eve: Person
let host: string

const person = async (on: TestServer, name: string): Promise<Person> =>
  personOf({ letter: '', server: on, newcomer: async () => { throw new Error('nobody new') } }, await on.member(name))

before(async () => {
  assert.match(tootVersion(), /^0\.34/)
  toot = openToot()
  ;[server, peer] = await Promise.all([startTestServer({ host: '127.0.0.2' }), startTestServer({ host: '127.0.0.3' })])
  host = new URL(server.url).host
  ;[ada, bob] = [await person(server, 'ada'), await person(server, 'bob')]
  eve = await person(peer, 'eve')
  const hash = await hashPassword(PASSWORD)
  await server.house.write((tx) => changePassword(tx, ada.member.userId, hash))
})
after(async () => {
  toot.remove()
  await server.remove()
  await peer.remove()
  console.log(`\n${tableOf(`toot ${tootVersion()}`, cells)}\n`)
})

/** Tries one command: what is given, and what is true afterwards. */
function command(name: string, words: string, play: () => Promise<void>): void {
  test(`toot ${name} ${words}`.trim(), { timeout: 60_000 }, async () => {
    const cell: Cell = { row: `${name} ${words}`.trim(), column: 'result', fault: 'it did not end' }
    cells.push(cell)
    try {
      await play()
      cell.fault = null
    } catch (error) {
      cell.fault = error instanceof Error ? error.message : String(error)
      throw error
    }
  })
}

const told = ({ code, out, err }: Result): string => `exit ${code}\n${out}\n${err}`

/** Gives a command that must succeed; resolves to what it prints. */
async function ok(...words: string[]): Promise<string> {
  const result = await toot.run(words)
  assert.equal(result.code, 0, told(result))
  assert.equal(result.err, '', told(result))
  return result.out
}

/** Posts with toot; resolves to the id. */
async function posted(...words: string[]): Promise<string> {
  const id = /Toot posted: \S+\/@ada\/(\d+)/.exec(await ok('post', ...words))?.[1]
  assert.ok(id, 'it prints where the post is')
  return id
}

async function file(name: string, colour: string): Promise<string> {
  const path = join(toot.home, name)
  writeFileSync(path, await picture(colour))
  return path
}

/** A person at a browser: signs in, agrees, copies the code. */
async function copyCode(shown: string): Promise<string> {
  const url = /http\S+oauth\/authorize\S+/.exec(shown)?.[0] ?? ''
  assert.ok(url.startsWith(server.url), shown)
  const browser = openBrowser(server.url)
  const sent = await browser.get(url)
  await browser.get(sent.location ?? '')
  const back = await browser.submit('/auth/sign_in', { email: 'ada@people.example', password: PASSWORD })
  await browser.get(back.location ?? '')
  const agreed = await browser.submit('/oauth/authorize', { decision: 'authorize' })
  const page = await browser.get(agreed.location ?? '')
  const code = /[?&]code=([\w-]+)/.exec(agreed.location ?? '')?.[1] ?? ''
  assert.ok(code && page.html.includes(code), 'the page shows the code')
  return `${code}\n`
}

command('login', 'through the pages', async () => {
  const result = await toot.onTerminal(['login', '--disable-https', '-i', host], [
    { question: /Open link in default browser\?/, answer: () => 'n\n' },
    { question: /Authorization code: /, answer: copyCode },
  ])
  assert.equal(result.code, 0, told(result))
  assert.match(result.out, /Successfully logged in/)
})
command('login_cli', 'is refused: no server takes passwords from apps any more', async () => {
  const other = openToot()
  try {
    const result = await other.run(['login_cli', '--disable-https', '-i', host, '-e', 'ada@people.example'], PASSWORD)
    assert.equal(result.code, 1, told(result))
    assert.match(result.out, /Found instance .* running Mastodon version/)
    assert.match(result.err, /Login failed/)
  } finally {
    other.remove()
  }
})
command('auth', '', async () => assert.match(await ok('auth'), new RegExp(`\\* ada@${host} ACTIVE`)))
command('activate', '', async () => assert.match(await ok('activate', `ada@${host}`), /active/))
command('env', '', async () => assert.match(await ok('env'), /^toot 0\.34/))
command('instance', '', async () => {
  const shown = await ok('instance', '--disable-https')
  assert.match(shown, new RegExp(host))
  assert.match(shown, /running Mastodon \d+\.\d+/)
})
command('whoami', '', async () => {
  const shown = await ok('whoami')
  assert.match(shown, /^@ada ada/)
  assert.match(shown, new RegExp(`ID: ${ada.member.accountId}`))
  assert.match(shown, new RegExp(`${server.url}/@ada`))
})
command('whois', '', async () => assert.match(await ok('whois', 'bob'), new RegExp(`^@bob bob[^]*ID: ${bob.member.accountId}`)))
command('whois', 'somebody of another server', async () => assert.match(await ok('whois', eve.handle), new RegExp(`^@${eve.handle} eve`)))

command('post', 'text', async () => {
  const id = await posted('Hello from a terminal #covey', '-l', 'et')
  const status = await statusOf(bob, id)
  assert.match(status.content, /Hello from a terminal/)
  assert.deepEqual([status.visibility, status.language], ['public', 'et'])
})
command('post', 'from a pipe, unlisted, with a warning', async () => {
  const result = await toot.run(['post', '-v', 'unlisted', '-p', 'Careful', '-s'], 'Piped words\n')
  assert.equal(result.code, 0, told(result))
  const status = await statusOf(bob, /\/@ada\/(\d+)/.exec(result.out)?.[1] ?? '')
  assert.deepEqual([status.visibility, status.spoiler_text, status.sensitive, status.content], ['unlisted', 'Careful', true, '<p>Piped words</p>'])
})
command('post', 'private, direct', async () => {
  const secret = await posted('-v', 'private', 'For followers')
  const direct = await posted('-v', 'direct', '@bob for you')
  assert.equal((await bob.call('GET', `/v1/statuses/${secret}`)).status, 404)
  assert.equal((await statusOf(bob, direct)).visibility, 'direct')
})
command('post', 'two pictures with descriptions', async () => {
  const id = await posted('Look', '-m', await file('a.png', '#c00'), '-d', 'A red field', '-m', await file('b.png', '#00c'), '-d', 'A blue one')
  const { media_attachments: media } = await statusOf(bob, id)
  assert.deepEqual(media.map((one) => [one.type, one.description]), [['image', 'A red field'], ['image', 'A blue one']])
})
command('post', 'later', async () => {
  assert.match(await ok('post', 'Tomorrow', '--scheduled-in', '1 day'), /Toot scheduled for: \d{4}-/)
  assert.equal((await ada.ask<unknown[]>('GET', '/v1/scheduled_statuses')).length, 1)
})
command('post', 'a reply', async () => {
  const asked = await post(bob, 'Any news?')
  const status = await statusOf(bob, await posted('@bob none', '-r', asked.id))
  assert.equal(status.in_reply_to_id, asked.id)
})
command('post', 'nothing is refused', async () => {
  const result = await toot.run(['post'])
  assert.equal(result.code, 1)
  assert.match(result.err, /You must specify either text or media/)
})
command('upload', '', async () => {
  const shown = await ok('upload', await file('c.png', '#0c0'), '-d', 'Green')
  const id = /media ID (\d+), type 'image'/.exec(shown)?.[1]
  assert.equal((await ada.ask<{ description: string }>('GET', `/v1/media/${id}`)).description, 'Green')
  assert.match(shown, new RegExp(`URL: ${server.url}/`))
})

command('follow', '', async () => {
  assert.match(await ok('follow', 'bob'), /You are now following bob/)
  assert.equal((await relationship(ada, String(bob.member.accountId))).following, true)
})
command('follow', 'somebody of another server', async () => {
  assert.match(await ok('follow', eve.handle), /You are now following/)
  await server.idle()
  await peer.idle()
  assert.deepEqual((await notifications(eve, 'follow')).map((one) => one.account.acct), [ada.handle])
})
command('following', '', async () => {
  await server.idle()
  assert.deepEqual((await ok('following', 'ada')).trim().split('\n').sort(), [`* @${eve.handle} eve`, '* @bob bob'].sort())
})
command('followers', '', async () => {
  await relate(bob, 'follow', String(ada.member.accountId))
  assert.match(await ok('followers', 'ada'), /^\* @bob bob/)
})
command('timeline', 'home', async () => {
  const { id } = await post(bob, 'On your home, a #Harbour')
  await server.idle()
  const shown = await ok('timeline', '-1')
  assert.match(shown, /bob @bob[^]*On your home, a #Harbour/)
  assert.match(shown, new RegExp(`ID ${id}`))
  assert.ok(!(await ok('timeline', '-1', '-c', '1', '-r')).includes('Hello from a terminal'))
})
command('timeline', '--public', async () => assert.match(await ok('timeline', '--public', '--local', '-1'), /On your home/))
command('timeline', '--tag', async () => assert.match(await ok('timeline', '--tag', 'harbour', '-1'), /On your home/))
command('timeline', '--list', async () => {
  const list = await ada.ask<{ id: string }>('POST', '/v1/lists', { json: { title: 'Sailors' } })
  await ada.ask('POST', `/v1/lists/${list.id}/accounts`, { json: { account_ids: [String(bob.member.accountId)] } })
  await server.idle()
  assert.match(await ok('timeline', '--list', list.id, '-1'), /On your home/)
})
command('timeline', 'several pages on a terminal', async () => {
  for (const text of ['Page one', 'Page two', 'Page three']) await post(bob, text)
  await server.idle()
  const result = await toot.onTerminal(['timeline', '-c', '1', '--no-color'], [
    { question: /Page three[^]*Continue\?/, answer: () => 'y\n' },
    { question: /Page two[^]*Continue\?/, answer: () => 'n\n' },
  ])
  assert.equal(result.code, 0, told(result))
})
command('thread', '', async () => {
  const root = await post(bob, 'A root')
  await post(ada, 'A branch', { in_reply_to_id: root.id })
  assert.match(await ok('thread', root.id), /A root[^]*A branch[^]*↲ In reply to/)
})
command('thread', 'with a poll', async () => {
  const { id } = await post(bob, 'Tea?', { poll: { options: ['Yes', 'No'], expires_in: 3600 } })
  assert.match(await ok('thread', id), /Yes - 0%[^]*No - 0%[^]*Poll · 0 votes/)
})

/** Does something to a post of bob's and undoes it; `seen` is what the server then says. */
function toggled(verb: string, undo: string, past: string, seen: (id: string) => Promise<boolean | undefined>): void {
  let id = ''
  command(verb, '', async () => {
    id = verb === 'pin' ? await posted('To be pinned') : (await post(bob, `To ${verb}`)).id
    assert.match(await ok(verb, id), new RegExp(`✓ Status ${past}`))
    assert.equal(await seen(id), true)
  })
  command(undo, '', async () => {
    if (verb === 'reblog') assert.match(await ok('reblogged_by', id), /ada\n @ada/)
    if (verb === 'bookmark') assert.match(await ok('bookmarks', '-1'), /To bookmark/)
    assert.match(await ok(undo, id), new RegExp(`✓ Status un${past}`))
    assert.equal(await seen(id) ?? false, false)
  })
}
const mark = (name: 'favourited' | 'reblogged' | 'bookmarked') => async (id: string) => (await ada.ask<Record<string, boolean>>('GET', `/v1/statuses/${id}`))[name]
toggled('favourite', 'unfavourite', 'favourited', mark('favourited'))
toggled('reblog', 'unreblog', 'reblogged', mark('reblogged'))
toggled('bookmark', 'unbookmark', 'bookmarked', mark('bookmarked'))
toggled('pin', 'unpin', 'pinned', async (id) => (await writings(bob, String(ada.member.accountId), { pinned: true })).some((one) => one.id === id))
command('reblogged_by', '', async () => {
  const { id } = await post(bob, 'Spread it')
  await ok('reblog', id, '-v', 'unlisted')
  assert.equal(await ok('reblogged_by', id), 'ada\n @ada\n')
})
command('bookmarks', '', async () => {
  await ok('bookmark', (await post(bob, 'To be kept')).id)
  assert.match(await ok('bookmarks', '-1'), /To be kept/)
})
command('delete', '', async () => {
  const id = await posted('Soon gone')
  assert.match(await ok('delete', id), /✓ Status deleted/)
  assert.equal((await ada.call('GET', `/v1/statuses/${id}`)).status, 404)
})
command('delete', 'of another’s post is refused', async () => {
  const { id } = await post(bob, 'Not yours')
  const result = await toot.run(['delete', id])
  assert.equal(result.code, 1, told(result))
  assert.match(result.err, /Record not found/)
  assert.equal((await statusOf(bob, id)).id, id)
})

command('search', '', async () => {
  const shown = await ok('search', 'bob')
  assert.match(shown, /Accounts:\n\* @bob bob/)
  assert.match(await ok('search', '#harbour'), /Hashtags:\n[^]*#[Hh]arbour/)
})
command('search', '--resolve', async () => {
  const zoe = await person(peer, 'zoe')
  assert.match(await ok('search', zoe.handle), /Nothing found/)
  assert.match(await ok('search', '--resolve', zoe.handle), new RegExp(`\\* @${zoe.handle} zoe`))
})
command('notifications', '', async () => {
  await post(bob, '@ada are you there?')
  const { id } = await post(ada, 'Like me')
  await bob.ask('POST', `/v1/statuses/${id}/favourite`)
  const shown = await ok('notifications')
  assert.match(shown, /bob @bob favourited your status[^]*Like me[^]*bob @bob mentioned you in[^]*are you there\?[^]*now follows you/)
})
command('notifications', '--mentions', async () => {
  const shown = await ok('notifications', '--mentions', '-r')
  assert.match(shown, /mentioned you in/)
  assert.doesNotMatch(shown, /favourited your status|now follows you/)
})
command('notifications', '--clear', async () => {
  assert.match(await ok('notifications', '--clear'), /Cleared notifications/)
  assert.match(await ok('notifications'), /No notification/)
})

command('tags_follow', '', async () => assert.match(await ok('tags_follow', '#Harbour'), /You are now following #Harbour/))
command('tags_followed', '', async () => assert.match(await ok('tags_followed'), new RegExp(`\\* #[Hh]arbour\\t${server.url}/tags/harbour`, 'i')))
command('tags_unfollow', '', async () => {
  assert.match(await ok('tags_unfollow', 'harbour'), /You are no longer following #harbour/)
  assert.match(await ok('tags_followed'), /You're not following any hashtags/)
})

const withBob = () => relationship(ada, String(bob.member.accountId)) as Promise<Awaited<ReturnType<typeof relationship>> & { muting: boolean }>
command('mute', '', async () => {
  assert.match(await ok('mute', 'bob'), /You have muted bob/)
  assert.equal((await withBob()).muting, true)
})
command('unmute', '', async () => {
  assert.match(await ok('unmute', 'bob'), /bob is no longer muted/)
  assert.equal((await withBob()).muting, false)
})
command('unfollow', '', async () => {
  assert.match(await ok('unfollow', 'bob'), /You are no longer following bob/)
  assert.equal((await withBob()).following, false)
})
command('block', '', async () => {
  assert.match(await ok('block', `@bob@${host}`), /You are now blocking/)
  assert.equal((await withBob()).blocking, true)
})
command('unblock', '', async () => {
  assert.match(await ok('unblock', 'bob'), /bob is no longer blocked/)
  assert.equal((await withBob()).blocking, false)
})
command('follow', 'nobody is refused', async () => {
  const result = await toot.run(['follow', 'nobody'])
  assert.deepEqual([result.code, result.err.trim()], [1, 'Account not found'])
})

command('tui', 'opens, shows the home timeline and closes (https: it knows nothing else)', async () => {
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(toot.home, name)) as [string, string]
  writeFileSync(cert, CERTIFICATE)
  writeFileSync(key, CERTIFICATE_KEY)
  const secure = await startTestServer({ host: '127.0.0.4', env: { COVEY_TLS_CERT: cert, COVEY_TLS_KEY: key } })
  const screen = openToot(cert)
  try {
    const ann = await secure.member('ann')
    screen.remember({ instance: new URL(secure.url).host, baseUrl: secure.url, username: 'ann', token: ann.token })
    const sent = await screen.run(['post', 'Seen on a screen'])
    assert.equal(sent.code, 0, told(sent))
    await secure.idle()
    const result = await screen.onTerminal(['tui'], [{ question: /Seen on a screen/, answer: () => 'q' }])
    assert.equal(result.code, 0, told(result))
    assert.match(result.out, /Seen on a screen/)
  } finally {
    screen.remove()
    await secure.remove()
  }
})
command('logout', '', async () => {
  assert.match(await ok('logout', `ada@${host}`), /logged out/)
  assert.match(await ok('auth'), /You are not logged in/)
  assert.equal((await accountOf(bob, (await meet(bob, 'ada')).id)).acct, 'ada')
})

test('no command of toot was left out', () => {
  const tried = new Set(cells.map((cell) => cell.row.split(' ')[0]))
  assert.deepEqual(tootCommands().filter((name) => !tried.has(name)), [])
  assert.ok(tootCommands().length > 35)
})
