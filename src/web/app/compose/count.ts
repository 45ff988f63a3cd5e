// How long a post is while it is typed, by the server's rule: a link counts as 23, a mention without its host, everything
// else as the characters a person sees. The server has the last word (domain/text/count.ts); a test compares the two.

const MENTION = /(?<![=/\p{L}\p{M}\p{Nd}\p{Pc}])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\p{L}\p{M}\p{Nd}\p{Pc}]+(?:[.-]+[\p{L}\p{M}\p{Nd}\p{Pc}]+)*(?::\d{2,5})?/giu
const URL_IN_TEXT = /(?<![a-z0-9@＠$#＃_])(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini):\/\/(?:(?:[\p{L}\p{M}\p{N}_-]+\.)+(?:[a-z]{2,}|(?:(?![a-z])[\p{L}\p{M}]){2,})|localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?![\w@])(?:[/?#][^\s<>"`\\]*)?/giu
const LAST_NEVER_IN_PATH = /[!*'"「」『』【】《》〈〉（）。、！？，．：；…“”‘’«»;:=,.$%[~&|@?({}^]$/u
const LAST_NEVER_IN_QUERY = /[!*'"「」『』【】《》〈〉（）。、！？，．：；…“”‘’«»;:,.$%[~|@?({}^]$/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** User-perceived characters: a family emoji is one. */
export function countGraphemes(text: string): number {
  if (/^[\x20-\x7e\n]*$/.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

/** A link without the punctuation of the sentence around it, and without a bracket that was opened before it. */
function trimUrl(url: string): string {
  let end = url
  for (;;) {
    const closer = end.at(-1)
    const opener = closer === ')' ? '(' : closer === ']' ? '[' : null
    const unbalanced = opener !== null && end.split(opener).length <= end.split(closer ?? '').length - 1
    const query = url.search(/[?#]/)
    const never = query !== -1 && end.length - 1 > query ? LAST_NEVER_IN_QUERY : LAST_NEVER_IN_PATH
    if (!unbalanced && !never.test(end)) return end
    end = end.slice(0, -1)
  }
}

/** Characters of a post with its warning. `perUrl`: what a link costs. */
export function countPost(text: string, warning: string, perUrl: number): number {
  const shortened = text
    .replace(URL_IN_TEXT, (url: string) => {
      const kept = trimUrl(url)
      return 'x'.repeat(perUrl) + url.slice(kept.length)
    })
    .replace(MENTION, (_whole, name: string) => `@${name}`)
  return countGraphemes(warning + shortened)
}

/** Handles that a text mentions, without the first @ and in lower case, each once. */
export function handlesIn(text: string): string[] {
  const found = text.replace(URL_IN_TEXT, ' ').matchAll(/(?<![=/\p{L}\p{M}\p{Nd}\p{Pc}@])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*(?::\d{2,5})?)?)/giu)
  return [...new Set([...found].map((match) => (match[1] ?? '').toLowerCase()))]
}
