// The arrows of the house: main → faces → entities → domain → machinery, faces apart, domain rooms by rank, SQL and
// outbound HTTP only in their rooms. Reads import specifiers; says how many files it saw.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const FACES = ['client-api', 'federation', 'web', 'cli']
const LEVELS: Record<string, number> = { machinery: 0, migrations: 0, domain: 1, entities: 2, main: 4 }
for (const face of FACES) LEVELS[face] = 3

/** A room imports rooms of a lower rank only; files directly in `domain/` are below all, and the schema's types below those. */
const RANKS: Record<string, number> = {
  tables: -2, text: 0, instance: 1, peers: 1, access: 2, accounts: 2, relationships: 3, media: 3, statuses: 4, polls: 5, interactions: 5,
  quotes: 5, collections: 6, lists: 5, tags: 5, filters: 5, cards: 5, announcements: 5, translation: 5, 'annual-reports': 7, 'old-posts': 6, timelines: 6, conversations: 6, notifications: 7, search: 7, reading: 7, trends: 7, onboarding: 7, moderation: 8, push: 8, departure: 8, counters: 8,
}

const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.endsWith('.test.ts'))
const seen = files.map((file) => {
  const text = readFileSync(file, 'utf8')
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  return { file, text, imports, ...placeOf(file.replace(/^src\//, '')) }
})

function placeOf(path: string): { floor: string; room: string } {
  const [floor = '', room = ''] = path.split('/')
  return { floor, room: room.includes('.') ? '' : room }
}

function targetOf(file: string, specifier: string): { floor: string; room: string } | null {
  if (specifier.startsWith('#')) return placeOf(specifier.slice(1))
  if (!specifier.startsWith('.')) return null
  const url = new URL(specifier, `file:///${file}`)
  return url.pathname.startsWith('/src/') ? placeOf(url.pathname.slice('/src/'.length)) : null
}

const arrows = seen.flatMap((from) => from.imports.flatMap((specifier) => {
  const to = targetOf(from.file, specifier)
  return to ? [{ from, to, text: `${from.file} → ${specifier}` }] : []
}))

test('files and imports were seen at all', () => {
  assert.ok(files.length > 60, `only ${files.length} files`)
  assert.ok(arrows.length > 150, `only ${arrows.length} imports`)
})

test('arrows point downwards, and faces never import each other', () => {
  const wrong = arrows.filter(({ from, to }) => {
    if (from.floor === to.floor) return false
    const a = LEVELS[from.floor]
    const b = LEVELS[to.floor]
    if (a === undefined || b === undefined) return true
    if (from.floor === 'migrations') return false
    if (to.floor === 'main') return from.floor !== 'cli'
    return b >= a
  })
  assert.deepEqual(wrong.map((one) => one.text), [])
})

test('domain rooms import only rooms of a lower rank', () => {
  const wrong = arrows.filter(({ from, to }) => {
    if (from.floor !== 'domain' || to.floor !== 'domain' || to.room === '' || from.room === to.room) return false
    const a = from.room === '' ? -1 : RANKS[from.room]
    const b = RANKS[to.room]
    return a === undefined || b === undefined || b >= a
  })
  assert.deepEqual(wrong.map((one) => one.text), [])
})

test('migrations import only machinery/db', () => {
  const wrong = arrows.filter(({ from, to }) => from.floor === 'migrations' && to.floor !== 'migrations' && !(to.floor === 'machinery' && to.room === 'db'))
  assert.deepEqual(wrong.map((one) => one.text), [])
})

test('SQL is written only in the domain, migrations, machinery/db and machinery/jobs', () => {
  const sql = /\b(?:selectFrom|insertInto|updateTable|deleteFrom)\s*\(|\bsql(?:<[^`]*>)?`/
  const wrong = seen.filter(({ floor, room, text }) => sql.test(text)
    && !(floor === 'domain' || floor === 'migrations' || floor === 'machinery' && (room === 'db' || room === 'jobs')))
  assert.deepEqual(wrong.map((one) => one.file), [])
})

test('outbound HTTP goes through the guarded client only', () => {
  const calls = /from 'undici'|^import (?!type)[^'\n]*\b(?:request|get|Agent)\b[^'\n]*from 'node:https?'|(?<![.\w])fetch\(/m
  const inBrowser = (floor: string, room: string) => floor === 'web' && room === 'app'
  const wrong = seen.filter(({ floor, room, text }) => !(floor === 'machinery' && room === 'http') && !inBrowser(floor, room) && calls.test(text))
  assert.deepEqual(wrong.map((one) => one.file), [])
})

test('what is built for browsers and pages imports nothing of the server', () => {
  const drawn = ['app', 'pages', 'components', 'words', 'props']
  const wrong = arrows.filter(({ from, to }) => from.floor === 'web' && drawn.includes(from.room) && !(to.floor === 'web' && drawn.includes(to.room)))
  assert.deepEqual(wrong.map((one) => one.text), [])
})

test('words of the protocol stay in federation', () => {
  const words = /\battributedTo\b|\bAnnounce\b|\bactivitystreams\b/
  const wrong = seen.filter(({ floor, text }) => floor !== 'federation' && words.test(text))
  assert.deepEqual(wrong.map((one) => one.file), [])
})

test('no default exports, no names that say nothing', () => {
  assert.deepEqual(seen.filter(({ text }) => /^export default /m.test(text)).map((one) => one.file), [])
  assert.deepEqual(files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|misc|manager)(?:[./-])/.test(file)), [])
})

test('what is installed or built is no part of the house', (t) => {
  // A merge that brings a file of such a name takes the folder's place, and everything in it.
  const { status, stdout } = spawnSync('git', ['ls-files', '--', 'node_modules', 'dist', 'data'], { encoding: 'utf8' })
  if (status !== 0) return t.skip('no git here')
  assert.equal(stdout, '')
})
