// A judge of stored HTML that shares nothing with what made it: piece by piece it must be text, an allowed element with
// allowed attributes, or the end of one that is open.

const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  href: /^(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|xmpp|magnet|gemini):[^\s\p{Cc}]/iu, class: /^[\w -]+$/, rel: /^nofollow noopener$/, target: /^_blank$/,
  translate: /^no$/, lang: /^[a-z0-9-]{2,80}$/i, start: /^-?\d{1,9}$/, value: /^-?\d{1,9}$/, reversed: /^reversed$/,
}
const CLASSES = /^(?:(?:h|p|u|dt|e)-[\w-]+|mention|hashtag|ellipsis|invisible|quote-inline)$/
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  p: ['class', 'lang'], br: [], span: ['class', 'translate', 'lang'], a: ['href', 'class', 'translate', 'lang', 'rel', 'target'], ol: ['start', 'reversed', 'lang'],
  li: ['value', 'lang'], ...Object.fromEntries(['del', 's', 'pre', 'blockquote', 'code', 'b', 'strong', 'u', 'i', 'em', 'ul', 'ruby', 'rt', 'rp'].map((name) => [name, ['lang']])),
}
const PIECE = /([^<>]+)|<([a-z]+)((?: [a-z]+="[^"<>]*")*)( \/)?>|<\/([a-z]+)>/y

const decoded = (value: string): string => value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

function faultOfElement(name: string, attributes: string): string | null {
  const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name] : undefined
  if (!allowed) return `element ${name}`
  const seen = new Set<string>()
  for (const [, key = '', value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
    if (!allowed.includes(key) || seen.has(key) || !ATTRIBUTES[key]?.test(decoded(value))) return `attribute ${name} ${key}=${value.slice(0, 80)}`
    if (key === 'class' && !value.split(' ').every((one) => CLASSES.test(one))) return `class ${value}`
    seen.add(key)
  }
  return name === 'a' && !(seen.has('rel') && seen.has('href')) ? 'a link without rel or address' : null
}

/** What is wrong with stored HTML; null when nothing is. */
export function faultOfHtml(html: string): string | null {
  const open: string[] = []
  for (let at = 0; at < html.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at
    const [whole, text, name, attributes = '', empty, closed] = PIECE.exec(html) ?? []
    if (whole === undefined) return `neither text nor element: ${html.slice(at, at + 60)}`
    if (text !== undefined && /&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) return `a bare &: ${text.slice(0, 60)}`
    if (name !== undefined) {
      const fault = faultOfElement(name, attributes)
      if (fault !== null) return fault
      if ((name === 'br') !== (empty !== undefined)) return `${whole} is not how it is written`
      if (name !== 'br') open.push(name)
    }
    if (closed !== undefined && open.pop() !== closed) return `${whole} closes something else`
  }
  return open.length === 0 ? null : `${open.join(' ')} left open`
}
