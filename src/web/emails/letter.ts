// How a letter looks: plain words, and the same words as simple HTML that needs nothing from the network.

export interface Words {
  subject: string
  /** Paragraphs, in order. A link is a paragraph of its own. */
  body: (string | { label: string; url: string } | { quote: string })[]
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

// What people wrote themselves must not be able to look like a line of ours, or like a link.
const plain = (part: Words['body'][number]) => typeof part === 'string' ? part
  : 'quote' in part ? part.quote.split('\n').map((line) => `> ${line}`).join('\n') : `${part.label}:\n${part.url}`

const rich = (part: Words['body'][number]) => typeof part === 'string' ? `<p>${escape(part)}</p>`
  : 'quote' in part ? `<blockquote style="margin:0 0 16px;padding-left:12px;border-left:3px solid #84887e">${escape(part.quote).replaceAll('\n', '<br>')}</blockquote>`
    : `<p><a href="${escape(part.url)}" style="color:#0a6b5e">${escape(part.label)}</a><br><small>${escape(part.url)}</small></p>`

/** The two forms of a letter from `community`. */
export function writeLetter({ subject, body }: Words, community: { name: string; domain: string }): { subject: string; text: string; html: string } {
  const foot = `${community.name} · ${community.domain}`
  return {
    subject: `${subject.replaceAll(/\s+/g, ' ')} – ${community.name.replaceAll(/\s+/g, ' ')}`,
    text: `${body.map(plain).join('\n\n')}\n\n--\n${foot}`,
    html: '<!doctype html><html lang="en"><head><meta charset="utf-8"></head>'
      + `<body style="margin:0;padding:24px;font:16px/24px system-ui,sans-serif;color:#1a1c19;background:#ffffff;max-width:560px">${body.map(rich).join('')}`
      + `<p style="color:#565b53;font-size:14px">${escape(foot)}</p></body></html>`,
  }
}
