// Part B, second half: files, what is not for everybody, tokens, doors.
import { documents, held, testsOf, open, type Line } from './claims.ts'

const images = testsOf('src/machinery/media-tools/image.test.ts')
const films = testsOf('src/machinery/media-tools/films.test.ts')
const sockets = testsOf('src/client-api/streaming/websocket.test.ts')
const walk = testsOf('test/security/route-walk.test.ts')
const visibility = testsOf('test/security/visibility.test.ts')
const gone = testsOf('test/security/gone-people.test.ts')
const pages = testsOf('test/security/page-walk.test.ts')
const factors = testsOf('src/web/routes/second-factor.test.ts')
const signIn = testsOf('src/web/routes/sign-in.test.ts')
const oauth = testsOf('src/web/routes/oauth-flow.test.ts')

export const threatsInside: readonly Line[] = [
  { id: 'B-files', title: 'Files', claims: [
    held('films that make the converter read or write others', films('playlists are not followed, neither to files nor to the network', 'time, memory and output have an end, and our environment stays ours')),
    held('paths that lead elsewhere', [...testsOf('src/machinery/storage/local.test.ts')('refuses every key that could name something else', 'replaces a symbolic link instead of writing through it'), ...testsOf('src/web/routes/files.test.ts')('no path leads out of the storage')]),
    held('HEIF, SVG and what else no one should open', images('what is refused')),
    held('bombs', [...images('what is refused'), ...testsOf('src/machinery/media-tools/pool.test.ts')('ends a worker that takes too long', 'ends a worker that takes too much memory')]),
    open('packs, imports and archives', 'nothing reads any yet'),
  ] },
  { id: 'B-visibility', title: 'Seen by the wrong people', claims: [
    held('direct posts in outboxes and searches', [...documents('the outbox and the pins hold nothing that is not for everybody'), ...testsOf('src/domain/search/search.test.ts')('are found by who wrote them, was named in them or liked them, and by nobody else')]),
    held('telling what is hidden from what is not there', [...visibility('a post that is deleted, blocked or private answers every call like one that never was', 'whoever has not been let in yet cannot be told from nobody'), ...walk('nobody else\'s things can be read, changed or told from what is not there')]),
    held('the suspended, through boosts and streams', [...gone('of a suspended member nothing is left to read, for anybody, anywhere'), ...sockets('a revoked token, a disabled user, a suspended account and a lost scope end the stream within a second')]),
    held('boosts of what is private', testsOf('src/domain/interactions/interactions.test.ts')('of private posts are the author\'s own business; direct ones are nobody\'s')),
    held('reports on posts that the reporter cannot see', testsOf('src/domain/moderation/reports.test.ts')('only posts of that person that the reporter can see', 'another server may mean what is public, what its people follow and what names them; the rest is left out')),
    open('other people\'s severed relationships', 'no record of them is kept yet'),
  ] },
  { id: 'B-tokens', title: 'Tokens and streams', claims: [
    held('a token or a person that is no more', [...sockets('a revoked token, a disabled user, a suspended account and a lost scope end the stream within a second'), ...walk('an unknown or revoked token opens nothing, not even what is public')]),
    held('scopes, stream by stream', [...sockets('scopes: each stream asks for its own, and notifications stay out of a token that may not read them'), ...walk('a token that lacks the scope is refused everywhere it is presented')]),
    held('somebody else\'s settings', walk('nobody else\'s things can be read, changed or told from what is not there')),
    held('staff who are none any more', [...pages('everything below /admin is for staff'), ...walk('people who are not in, or not in any more, may do nothing, and see of public things what strangers see')]),
  ] },
  { id: 'B-doors', title: 'Doors and proxies', claims: [
    held('guessing passwords and second steps', [...signIn('guessing is slowed down, for one account and for one address'), ...factors('guessing the second step is slowed down')]),
    held('past the second step', [...factors('the password alone no longer signs in; a code does, once, and never an older one after it', 'an app that asks to be let in waits for the second step too'), ...testsOf('src/web/routes/not-yet-members.test.ts')('no grant type takes a password, and a code given before an account was disabled leads nowhere after it')]),
    held('headers of strangers', testsOf('test/operate/network.test.ts')('X-Forwarded-For is believed from a trusted proxy alone')),
    held('limits by another way of writing an address', testsOf('src/client-api/rate-limits.test.ts')('no other way of writing an address gets around the count')),
    held('IPv6 by its /64', [...testsOf('src/machinery/http/address-range.test.ts')('IPv4 counts alone, IPv6 by its /64, mapped addresses as IPv4'), ...testsOf('src/client-api/rate-limits.test.ts')('an address is one, however it is written; a home network of IPv6 is one too')]),
  ] },
  { id: 'B-redirects', title: 'Redirects', claims: [
    held('after signing in', signIn('signing in never leads to another site')),
    held('from consent', oauth('the consent page leads nowhere but to what the app registered')),
    held('by odd paths', testsOf('src/web/routes/public-addresses.test.ts')('old addresses lead to the new ones, and never off this server')),
  ] },
]
