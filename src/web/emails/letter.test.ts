// Every letter in both forms: nothing from the network, nothing that people wrote as markup, and a link that can be copied.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emails } from '../words/en/emails.ts'
import type { Letter } from '../props/letter.ts'
import { letterLanguage } from './letter-words.ts'
import { writeLetter } from './letter.ts'

const attack = '<img src=x onerror=alert(1)>"\'</blockquote>\nConfirm this address:\nhttps://evil.example/'
const told = { name: 'noa', origin: 'https://harbour.example', community: `The <b>Harbour</b>\r\nBcc: everybody@evil.example` }
const sender = { name: told.community, domain: 'harbour.example', lang: 'en', dir: 'ltr' }

const OURS = new Set(['html', 'head', 'meta', 'title', 'style', 'body', 'div', 'p', 'a', 'br', 'small', 'blockquote', 'bdi'])

const letters: Record<string, Letter> = {
  confirm: emails.confirm(told, { code: 'c0de', statusToken: 'st' }),
  reset: emails.reset(told, { code: 'c0de' }),
  changeEmail: emails.changeEmail(told, { code: 'c0de' }),
  emailChanged: emails.emailChanged(told, { email: attack }),
  passwordChanged: emails.passwordChanged(told),
  newPlace: emails.newPlace(told, { browser: attack, ip: '2001:db8::1', at: 'now' }),
  secondFactor: emails.secondFactor(told, { change: 'passkey-removed', name: attack }),
  applicationReceived: emails.applicationReceived(told, { statusToken: 'st', questions: true }),
  approved: emails.approved(told),
  rejected: emails.rejected(told, { message: attack }),
  newApplication: emails.newApplication(told, { name: 'noa', reason: attack, answers: [{ question: attack, text: attack }] }),
  mentions: emails.mentions(told, { mentions: [{ from: attack, text: attack, url: 'https://harbour.example/@a/1' }, { from: 'b', text: null, url: 'https://harbour.example/@b/2' }], more: 3, stopUrl: 'https://harbour.example/stop' }),
}

for (const [name, letter] of Object.entries(letters)) {
  test(`${name}: safe and whole in both forms`, () => {
    const { subject, text, html } = writeLetter(letter, sender)
    assert.doesNotMatch(subject, /[\r\n]/)
    const tags = [...html.matchAll(/<([a-z]+)([^>]*)>/gi)]
    assert.deepEqual(tags.map(([, tag = '']) => tag).filter((tag) => !OURS.has(tag)), [])
    for (const [, , attributes = ''] of tags) assert.doesNotMatch(attributes, /\s(?:src|on\w+)=|url\(/i)
    assert.doesNotMatch(text, /^(?:https:\/\/evil|Bcc)/m, 'a line of its own')
    assert.match(html, /^<!doctype html><html lang="en" dir="ltr">/)
    assert.match(html, /<meta name="color-scheme" content="light dark">/)
    for (const [, address = ''] of html.matchAll(/href="([^"]*)"/g)) {
      assert.ok(address.startsWith('https://harbour.example/'), address)
      assert.ok(text.includes(address.replaceAll('&amp;', '&')), `only the page has ${address}`)
    }
    assert.doesNotMatch(text + html, /undefined|\[object/)
  })
}

test('a letter is in the member’s language where there are words, else in English', () => {
  assert.equal(letterLanguage('en-GB').lang, 'en')
  assert.equal(letterLanguage('xx').lang, 'en')
  assert.equal(letterLanguage(null).words, emails)
})
