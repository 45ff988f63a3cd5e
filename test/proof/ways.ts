// Part A, fourth: how servers find each other, and how words travel between them.
import { delivery, discovery, documents, held, journeys, open, outbox, resolving, testsOf, type Line } from './claims.ts'

const cards = testsOf('src/domain/cards/cards.test.ts')
const fairness = testsOf('src/federation/delivery/fairness.test.ts')
const queueVerbs = testsOf('src/cli/deliveries.test.ts')
const outages = testsOf('test/journeys/outage.test.ts')
const config = testsOf('src/machinery/config/config.test.ts')

export const ways: readonly Line[] = [
  { id: 'A-webfinger', title: 'WebFinger', claims: [
    held('by handle and by address, in any case, on either domain', discovery('a handle is found in any case, on either domain, and by both addresses; the subject has the handle\'s domain')),
    held('400, 404 and pages of any origin', discovery('what is not here is 404, what is not a resource 400, and both can be read by any page')),
    held('the subject must come back to itself', resolving('split domains: the handle is on the other domain if that one says the same', 'nobody has a handle of ours')),
  ] },
  { id: 'A-nodeinfo', title: 'NodeInfo and host-meta', claims: [
    held('both versions', discovery('NodeInfo names the software, counts people and tells whose API it speaks')),
    held('host-meta in both forms', discovery('host-meta points to WebFinger in both forms')),
  ] },
  { id: 'A-negotiation', title: 'One address, two forms', claims: [
    held('documents for servers, pages for browsers, said in Vary', [...documents('the page and the document share an address'), ...journeys('finding')('outbox and post as documents')]),
  ] },
  { id: 'A-relays', title: 'Relays', claims: [
    open('Mastodon\'s kind', 'not there yet'),
    open('LitePub\'s kind', 'not there yet'),
  ] },
  { id: 'A-delivery', title: 'Delivery', claims: [
    held('pauses grow over days', delivery('after eight days a delivery is given up, and an admin can have it tried again')),
    held('410 closes an inbox', delivery('an inbox that is gone is believed')),
    held('a host that is down is asked now and then, by one', [...delivery('after an outage everything arrives, in order, one asking first', 'a host that is down or hangs does not delay another'), ...outages('a server that is away holds up no other')]),
    held('no dead host, no slow one and no surge delays anybody else', fairness('however many hosts that fail hang, the others are served', 'however many hosts that nobody has reached yet hang, those that were reached before are served, after a start too', 'hosts that answer slowly are told one thing at a time, and leave most places to others', 'somebody\'s surge does not make what somebody else says to other hosts wait for its end')),
    held('who was away is found again; rows outlive a restart', fairness('a host that fails is probed by one delivery, and once that arrives the rest follows', 'after a restart the rows that wait are sent, and who failed before is still left alone')),
    held('the queue is seen and steered, host by host', [...queueVerbs('the queue by host: waiting, given up, failing, last success, next try', 'a retry makes everything for one host due, what was given up too, and lets the host be asked; twice is the same', 'a drop forgets what is for one host, however much, with the activities nobody else waits for'), ...fairness('an operator who knows that a host is back need not wait for the probe')]),
    held('the program says its name', testsOf('src/machinery/http/outbound.test.ts')('a permitted address is fetched, with our user agent')),
    held('answers reach who takes part in the thread', outbox('a public answer reaches who is answered, the thread, and the followers of a member who is answered')),
  ] },
  { id: 'A-previews', title: 'Previews of links', claims: [
    held('once an address, later and each at another moment', cards('a page is fetched once, whoever posts it; the second post has its card at once', 'posts of others are fetched later, each at another moment')),
    held('not by everybody who reads the thread', cards('what is no page, or says nothing, has no card and is not asked for again')),
  ] },
  { id: 'A-one-machine', title: 'Several servers on one machine', claims: [
    held('private ranges are opened by name, judged where the socket opens', [...testsOf('src/machinery/http/addresses.test.ts')('allowed ranges open exactly themselves'), ...testsOf('src/machinery/http/outbound.test.ts')('a name is judged by where it leads')]),
    held('address and port to listen on', testsOf('test/operate/start-faults.test.ts')('an address that is not of this machine', 'a port that is taken')),
    held('proxies that are trusted, and no others', testsOf('test/operate/network.test.ts')('X-Forwarded-For is believed from a trusted proxy alone')),
    held('http only between servers under development', [...config('nothing set is a server on localhost'), ...testsOf('src/machinery/http/outbound.test.ts')('only https, and http when allowed')]),
    held('authorities of one\'s own', testsOf('src/machinery/http/outbound-tls.test.ts')('an unknown authority is refused, a known one accepted for its own names only')),
    open('nothing is told to whoever makes the program', 'no test watches a whole day of requests'),
  ] },
]
