// Guards against being led into our own network, and against taking one server or person for another.
import { guardsOf, type Guard } from './guard.ts'

const OUTBOUND = 'src/machinery/http/outbound.test.ts'
const ADDRESSES = 'src/machinery/http/addresses.test.ts'
const READERS = 'src/federation/resolve/readers.test.ts'
const NAMES = 'src/domain/text/names.test.ts'
const LINKS = 'src/federation/resolve/check-links.test.ts'

export const guardsOfReach: readonly Guard[] = [
  ...guardsOf('B-ssrf', [
    ['unicast', 'addresses of no public network', 'machinery/http/addresses.ts', "if (address.range() !== 'unicast') return false;", '', `${ADDRESSES} > only global unicast addresses may be dialled`],
    ['old-forms', 'old spellings of IPv4 within IPv6', 'machinery/http/addresses.ts', 'return !(address instanceof ipaddr.IPv6) || (address.parts[0] ?? 0) >> 13 === 1;', 'return true;', `${ADDRESSES} > only global unicast addresses may be dialled`],
    ['nat64', 'private addresses behind NAT64', 'machinery/http/addresses.ts', 'return within(address, NAT64) ? judge(embeddedIPv4(address)) : true;', 'return true;', `${ADDRESSES} > an allowed NAT64 prefix still judges the IPv4 address inside`],
    ['literal', 'an address instead of a name', 'machinery/http/dialer.ts', 'if (isIP(target.hostname) !== 0 && !guard.permits(target.hostname)) {', 'if (false) {', `${OUTBOUND} > every spelling of a private address is refused before dialling`],
    ['resolved', 'a name that leads inside', 'machinery/http/dialer.ts', 'addresses.filter(({ address }) => guard.permits(address))', 'addresses', `${OUTBOUND} > a name is judged by where it leads`],
    ['rebinding', 'a name that answers differently the second time', 'machinery/http/dialer.ts', 'lookup: guardedLookup(guard, resolve),', 'lookup: (hostname, options, callback) => { resolve(hostname).then((first) => setTimeout(() => guardedLookup(first.every(({ address }) => guard.permits(address)) ? { permits: () => true } : guard, resolve)(hostname, options, callback), 20), callback as never); },', `${OUTBOUND} > a name that answers differently the second time gains nothing`],
    ['scheme', 'other schemes', 'machinery/http/redirects.ts', "return failure('forbidden-scheme', url.protocol);", ';', `${OUTBOUND} > only https, and http when allowed`],
    ['credentials', 'names and passwords in addresses', 'machinery/http/redirects.ts', "if (url.username !== '' || url.password !== '') return", 'if (false) return', 'src/machinery/http/redirects.test.ts > no names and passwords, no endless addresses, no fragment'],
    ['web-address', 'what is no address of the web', 'federation/resolve/plain-json.ts', "if (!/^https?:\\/\\//i.test(text) || !URL.canParse(text)) return false", 'if (!URL.canParse(text)) return false', `${READERS} > addresses: only http and https, without credentials`],
    ['address-breaks-out', 'addresses that break out of where they are written', 'federation/resolve/plain-json.ts', 'if (/[\\p{Cc}<>"]/u.test(text)) return false', '', `${READERS} > addresses: only http and https, without credentials`],
    ['hop', 'a redirect that leads inside', 'machinery/http/redirects.ts', 'const next = readUrl(location, allowHttp, from);', "const next = new URL(location, from);", `${OUTBOUND} > redirects are followed, each hop checked like the first`],
    ['post-redirect', 'a POST that is sent elsewhere', 'machinery/http/outbound.ts', "const redirectable = method === 'GET' || method === 'HEAD';", 'const redirectable = true;', `${OUTBOUND} > a POST never follows a redirect`],
    ['shed', 'credentials that follow a redirect', 'machinery/http/outbound.ts', 'if (url instanceof URL && url.origin !== from.origin) given = withoutCredentials(given);', '', `${OUTBOUND} > headers are signed anew for each hop, credentials stay with their origin, and the caller may refuse a hop`],
  ]),
  ...guardsOf('B-spoofing', [
    ['punycode', 'hosts in other alphabets', 'domain/text/names.ts', "const name = domainToASCII(match[1] ?? '')", "const name = match[1] ?? ''", `${NAMES} > hosts`],
    ['handle-case', 'two handles that differ by case', 'domain/text/names.ts', 'const name = username.toLowerCase()', 'const name = username', `${NAMES} > key`],
    ['link-shown', 'a checked link that leads elsewhere', 'domain/accounts/verified-links.ts', "<a\\s[^>]*?href=\"([^\"]+)\"[^>]*>(?:(?!<\\/?a[\\s>]).)*<\\/a>$/s", "<a\\s[^>]*?href=\"([^\"]+)\"[^>]*>(?:(?!<\\/?a[\\s>]).)*<\\/a>/s", 'src/domain/accounts/verified-links.test.ts > a field counts as a link only if it is nothing else'],
    ['link-me', 'a page that only names the profile', 'federation/resolve/check-links.ts', "if ((name === 'a' || name === 'link') && href !== undefined && saysMe(rel)) links.push(href)", "if ((name === 'a' || name === 'link') && href !== undefined) links.push(href)", `${LINKS} > what only looks like it does not count`],
    ['link-value', 'a mark that stays when the link changes', 'domain/accounts/verified-links.ts', 'before.find((one) => one.value === field.value)?.verified_at', 'before.find((one) => one.verified_at)?.verified_at', `${LINKS} > an unchanged link is not asked for again; a changed one is, and loses its mark; our own pages and words are never`],
  ]),
]
