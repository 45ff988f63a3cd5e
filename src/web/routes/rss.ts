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

/** Films, sounds and pictures, marked when they are not for everybody. */
function mediaOf({ media_attachments: files, sensitive }: Status): string {
  return files.flatMap(({ url, type, description }) => url === null || type === 'unknown' ? [] : [
    `<media:content url="${text(url)}" medium="${type === 'gifv' ? 'video' : type}"><media:rating scheme="urn:simple">${sensitive ? 'adult' : 'nonadult'}</media:rating>${
      description ? `<media:description type="plain">${text(description)}</media:description>` : ''}</media:content>`,
  ]).join('')
}

function item(status: Status): string {
  const url = status.url ?? status.uri
  return `<item>${element('guid', url).replace('<guid>', '<guid isPermaLink="true">')}${element('link', url)}${element('pubDate', date(status.created_at))}${
    element('description', bodyOf(status))}${mediaOf(status)}${status.tags.map((tag) => element('category', tag.name)).join('')}</item>`
}

/** The whole feed. Items have no titles: posts have none. */
export function renderRss(channel: Channel, statuses: readonly Status[]): string {
  const newest = statuses[0]
  const image = channel.image === null ? '' : `<image>${element('url', channel.image.url)}${element('title', channel.image.title)}${element('link', channel.link)}</image>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><channel>${
    element('title', channel.title)}${element('description', channel.description)}${element('link', channel.link)}<atom:link href="${text(channel.self)}" rel="self" type="application/rss+xml"/>${
    image}${newest ? element('lastBuildDate', date(newest.created_at)) : ''}${element('generator', channel.generator)}${statuses.map(item).join('')}</channel></rss>`
}
