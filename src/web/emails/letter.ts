// How a letter looks: plain words, and the same words as simple HTML that needs nothing from the network and can be read
// on light and on dark.
import type { Letter } from '../props/letter.ts'

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

type Part = Letter['body'][number]

// Names within our own sentences cannot begin a line of their own.
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')

const tidy = (part: Part): Part => typeof part === 'string' ? oneLine(part) : 'url' in part ? { ...part, label: oneLine(part.label) }
  : part.from === undefined ? part : { ...part, from: oneLine(part.from) }

// What people wrote themselves must not be able to look like a line of ours, or like a link.
const quoted = (text: string) => text.split('\n').map((line) => `> ${line}`).join('\n')

function plain(part: Part): string {
  if (typeof part === 'string') return part
  if ('url' in part) return `${part.label}:\n${part.url}`
  return part.from === undefined ? quoted(part.quote) : `${part.from}:\n${quoted(part.quote)}`
}

const PARAGRAPH = 'margin:0 0 16px'
const BUTTON = 'display:inline-block;padding:10px 20px;border-radius:8px;background:#0a6b5e;color:#ffffff;font-weight:600;text-decoration:none'

function rich(part: Part, isButton: boolean): string {
  if (typeof part === 'string') return `<p style="${PARAGRAPH}">${escape(part)}</p>`
  if ('url' in part) {
    const link = `<a href="${escape(part.url)}" ${isButton ? `style="${BUTTON}"` : 'class="link" style="color:#0a6b5e"'}>${escape(part.label)}</a>`
    return `<p style="${PARAGRAPH}">${link}${isButton ? `<br><small class="muted" style="color:#565b53;word-break:break-all">${escape(part.url)}</small>` : ''}</p>`
  }
  const from = part.from === undefined ? '' : `<p style="margin:0 0 4px;font-weight:600"><bdi>${escape(part.from)}</bdi></p>`
  return `${from}<blockquote dir="auto" style="margin:0 0 16px;padding-inline-start:12px;border-inline-start:3px solid #84887e">${escape(part.quote).replaceAll('\n', '<br>')}</blockquote>`
}

// Clients that know no dark scheme show the inline colours; the others may change them.
const DARK = '@media (prefers-color-scheme: dark){.page,.sheet{background:#191b19!important;color:#ecefea!important}.muted{color:#aeb5ab!important}.link{color:#65b6a7!important}}'

interface Sender { name: string; domain: string; lang: string; dir: string }

/** The two forms of a letter from a community. */
export function writeLetter({ subject, body: parts, foot }: Letter, from: Sender): { subject: string; text: string; html: string } {
  const body = parts.map(tidy)
  const sender = oneLine(`${from.name} · ${from.domain}`)
  const title = oneLine(`${subject} – ${from.name}`)
  const first = body.find((part) => typeof part !== 'string' && 'url' in part)
  return {
    subject: title,
    text: [...body.map(plain), ['--', sender, ...foot ? [foot.text, `${foot.label}:`, foot.url] : []].join('\n')].join('\n\n'),
    html: `<!doctype html><html lang="${escape(from.lang)}" dir="${from.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`
      + `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escape(title)}</title><style>${DARK}</style></head>`
      + '<body class="page" style="margin:0;padding:0;background:#ffffff">'
      + `<div class="sheet" style="max-width:560px;margin:0 auto;padding:24px 16px;font:16px/24px system-ui,sans-serif;background:#ffffff;color:#1a1c19;overflow-wrap:anywhere">`
      + `${body.map((part) => rich(part, part === first)).join('')}`
      + `<p class="muted" style="margin:24px 0 0;font-size:14px;line-height:20px;color:#565b53">${escape(sender)}`
      + `${foot ? `<br>${escape(foot.text)} <a class="link" href="${escape(foot.url)}" style="color:#0a6b5e">${escape(foot.label)}</a>` : ''}</p></div></body></html>`,
  }
}
