// Guards against what is too long, too deep, too slow or too much.
import { guardsOf, type Guard } from './guard.ts'

const ABUSE = 'src/federation/inbox/abuse.test.ts'
const RESOLVE = 'src/federation/resolve/resolve.test.ts'
const READERS = 'src/federation/resolve/readers.test.ts'
const LIMITS = 'src/machinery/http/outbound-limits.test.ts'
const MANY = 'src/federation/resolve/many.test.ts'

const THOUSANDS = `${ABUSE} > 10,000 mentions, tags, attachments, emojis, options and addressees are cut, and cost next to nothing` as const

export const guardsOfSize: readonly Guard[] = [
  ...guardsOf('B-exhaustion', [
    ['redirects', 'redirects without end', 'machinery/http/outbound.ts', "if (redirectsLeft <= 0) return failure('too-many-redirects', undefined, head.status);", "if (redirectsLeft <= -20) return failure('too-many-redirects', undefined, head.status);", 'src/machinery/http/outbound.test.ts > three redirects by default, and as few as the caller likes'],
    ['deadline', 'answers that never end', 'machinery/http/outbound.ts', 'deadline.passed = true;', "if (ms > 0) return;", `${LIMITS} > the deadline covers silence and slow bodies, and closes the connection`],
    ['oversize', 'a body that does not say how large it is', 'machinery/http/exchange.ts', 'if (size > hop.maxBytes) stop(controller, tooLarge(hop, head?.status));\n      else chunks.push(chunk);', 'chunks.push(chunk);', `${LIMITS} > an oversize body is cut off, announced or not`],
    ['decompressed', 'a small body that becomes a large one', 'machinery/http/content-encoding.ts', 'return await decode(body, { maxOutputLength: maxBytes });', 'return await decode(body, { maxOutputLength: 2 ** 30 });', `${LIMITS} > decompression stops at the limit`],
    ['names', 'hosts by the thousand', 'machinery/http/dns-cache.ts', 'max: options.maxHosts ?? 10_000', 'max: 1_000_000', 'src/machinery/http/dns-cache.test.ts > many names do not fill memory'],
    ['unsigned-body', 'reading what nobody has signed', 'federation/inbox/door.ts', "if (headers['signature'] === undefined) return new InboxRefusal('peer.refused', 'unsigned')", '', `${ABUSE} > unsigned: 401 before the body is read, whatever is in it`],
    ['body', 'an activity over a megabyte', 'federation/inbox/door.ts', 'const MAX_BYTES = 1024 * 1024', 'const MAX_BYTES = 2 ** 30', `${ABUSE} > too large, too deep, no JSON, no object, no actor, another type of content`],
    ['depth', 'a bottomless document', 'federation/resolve/plain-json.ts', "if (isTooDeep(bytes)) return { ok: false, reason: 'too-deep' }", '', `${ABUSE} > too large, too deep, no JSON, no object, no actor, another type of content`],
    ['list', 'lists of any length', 'federation/resolve/plain-json.ts', 'return Array.isArray(value) ? value.slice(0, LIST_LIMIT) : [value]', 'return Array.isArray(value) ? [...value] : [value]', `${MANY} > a list of ten thousand is read as a thousand`],
    ['tags', 'hashtags by the thousand', 'federation/resolve/read-tags.ts', 'hashtags.size < HASHTAGS_LIMIT && ', '', THOUSANDS],
    ['mentions', 'mentions by the thousand', 'federation/resolve/read-tags.ts', 'href && mentions.size < MENTIONS_LIMIT', 'href', `${MANY} > of each kind of tag the first hundred`],
    ['emojis', 'emojis by the thousand', 'federation/resolve/read-tags.ts', 'read && emojis.size < EMOJIS_LIMIT', 'read', `${MANY} > of each kind of tag the first hundred`],
    ['mentioned-unknown', 'a request for everybody who is named', 'federation/resolve/draft-status.ts', '.slice(0, UNKNOWN_LIMIT)', '', THOUSANDS],
    ['media', 'attachments by the thousand', 'federation/resolve/read-media.ts', 'isObject(attachment) && media.size < MEDIA_LIMIT', 'isObject(attachment)', THOUSANDS],
    ['options', 'options by the thousand', 'federation/resolve/read-poll.ts', 'isObject(option) && options.size < OPTIONS_LIMIT', 'isObject(option)', THOUSANDS],
    ['fields', 'fields of a profile by the thousand', 'federation/resolve/read-actor.ts', '.slice(0, FIELDS_LIMIT)', '', `${MANY} > a profile has fifty fields, a hundred other names, ten keys`],
    ['aliases', 'other names by the thousand', 'federation/resolve/read-actor.ts', '.slice(0, ALIASES_LIMIT)', '', `${MANY} > a profile has fifty fields, a hundred other names, ten keys`],
    ['keys', 'keys by the thousand', 'federation/resolve/read-actor.ts', ' || keys.size >= KEYS_LIMIT', '', `${MANY} > a profile has fifty fields, a hundred other names, ten keys`],
    ['addressees', 'addressees by the thousand', 'federation/resolve/read-audience.ts', '.slice(0, ADDRESSEES_LIMIT)', '', `${MANY} > two hundred addressees`],
    ['texts', 'texts without end', 'federation/resolve/plain-json.ts', "typeof value === 'string' ? value.slice(0, limit)", "typeof value === 'string' ? value", `${MANY} > texts are cut before anything looks at them`],
    ['blurhash', 'a blurhash that is none', 'federation/resolve/read-media.ts', 'blurhash !== null && BLURHASH.test(blurhash) ? blurhash : null', 'blurhash', `${READERS} > media: a single object, missing type, alt text from summary or name, bad focus, bad blurhash, bad sizes`],
    ['budget', 'requests without end', 'federation/resolve/budget.ts', 'if (left <= 0 || performance.now() >= until) return false', '', `${MANY} > a budget ends by number and by time`],
    ['collection-circle', 'a collection that runs in a circle', 'federation/resolve/collection.ts', 'if (url !== null && seen.has(url)) break', '', `${MANY} > a collection that runs in a circle is read once around`],
    ['collection-items', 'a page of any length', 'federation/resolve/collection.ts', 'items: items.slice(0, limit)', 'items', `${MANY} > a page gives no more than was wanted`],
    ['collection-pages', 'a collection without end', 'federation/resolve/collection.ts', 'page < pages && items.length < limit && ', '', `${RESOLVE} > a collection without end is not read to its end`],
    ['thread-circle', 'a thread that runs in a circle', 'federation/resolve/resolve-status.ts', ' && !seen.has(uri)', '', `${RESOLVE} > a thread that runs in a circle ends`],
    ['failures', 'asking a dead address again and again', 'federation/resolve/memory.ts', 'if (failure) return failure', '', `${RESOLVE} > a failure is remembered for a while; the same thing is asked for once by many`],
    ['document', 'a document over a megabyte', 'federation/resolve/fetch-document.ts', 'maxBytes: MAX_BYTES, timeoutMs', 'maxBytes: 2 ** 30, timeoutMs', `${RESOLVE} > a document that is too large, too deep, of another type, slow, or gone`],
    ['html-depth', 'HTML that is nested without end', 'domain/text/html-limits.ts', 'if (depth > HTML_DEPTH_LIMIT) throw new TooDeep()', '', 'src/domain/text/sanitize.test.ts > refuses deep nesting and cuts endless text'],
    ['html-length', 'HTML without end', 'domain/text/html-limits.ts', 'return html.slice(0, HTML_LENGTH_LIMIT)', 'return html', 'src/domain/text/sanitize.test.ts > refuses deep nesting and cuts endless text'],
    ['signature-length', 'a header without end', 'federation/signatures/draft-cavage-header.ts', 'header.length <= MAX_LENGTH ? readParameters(header) : null', 'readParameters(header)', 'src/federation/signatures/draft-cavage-header.test.ts > anything incomplete or left over is refused'],
    ['uri-length', 'an id without end', 'federation/resolve/plain-json.ts', "typeof id === 'string' && id.length <= URI_LIMIT && isWebUri(id)", "typeof id === 'string' && isWebUri(id)", `${MANY} > an id has 2,048 characters at most`],
    ['slow-reader', 'a socket that does not read', 'client-api/streaming/websocket.ts', 'if (socket.bufferedAmount > MAX_WAITING) return socket.terminate()', '', 'src/client-api/streaming/websocket.test.ts > a connection that does not read is dropped, the others go on'],
  ]),
]
