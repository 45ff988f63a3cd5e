// Every page in every state is valid, accessible in its structure, and writes nothing that it was given as markup.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type * as AccountEntity from '#entities/account.ts'
import type * as StatusEntity from '#entities/status.ts'
import { ensureBuilt } from '../build.ts'
import type { Account, Status } from '../props/entities.ts'
import { loadPages, type Pages } from '../render.ts'
import { checkDocument, type Element, readDocument } from '#test/pages/check-document.ts'
import { renderSample, sampleDocuments } from '#test/pages/sample-documents.ts'
import type { Sample } from '#test/pages/sample.ts'
import { samplePage } from '#test/pages/samples.ts'

let pages: Pages
before(async () => {
  await ensureBuilt()
  pages = await loadPages()
})

/** The compiler's test: what the API sends can be handed to the pages as it is. */
export const statusFits = (status: StatusEntity.Status): Status => status
export const accountFits = (account: AccountEntity.Account): Account => account

const attack = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`
/** Sanitised HTML by contract, and values that choose between cases rather than being shown. */
const kept = new Set(['content', 'note', 'state', 'tab', 'what', 'kind', 'registrations', 'inviteCode', 'visibility', 'type', 'dir', 'act', 'side', 'order', 'standing', 'qr', 'unit'])

/** The same props with every string an attack: appended, or in its place where it is an address. */
function poisoned(value: unknown, key = '', inTable = false): unknown {
  if (typeof value === 'string') {
    if (kept.has(key) || (key === 'value' && inTable) || (key === 'description' && value.startsWith('<'))) return value
    return /^https?:|^\//.test(value) ? `javascript:alert(3)//${attack}` : value + attack
  }
  if (Array.isArray(value)) return value.map(item => poisoned(item, key, key === 'fields'))
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name, inTable)]))
  }
  return value
}

/** Without the JSON-LD, which browsers do not run; that it is JSON and stays in its element is what `checkDocument` looks at. */
const withoutData = (html: string): string => html.replace(/<script type="application\/ld\+json">[^<]*<\/script>/g, '')

describe('every page', () => {
  for (const name of Object.keys(sampleDocuments())) {
    const sample = (): Sample => sampleDocuments()[name]!
    test(`${name} is well formed`, () => checkDocument(renderSample(pages, sample())))

    test(`${name} escapes what it is given`, () => {
      const { page, props } = sample()
      const trusted = (elements: Element[]): string[] => elements.filter(element => element.name !== 'title').map(element => element.name)
      const html = withoutData(renderSample(pages, { page, props: poisoned(props) as typeof props }))
      const elements = readDocument(html)
      assert.ok(!trusted(elements).includes('script'))
      for (const element of elements) {
        for (const [attribute, value] of Object.entries(element.attributes)) {
          assert.doesNotMatch(attribute, /^on|[<"']/, `<${element.name} ${attribute}>`)
          if (['href', 'src', 'poster', 'action'].includes(attribute) && element.name !== 'link') assert.doesNotMatch(value, /^\s*(javascript|data|vbscript):/i, `<${element.name} ${attribute}="${value}">`)
        }
      }
      assert.doesNotMatch(html, /<script|<img src=x/i)
    })
  }
})

test('a right-to-left page says so, and unknown languages fall back honestly', () => {
  const html = pages.signInPage({ page: { ...samplePage, lang: 'ar', dir: 'rtl' }, form: { action: '/', csrf: 'x' }, passwordResetUrl: '/x' })
  assert.match(html, /<html lang="en" dir="rtl">/)
})

test('no page says what the brief forbids', () => {
  for (const [name, sample] of Object.entries(sampleDocuments())) {
    assert.doesNotMatch(renderSample(pages, sample), /\binstance\b|oops|\[object|undefined|NaN/i, name)
  }
})

test('a form carries its token, what it was given, and what was typed – never a password', () => {
  const html = pages.signUpPage({
    page: samplePage, rules: [], minPasswordLength: 8, signInUrl: '/in',
    questions: [{ id: '7', text: 'Why?', required: true, multiline: true, answer: 'Because </textarea>.' }],
    form: { action: '/auth/sign_up', csrf: 'token', hidden: { a: ['1', '2'], none: undefined }, values: { username: 'noa', password: 'secret' }, errors: { username: 'Taken.' } },
  })
  const inputs = readDocument(html).filter(element => element.name === 'input')
  const valuesOf = (name: string) => inputs.filter(input => input.attributes['name'] === name).map(input => input.attributes['value'])
  assert.deepEqual(valuesOf('csrf'), ['token'])
  assert.deepEqual(valuesOf('a'), ['1', '2'])
  assert.deepEqual(valuesOf('username'), ['noa'])
  assert.deepEqual(valuesOf('none'), [])
  assert.doesNotMatch(html, /secret/)
  const username = inputs.find(input => input.attributes['name'] === 'username')!
  assert.equal(username.attributes['aria-invalid'], 'true')
  assert.equal(username.attributes['aria-describedby'], 'field-username-hint field-username-error')
  assert.match(html, /<textarea[^>]*name="answers\[7\]"[^>]*>Because &lt;\/textarea/)
})

test('consent names each scope once and offers both answers', () => {
  const html = renderSample(pages, sampleDocuments()['consent']!)
  assert.doesNotMatch(html, />read:lists</)
  assert.match(html, /write, edit and delete your posts/)
  assert.match(html, /name="decision" value="authorize"/)
  assert.match(html, /name="decision" value="deny"/)
})

test('a warning covers text and pictures, and is told to other sites instead of them', () => {
  const sample = sampleDocuments()['profile']!.props as Parameters<Pages['profilePage']>[0]
  const status = sample.statuses.find(post => post.spoiler_text)!
  const html = pages.postPage({ page: samplePage, status, ancestors: [], descendants: [] })
  const head = html.slice(0, html.indexOf('</head>'))
  assert.match(head, /The ending of/)
  assert.doesNotMatch(head, /gull did it|pictures\/end/)
  assert.match(html, /<details class="warning"><summary>/)
})

test('profiles and posts name their other forms', () => {
  const html = renderSample(pages, sampleDocuments()['profile']!)
  assert.match(html, /<link rel="alternate" type="application\/activity\+json" href="https:\/\/harbour\.example\/users\/1"/)
  assert.match(html, /<link rel="alternate" type="application\/rss\+xml" href="\/@mirjam\.rss"/)
  assert.match(html, /<link rel="canonical" href="https:\/\/harbour\.example\/@mirjam"/)
  assert.match(html, /alt=":gull:"/)
})

test('a full profile stays light', () => {
  assert.ok(renderSample(pages, sampleDocuments()['profile']!).length < 40_000)
})

test('media sizes and focal points are read with care', () => {
  const render = (meta: Record<string, unknown> | null): string => {
    const { status } = sampleDocuments()['post']!.props as Parameters<Pages['postPage']>[0]
    const file = { ...status.media_attachments[0]!, meta }
    return pages.postPage({ page: samplePage, status: { ...status, media_attachments: [file] }, ancestors: [], descendants: [] })
  }
  assert.match(render({ original: { width: 100, height: 1000 }, focus: { x: -1, y: 1 } }), /width="600" height="750" class="fx-0 fy-0 tall"/)
  for (const meta of [null, {}, { original: 'x', focus: 7 }, { original: { width: '"', height: 0 }, focus: { x: 'a', y: null } }]) {
    assert.match(render(meta), /width="600" height="338" class="wide" loading/)
  }
})
