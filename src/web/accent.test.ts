// Whatever colour a community picks, its links can be read.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { accentStyleSheet, accentThemes, lowestRatio, readableAccent } from './accent.ts'

test('every colour becomes readable in every theme', () => {
  const levels = ['00', '33', '66', '99', 'cc', 'ff']
  for (const theme of accentThemes) {
    for (const r of levels) for (const g of levels) for (const b of levels) {
      const accent = readableAccent(`#${r}${g}${b}`, theme)
      assert.ok(lowestRatio(accent, theme) >= theme.ratio, `#${r}${g}${b} → ${accent} (${theme.name})`)
    }
  }
})

test('a colour that is readable already keeps its hue and nearly its lightness', () => {
  assert.equal(readableAccent('#0a6b5e', accentThemes[0]!), '#0a6b5e')
})

test('only #rrggbb makes a style sheet', () => {
  assert.match(accentStyleSheet('#CC0066') ?? '', /^:root\{--accent:light-dark\(#[0-9a-f]{6},#[0-9a-f]{6}\)\}\n/)
  for (const bad of ['red', '#fff', '#12345g', '#123456;}body{', '']) assert.equal(accentStyleSheet(bad), null)
})

test('the surfaces are those of the tokens', async () => {
  const tokens = await readFile(new URL('./styles/tokens.css', import.meta.url), 'utf8')
  for (const surface of accentThemes.flatMap(theme => theme.surfaces)) assert.ok(tokens.includes(surface), surface)
})

test('the default tokens have the contrast that the brief promises', async () => {
  const tokens = await readFile(new URL('./styles/tokens.css', import.meta.url), 'utf8')
  const [usual, byDevice, chosen] = [...tokens.matchAll(/:root(?:\[data-contrast='more'\])? \{([^}]*--bg:[^}]*)\}/g)].map(match => match[1]?.replaceAll(/\s+/g, ' '))
  assert.ok(usual && byDevice)
  assert.equal(chosen, byDevice, 'strong contrast is the same whoever asks for it')
  for (const theme of accentThemes) {
    const block: string = theme.name.startsWith('strong') ? byDevice : usual
    const colours: Map<string | undefined, string> = new Map([...block.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)]
      .map(([, role, light = '', dark = '']) => [role, theme.name.endsWith('light') ? light : dark]))
    for (const role of ['text', 'muted', 'faint', 'accent', 'danger', 'warn', 'ok', 'boost', 'star', 'bookmark']) {
      assert.ok(lowestRatio(colours.get(role) ?? '', { ...theme, tint: null }) >= 4.5, `${role} ${theme.name}`)
    }
    assert.ok(lowestRatio(colours.get('edge') ?? '', { ...theme, tint: null }) >= 3, `edge ${theme.name}`)
  }
})
