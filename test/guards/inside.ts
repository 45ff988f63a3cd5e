// Guards of what is not for everybody: posts, tokens, doors, ways out.
import { guardsOf, type Guard } from './guard.ts'

const VISIBLE = 'src/domain/statuses/visible-to.test.ts'
const SOCKETS = 'src/client-api/streaming/websocket.test.ts'
const WALK = 'test/security/route-walk.test.ts'
const FACTORS = 'src/web/routes/second-factor.test.ts'
const SIGN_IN = 'src/web/routes/sign-in.test.ts'
const RATES = 'src/client-api/rate-limits.test.ts'

export const guardsInside: readonly Guard[] = [
  ...guardsOf('B-visibility', [
    ['outbox', 'private posts in the outbox', 'domain/peers/published-statuses.ts', "const openBelow = prepared<{ id: number }, Bounds>(`\n  select id from statuses where account_id = :account and id < :below and id > :above and visibility in ('public', 'unlisted')", "const openBelow = prepared<{ id: number }, Bounds>(`\n  select id from statuses where account_id = :account and id < :below and id > :above", 'src/federation/documents/documents.test.ts > the outbox and the pins hold nothing that is not for everybody'],
    ['search', 'posts found by people whom their author blocks', 'domain/search/search-statuses.ts', 'return visibleTo(db, viewer, found.slice(offset, offset + limit))', 'return found.slice(offset, offset + limit)', 'src/domain/search/search.test.ts > that the viewer may not read any more are not found'],
    ['direct', 'direct posts read by others', 'domain/statuses/visible-to.ts', "if (standing.visibility === 'direct') return standing.mentioned === 1", '', `${VISIBLE} > a stranger and the public see what is public and unlisted`],
    ['private', 'posts for followers read by others', 'domain/statuses/visible-to.ts', "if (standing.visibility === 'private') return standing.following === 1 || standing.mentioned === 1", '', `${VISIBLE} > a stranger and the public see what is public and unlisted`],
    ['blocked', 'somebody blocked who reads on', 'domain/statuses/visible-to.ts', 'if (standing.blocked_by) return false', '', `${VISIBLE} > whom the author blocks sees nothing of theirs, not even through a boost; nor do people of a blocked host`],
    ['suspended', 'posts of the suspended', 'domain/statuses/visible-to.ts', 'if (standing.author_gone) return false', '', 'test/security/gone-people.test.ts > of a suspended member nothing is left to read, for anybody, anywhere'],
    ['boosted-original', 'what is hidden, through a boost', 'domain/statuses/visible-to.ts', 'return original !== undefined && mayRead(original, viewer)', 'return original !== undefined', `${VISIBLE} > nothing of a suspended author is seen, also not by who boosted it`],
    ['boost-private', 'a boost of what is private', 'domain/interactions/reblog.ts', "if (original.visibility === 'direct' || (original.visibility === 'private' && !own) || original.blocking) {", 'if (original.blocking) {', "src/domain/interactions/interactions.test.ts > of private posts are the author's own business; direct ones are nobody's"],
    ['report-unseen', 'a report on an unseen post', 'domain/moderation/file-report.ts', 'if (seen.length < ids.length) throw missing()\n  return seen', 'return [...ids]', 'src/domain/moderation/reports.test.ts > only posts of that person that the reporter can see'],
    ['signed-get', 'what is for followers, to any server', 'federation/inbox/authenticate.ts', 'return signer.value.suspended_at === null ? signer.value.id : null', 'return signer.value.id', 'src/federation/inbox/borrowed.test.ts > a suspended account reads nothing by signing'],
    ['secure-mode', 'the unsigned in secure mode', 'federation/documents/serve.ts', "if (ctx.config.secureMode && !open && await asked.viewer() === null) throw new Refusal('peer.refused')", '', "src/federation/documents/documents.test.ts > the unsigned get nothing but the server's own actor; the blocked get nothing"],
    ['suspended-sender', 'what a suspended account does', 'federation/inbox/admit.ts', "if (signer.suspended_at !== null && !WHILE_SUSPENDED.has(claimed.type)) return 'ignored'", '', 'src/federation/inbox/abuse.test.ts > a suspended account is answered and ignored'],
    ['key-in-force', 'a remembered key of somebody suspended since, or changed since', 'federation/inbox/keep-once.ts', 'key === undefined || inForce.has(key)', 'true', 'src/federation/inbox/abuse.test.ts > a suspended account is answered and ignored'],
  ]),
  ...guardsOf('B-tokens', [
    ['stream-scope', 'a stream that the token does not cover', 'client-api/streaming/connections.ts', "if (!hasScope(session, wish.scope)) throw new StreamRefusal(401, 'Access token does not have the required scopes')", '', `${SOCKETS} > scopes: each stream asks for its own, and notifications stay out of a token that may not read them`],
    ['stream-list', 'somebody else\'s list', 'client-api/streaming/connections.ts', 'if (wish.listId === null) return', 'if (true) return', `${SOCKETS} > hashtags are heard as they were asked for, lists only by their owner`],
    ['stream-revoked', 'a stream of a token that is no more', 'client-api/streaming/connections.ts', 'if (!session || userRefusal(session) !== null) return listener.end()', 'if (!session) return undefined', `${SOCKETS} > a revoked token, a disabled user, a suspended account and a lost scope end the stream within a second`],
    ['scope', 'a method that the token does not cover', 'client-api/mount.ts', "if (route.scopes.length > 0 && !route.scopes.some((scope) => hasScope(session, scope))) throw new Refusal('scope.missing')", '', `${WALK} > a token that lacks the scope is refused everywhere it is presented`],
    ['no-token', 'a method without a token', 'client-api/mount.ts', "if (route.auth !== 'public') throw new Refusal('token.invalid')", '', `${WALK} > without a token, only what is public answers`],
    ['not-in', 'people who are not in any more', 'client-api/mount.ts', 'if (refusal) throw new Refusal(refusal)', '', `${WALK} > people who are not in, or not in any more, may do nothing, and see of public things what strangers see`],
  ]),
  ...guardsOf('B-doors', [
    ['guess-password', 'guessing passwords', 'web/routes/sign-in.ts', "await countTry(visit, 'sign-in', email)", '', `${SIGN_IN} > guessing is slowed down, for one account and for one address`],
    ['guess-code', 'guessing the second step', 'web/routes/second-step.ts', "await countTry(visit, 'second-factor', user.email)", '', `${FACTORS} > guessing the second step is slowed down`],
    ['second-step', 'past the second step', 'web/routes/second-step.ts', 'if (!ok) return await show(', 'if (false) return await show(', `${FACTORS} > the password alone no longer signs in; a code does, once, and never an older one after it`],
    ['proxy', 'headers of strangers', 'main/http-server.ts', 'trustProxy: config.trustedProxies,', 'trustProxy: true,', 'test/operate/network.test.ts > X-Forwarded-For is believed from a trusted proxy alone'],
    ['proxy-inbox', 'headers of strangers, at the inboxes', 'machinery/http/client-address.ts', 'while (said.length > 0 && isTrusted(address))', 'while (said.length > 0)', 'src/machinery/http/client-address.test.ts > what a stranger says about itself counts for nothing, what a trusted proxy says does'],
    ['ipv6', 'a new address for every try', 'client-api/rate-limits.ts', '.slice(0, 4)', '', `${RATES} > an address is one, however it is written; a home network of IPv6 is one too`],
    ['ipv6-forms', 'a new address for every try to sign in', 'machinery/http/address-range.ts', "return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`", 'return parsed.toString()', 'src/machinery/http/address-range.test.ts > IPv4 counts alone, IPv6 by its /64, mapped addresses as IPv4'],
    ['rate', 'a method as often as one likes', 'client-api/mount.ts', "if (exceeded) throw new Refusal('rate.exceeded')", '', `${RATES} > beyond the limit the only answer is 429`],
    ['rate-address', 'another way of writing an address', 'client-api/mount.ts', 'counter(rate, accountId, request.ip, ctx.clock.now())', 'counter(rate, accountId, request.ip + request.url, ctx.clock.now())', `${RATES} > no other way of writing an address gets around the count`],
  ]),
  ...guardsOf('B-redirects', [
    ['after-sign-in', 'being sent elsewhere after signing in', 'web/routes/return-to.ts', "if (typeof path !== 'string' || path.length > 4000 || !/^\\/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*$/.test(path)) return null", "if (typeof path !== 'string') return null\n  if (path) return path", `${SIGN_IN} > signing in never leads to another site`],
    ['consent', 'being sent to an app that did not register', 'web/routes/authorize.ts', 'if (!app.redirectUris.includes(redirectUri)) throw refuse(w.redirectUnknown)', '', 'src/web/routes/oauth-flow.test.ts > the consent page leads nowhere but to what the app registered'],
    ['template', 'a server that sends people to another kind of address', 'federation/resolve/subscribe-address.ts', "url && (url.protocol === 'https:' || url.protocol === schemeOf(reach)) && url.username === '' && url.password === '' ? template : null", 'template', 'src/web/routes/acting.test.ts > a server without a template is taken for one like Mastodon; templates that lead nowhere good are not followed'],
    ['old-address', 'an old address that leads off this server', 'web/routes/redirects.ts', 'if (!isUsername(username)) throw missing()', '', 'src/web/routes/public-addresses.test.ts > old addresses lead to the new ones, and never off this server'],
  ]),
]
