// Longer works (articles, films, events …) and what posts have beside their words: a title, a place, a time, a language.
import { escapeHtml } from '#domain/text/escape.ts'
import { normaliseLanguage } from '#domain/text/language.ts'
import { firstOf, isObject, listOf, textOf, typesOf, webUrlOf, type Json } from './plain-json.ts'
import { readOne } from './read-media.ts'
import { htmlOf, lineOf, SUMMARY_LIMIT, TITLE_LIMIT, told, type Told } from './read-text.ts'

const ADDRESS_PARTS = ['streetAddress', 'postalCode', 'addressLocality', 'addressRegion', 'addressCountry', 'country'] as const

const paragraph = (html: string): string => html === '' ? '' : `<p>${html}</p>`
const line = (value: unknown): string => lineOf(textOf(value, TITLE_LIMIT) ?? '', TITLE_LIMIT)
const linked = (url: string): string => paragraph(`<a href="${escapeHtml(url)}">${escapeHtml(url.replace(/^https?:\/\//, ''))}</a>`)

/** The name as a paragraph of its own; empty without one, or where the text begins with it anyway. */
export function titleHtml(document: Json, content = ''): string {
  const title = lineOf(told(document, 'name', TITLE_LIMIT)?.text ?? '', TITLE_LIMIT).trim()
  if (title === '' || (content !== '' && lineOf(content).trim().startsWith(title))) return ''
  return paragraph(`<strong>${escapeHtml(title)}</strong>`)
}

/** The first place with a name that the document lies at or is tagged with, in a line without words of any language. */
export function placeHtml(document: Json): string {
  for (const place of [...listOf(document['location']), ...listOf(document['tag'])]) {
    if (!isObject(place) || !typesOf(place).includes('Place')) continue
    const { address } = place
    const postal = isObject(address) ? address : place
    const parts = [line(place['name']), line(address), ...ADDRESS_PARTS.map((key) => line(postal[key]))].filter((part) => part !== '')
    if (parts.length > 0) return paragraph(`📍 ${escapeHtml([...new Set(parts)].join(', '))}`)
  }
  return ''
}

const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:\d\d)?$/

/** When an event begins and ends, by the clock of its own place. */
function timeHtml(document: Json): string {
  const [, day, hour, zone = ''] = MOMENT.exec(line(document['startTime'])) ?? []
  if (!day || !hour) return ''
  const [, lastDay, lastHour] = MOMENT.exec(line(document['endTime'])) ?? []
  const end = lastDay && lastHour ? ` – ${lastDay === day ? '' : `${lastDay} `}${lastHour}` : ''
  return paragraph(`📅 ${day} ${hour}${end}${zone === '' ? '' : ` UTC${zone === 'Z' ? '' : zone}`}`)
}

/** A summary of bare words is a paragraph like the others. */
function summaryHtml(text: string): string {
  const html = htmlOf(text)
  return /^\s*<(?:p|ul|ol|pre|blockquote)\b/.test(html) ? html : paragraph(html)
}

/** What a work is about, if that is a page elsewhere: the first link among its attachments that is no file. */
function subjectHtml(document: Json, url: string): string {
  for (const attachment of listOf(document['attachment'])) {
    if (!isObject(attachment) || !typesOf(attachment).includes('Link') || readOne(attachment) !== null) continue
    const href = webUrlOf(attachment['href'])
    if (href !== null && href !== url) return linked(href)
  }
  return ''
}

/** The short form that an article brings for those who show no long ones (FEP-b2b8). */
function previewOf(document: Json): Told | null {
  const preview: unknown = firstOf(document['preview'])
  return isObject(preview) ? told(preview, 'content', SUMMARY_LIMIT) : null
}

/** Longer works are shown by title, time and place, summary and link; their text is read where they are. */
export function workContent(document: Json, url: string): Told {
  const title = told(document, 'name', TITLE_LIMIT)
  const summary = told(document, 'summary', SUMMARY_LIMIT) ?? previewOf(document)
  const html = [
    titleHtml(document), timeHtml(document), placeHtml(document), summary ? summaryHtml(summary.text) : '', subjectHtml(document, url), linked(url),
  ].join('')
  return { text: htmlOf(html), language: told(document, 'content', 0)?.language ?? title?.language ?? summary?.language ?? null }
}

/** The language that a document names outside of its texts: a code, or an object with one. */
export function languageOf(document: Json): string | null {
  const language = document['language'] ?? document['inLanguage']
  return normaliseLanguage(textOf(isObject(language) ? language['identifier'] : language, 40))
}
