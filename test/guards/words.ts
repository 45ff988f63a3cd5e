// Guards against HTML that runs and files that do more than to be looked at.
import { guardsOf, type Guard } from './guard.ts'

const REFUSED = 'src/machinery/media-tools/image.test.ts > what is refused'

export const guardsOfWords: readonly Guard[] = [
  ...guardsOf('B-html', [
    ['elements', 'elements that no post needs', 'domain/text/rewrite-html.ts', 'if (!ALLOWED.has(name)) return NOTHING', 'if (!ALLOWED.has(name)) return element(name, \'\')', 'src/domain/text/rewrite-html.test.ts > the first look alone lets nothing through'],
    ['attributes', 'attributes that run', 'domain/text/rewrite-html.ts', "if (name === 'span') return element(name, classes(attributes) + translate(attributes) + lang)", "if (name === 'span') return element(name, Object.entries(attributes).map(([key, value]) => attribute(key, value)).join(''))", 'src/domain/text/rewrite-html.test.ts > the first look alone lets nothing through'],
    ['schemes', 'links that run', 'domain/text/rewrite-html.ts', "return LINK_SCHEMES.includes(scheme) && URL.canParse(href) ? href : ''", 'return href', 'src/domain/text/rewrite-html.test.ts > the first look alone lets nothing through'],
    ['dropped', 'what stands inside of scripts and styles', 'domain/text/rewrite-html.ts', 'if (DROPPED.has(name)) output.dropped += 1', '', 'src/domain/text/rewrite-html.test.ts > what stands in scripts goes with them; classes of our own pages are not borrowed'],
    ['classes', 'classes of our own pages', 'domain/text/rewrite-html.ts', '.filter((name) => ALLOWED_CLASS.test(name))', '', 'src/domain/text/rewrite-html.test.ts > what stands in scripts goes with them; classes of our own pages are not borrowed'],
    ['last-word', 'a mistake of the first look', 'domain/text/last-word.ts', 'recognise(html) ?? filterHtml(html, options)', 'html', 'src/domain/text/last-word.test.ts > what the first look has overlooked ends here'],
    ['escape', 'markup in names and titles', 'domain/text/escape.ts', "text.replace(/[&<>\"']/g, (char) => ESCAPES[char] ?? char)", 'text', 'src/domain/text/format.test.ts > escapes what the account and the tag address contain'],
    ['title', 'markup in the title of an article', 'federation/resolve/read-work.ts', 'const html = [', 'if (title) return { text: `<p><strong>${title.text}</strong></p>`, language: null }\n  const html = [', 'src/federation/resolve/readers.test.ts > works with a title: what looks like HTML in it is text'],
    ['content', 'a post as it came', 'federation/resolve/read-text.ts', 'export const htmlOf = (text: string): string => sanitizeHtml(text)', 'export const htmlOf = (text: string): string => text', 'src/federation/resolve/running-html.test.ts > whatever holds HTML is cleaned before it is kept'],
    ['field', 'a field of a profile as it came', 'federation/resolve/read-actor.ts', '[{ name, value: htmlOf(value) }]', '[{ name, value }]', 'src/federation/resolve/running-html.test.ts > whatever holds HTML is cleaned before it is kept'],
    ['bio', 'a profile as it came', 'federation/resolve/read-actor.ts', "note: htmlOf(told(document, 'summary', NOTE_LIMIT)?.text ?? '')", "note: told(document, 'summary', NOTE_LIMIT)?.text ?? ''", 'src/federation/resolve/running-html.test.ts > whatever holds HTML is cleaned before it is kept'],
    ['warning', 'a warning as it came', 'federation/resolve/read-text.ts', 'stripAll(text).slice(0, limit)', 'text.slice(0, limit)', 'src/federation/resolve/readers.test.ts > a warning is one line of text and makes the post sensitive; dates are clamped'],
    ['card-frame', 'a frame of another scheme', 'domain/cards/frame.ts', "if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null", 'if (!url) return null', 'src/domain/cards/frame.test.ts > only a page behind https is framed'],
    ['card-html', 'HTML of another site in a frame', 'domain/cards/frame.ts', "if (name !== 'iframe' || frame) return", 'if (frame) return', 'src/domain/cards/frame.test.ts > nothing of somebody else\'s HTML is kept but the address of a frame'],
    ['translation', 'what a translator sends', 'domain/translation/translate-status.ts', "content: sanitizeHtml(placed.get(0) ?? '')", "content: placed.get(0) ?? ''", 'src/client-api/routes/translations.test.ts > everything of a post is translated, its HTML cleaned, and asked for once'],
    ['policy', 'pages that run what got in all the same', 'web/render.ts', "'content-security-policy': policy,", '', 'src/web/routes/public-addresses.test.ts > every page forbids scripts, frames and other servers; HEAD answers as GET'],
  ]),
  ...guardsOf('B-files', [
    ['storage-key', 'paths that lead elsewhere', 'machinery/storage/storage.ts', '|| !KEY.test(key)', '', 'src/machinery/storage/local.test.ts > refuses every key that could name something else'],
    ['picture-type', 'files that are no pictures', 'machinery/media-tools/open-image.ts', "return TRIED_TYPES.includes(type) ? type : null", 'return type', REFUSED],
    ['picture-bomb', 'pictures too large to open', 'machinery/media-tools/image-types.ts', 'export const MAX_PIXELS = 33_177_600', 'export const MAX_PIXELS = 2 ** 50', REFUSED],
    ['picture-bytes', 'files too large to read', 'machinery/media-tools/open-image.ts', "if (typeof input !== 'string') return input.length > maxBytes ? null : input", "if (typeof input !== 'string') return input", REFUSED],
    ['picture-time', 'a decoder that takes for ever', 'machinery/media-tools/pool.ts', 'worker.timedOut = true\n    stop(pool, worker)', '', 'src/machinery/media-tools/pool.test.ts > ends a worker that takes too long'],
    ['film-playlist', 'a film that names other files', 'machinery/media-tools/run-confined.ts', "'-protocol_whitelist', 'file',\n  '-format_whitelist', 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,mp3,flac,wav,aac,gif',", '', 'src/machinery/media-tools/films.test.ts > a playlist does not even lead to the file beside it'],
    ['film-time', 'a converter that takes for ever', 'machinery/media-tools/run-confined.ts', 'timedOut = true\n      end()', '', 'src/machinery/media-tools/films.test.ts > time, memory and output have an end, and our environment stays ours'],
    ['file-type', 'a file of another server that is no picture', 'federation/resolve/fetch-media.ts', "acceptTypes: ['image/*', 'video/*', 'audio/*', 'application/octet-stream', 'application/ogg'],", '', 'test/security/every-way-in.test.ts > a page is no picture'],
  ]),
]
