// RSS 2.0 with Media RSS, as Mastodon writes it. Content was sanitised when it was stored; here everything is text in XML.
import type { Status } from '#entities/status.ts'
import { escapeHtml } from '#domain/text/escape.ts'
import { serverWords as w } from '../words/en/server.ts'

export interface Channel {
  title: string
  description: string
  link: string
  /** Where the feed itself is. */
  self: string
  image: { url: string; title: string } | null
  generator: string
}

// XML 1.0 has no way to say these, not even escaped.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const text = (value: string): string => escapeHtml(value.replace(UNSPEAKABLE, '').toWellFormed())
const element = (name: string, value: string): string => `<${name}>${text(value)}</${name}>`
const date = (iso: string): string => new Date(iso).toUTCString()

/** What a post says, with its warning, poll and the size of nothing: HTML. */
function bodyOf(status: Status): string {
  const warning = status.spoiler_text ? `<p><strong>${w.feedWarning}</strong> ${escapeHtml(status.spoiler_text)}</p><hr>` : ''
  const options = status.poll ? `<ul>${status.poll.options.map((one) => `<li>${escapeHtml(one.title)}</li>`).join('')}</ul>` : ''
  return warning + status.content + options
}

/** What is known of a file beside its address. */
export interface FileFacts { readonly type: string | null; readonly size: number }

const attribute = (name: string, value: string | number | null): string => value ? ` ${name}="${text(String(value))}"` : ''

/** The first file, for readers that know enclosures only; it must say its type and length. */
function enclosureOf({ media_attachments: files }: Status, facts: ReadonlyMap<string, FileFacts>): string {
  for (const { id, url } of files) {
    const { type = null, size = 0 } = facts.get(id) ?? {}
    if (url !== null && type !== null) return `<enclosure url="${text(url)}" length="${size}" type="${text(type)}"/>`
  }
  return ''
}

/** Films, sounds and pictures, marked when they are not for everybody. */
function mediaOf({ media_attachments: files, sensitive }: Status, facts: ReadonlyMap<string, FileFacts>): string {
  return files.flatMap(({ id, url, type, description }) => url === null || type === 'unknown' ? [] : [
    `<media:content url="${text(url)}"${attribute('type', facts.get(id)?.type ?? null)}${attribute('fileSize', facts.get(id)?.size ?? 0)} medium="${type === 'gifv' ? 'video' : type}"><media:rating scheme="urn:simple">${sensitive ? 'adult' : 'nonadult'}</media:rating>${
      description ? `<media:description type="plain">${text(description)}</media:description>` : ''}</media:content>`,
  ]).join('')
}

function item(status: Status, facts: ReadonlyMap<string, FileFacts>): string {
  const url = status.url ?? status.uri
  return `<item>${element('guid', url).replace('<guid>', '<guid isPermaLink="true">')}${element('link', url)}${element('pubDate', date(status.created_at))}${
    element('description', bodyOf(status))}${enclosureOf(status, facts)}${mediaOf(status, facts)}${status.tags.map((tag) => element('category', tag.name)).join('')}</item>`
}

/** The whole feed; `facts` by the ids of attachments. Items have no titles: posts have none. */
export function renderRss(channel: Channel, statuses: readonly Status[], facts: ReadonlyMap<string, FileFacts>): string {
  const newest = statuses[0]
  const image = channel.image === null ? '' : `<image>${element('url', channel.image.url)}${element('title', channel.image.title)}${element('link', channel.link)}</image>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><channel>${
    element('title', channel.title)}${element('description', channel.description)}${element('link', channel.link)}<atom:link href="${text(channel.self)}" rel="self" type="application/rss+xml"/>${
    image}${newest ? element('lastBuildDate', date(newest.created_at)) : ''}${element('generator', channel.generator)}${statuses.map((status) => item(status, facts)).join('')}</channel></rss>`
}
