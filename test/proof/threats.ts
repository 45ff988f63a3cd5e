// Part B, first half: what has been done to servers of this kind, by what they were told and where they were led.
import { abuse, cavage, fuzz, held, inbox, limits, open, outbound, readers, resolving, rfc9421, testsOf, type Line } from './claims.ts'

const sanitizing = testsOf('src/domain/text/sanitize.test.ts')
const names = testsOf('src/domain/text/names.test.ts')
const forgery = testsOf('test/journeys/forgery.test.ts')
const addresses = testsOf('src/machinery/http/addresses.test.ts')
const files = testsOf('src/web/routes/files.test.ts')
const borrowed = testsOf('src/federation/inbox/borrowed.test.ts')
const many = testsOf('src/federation/resolve/many.test.ts')
const ways = testsOf('test/security/every-way-in.test.ts')
const links = testsOf('src/federation/resolve/check-links.test.ts')

const knownForm = testsOf('src/federation/proofs/known-form.test.ts')

export const threats: readonly Line[] = [
  { id: 'B-origin', title: 'Mistaken actors and origins', claims: [
    held('a document under another host\'s id', abuse('an actor of another server than the key\'s, an id or an object of another origin', 'an actor whose document is somebody else\'s, or is no protocol document')),
    held('an author who is not the sender', [...abuse('a note that says somebody else wrote it, or nobody', 'another actor of the same server'), ...forgery('forged: a neighbour signs for her')]),
    held('changed or deleted by somebody else', abuse('a forwarded Update or Delete is asked about at its origin', 'Undo, Delete and Accept about what others did')),
    held('Undo, Mention and Accept about what others have', [...borrowed('a boost that is not here yet is not buried by another server', 'a post is pinned in its author\'s own collection only', 'a fetched boost is its own server\'s word', 'a collection on another origin is not asked for'), ...abuse('Undo, Delete and Accept about what others did', 'a member\'s id with another account\'s number is nobody\'s'), ...inbox('Accept of a request that somebody else was sent changes nothing')]),
    held('handles that belong to another', abuse('a handle whose own server names another actor, or does not know it')),
  ] },
  { id: 'B-signatures', title: 'Signatures', claims: [
    held('digest or host not signed', [...cavage('what must be signed must be signed'), ...abuse('a digest that is missing, or not signed', 'signed for another server')]),
    held('parameters given twice', [...testsOf('src/federation/signatures/draft-cavage-header.test.ts')('a parameter given twice is refused, whichever it is'), ...rfc9421('labels, parameters and components given twice are refused')]),
    held('the key\'s owner is judged first', abuse('a key under another id, of another owner, or whose owner does not know it')),
    held('old dates', abuse('signed long ago, or tomorrow')),
    held('replays', [...abuse('replayed: the very same request again does nothing, not even for what may be repeated'), ...forgery('replayed: a Create after its Delete', 'replayed: a Follow after its Undo')]),
  ] },
  { id: 'B-json-ld', title: 'JSON-LD', claims: [
    held('aliases, expanded names, graphs and contexts mean nothing', [...abuse('JSON-LD tricks mean nothing: aliases, expanded names and graphs are not looked at'), ...borrowed('types, actors and objects under other names are nobody\'s', 'a graph is not opened')]),
    held('what is signed is read as it was signed', [...knownForm('second names, redefinitions, keywords and contexts that are not known do not count', 'graphs, inclusions, reversals and names that are addresses do not count', 'what is read is what was signed, not how it was written'), ...testsOf('src/federation/inbox/proven.test.ts')('a signed activity that is written so as to mean something else is asked for at its origin')]),
    held('expansion that grows without end', knownForm('nothing of endless size is looked into', 'a graph that costs too much to put in order is given up', 'no context is fetched')),
  ] },
  { id: 'B-uploads', title: 'Uploads that pass for people', claims: [
    held('what we serve is never a document', files('nothing that is served can be a page, a script or a document of the network')),
    held('what we fetch must say that it is one', [...abuse('an actor whose document is somebody else\'s, or is no protocol document'), ...resolving('a document that is too large, too deep, of another type, slow, or gone'), ...testsOf('src/machinery/http/content-types.test.ts')('nothing else passes for it')]),
  ] },
  { id: 'B-ssrf', title: 'Led into our own network', claims: [
    held('every spelling of a private address', [...addresses('only global unicast addresses may be dialled'), ...outbound('every spelling of a private address is refused before dialling')]),
    held('names that answer differently the second time', outbound('a name that answers differently the second time gains nothing')),
    held('redirects', [...outbound('redirects are followed, each hop checked like the first'), ...abuse('a redirect into a range that must not be dialled')]),
    held('whatever a document names', fuzz('spoiled activities and documents')),
    held('other schemes', [...outbound('only https, and http when allowed'), ...readers('addresses: only http and https, without credentials')]),
    held('each of the ways in: documents, WebFinger, host-meta, cards, oEmbed, media, push, deliveries, checked links', ways('documents: posts, people, parents, quotes, boosts, collections, keys', 'handles: WebFinger, and the place that host-meta names', 'redirects, from each kind of thing', 'pages of links, their oEmbed, their pictures, and links that are checked', 'pictures of posts and people, when somebody looks', 'deliveries, and messages to devices')),
  ] },
  { id: 'B-exhaustion', title: 'Too long, too deep, too many', claims: [
    held('redirects without end', outbound('three redirects by default, and as few as the caller likes')),
    held('slow bodies', limits('the deadline covers silence and slow bodies, and closes the connection')),
    held('giant and compressed bodies', [...limits('an oversize body is cut off, announced or not', 'decompression stops at the limit'), ...abuse('unsigned: 401 before the body is read, whatever is in it', 'too large, too deep, no JSON, no object, no actor, another type of content')]),
    held('deep nesting', [...readers('JSON: bottomless, broken and bare documents are refused, brackets in text are not'), ...sanitizing('refuses deep nesting and cuts endless text')]),
    held('collections without end', resolving('a collection without end is not read to its end', 'a thread that runs in a circle ends')),
    held('thousands of mentions, tags, attachments and options', abuse('10,000 mentions, tags, attachments, emojis, options and addressees are cut, and cost next to nothing')),
    held('thousands of fields, names, keys, addressees, items', many('a profile has fifty fields, a hundred other names, ten keys', 'two hundred addressees', 'of each kind of tag the first hundred', 'a page gives no more than was wanted')),
    held('texts and ids without end', many('texts are cut before anything looks at them', 'an id has 2,048 characters at most')),
    held('lists and filters of members', [...testsOf('test/security/hostile-input.test.ts')('lists and texts are refused by their size, before anything looks at each piece'), ...testsOf('src/client-api/routes/filters.test.ts')('what is no filter is refused, and says why')]),
    held('memory stays, whatever comes', fuzz('spoiled activities and documents')),
    held('hosts by the thousand', testsOf('src/machinery/http/dns-cache.test.ts')('many names do not fill memory')),
    held('patterns that take for ever', [...testsOf('src/federation/signatures/draft-cavage-header.test.ts')('a hostile header costs no time'), ...sanitizing('hostile HTML of 200 kB'), ...testsOf('src/domain/text/find-entities.test.ts')('hostile text of 100 kB')]),
    held('blurhashes that are none', readers('media: a single object, missing type, alt text from summary or name, bad focus, bad blurhash, bad sizes')),
  ] },
  { id: 'B-html', title: 'HTML that runs', claims: [
    held('posts and profiles', [...testsOf('src/federation/resolve/running-html.test.ts')('whatever holds HTML is cleaned before it is kept', 'addresses that run are no addresses'), ...testsOf('src/domain/text/rewrite-html.test.ts')('the first look alone lets nothing through'), ...sanitizing('disarms ${html.slice(0, 70)}'), ...testsOf('src/domain/text/simple-html.test.ts')('says what the parser says, whatever it does not leave to it')]),
    held('cards and oEmbed', [...testsOf('src/domain/cards/cards.test.ts')('oEmbed: a video is a frame of ours over https, a photo its picture'), ...testsOf('src/domain/cards/frame.test.ts')('only a page behind https is framed', 'nothing of somebody else\'s HTML is kept but the address of a frame')]),
    held('translations', testsOf('src/client-api/routes/translations.test.ts')('everything of a post is translated, its HTML cleaned, and asked for once')),
    held('pages forbid scripts all the same', testsOf('src/web/routes/public-addresses.test.ts')('every page forbids scripts, frames and other servers; HEAD answers as GET')),
    held('SVG', testsOf('src/machinery/media-tools/image.test.ts')('what is refused')),
    held('thousands of spoiled documents leave nothing that runs', fuzz('spoiled activities and documents')),
    open('names, fields, poll options, alt texts and emojis as pages draw them', 'no test puts markup into each and looks at a page'),
  ] },
  { id: 'B-spoofing', title: 'Borrowed identities', claims: [
    held('hosts in other alphabets and cases', names('hosts')),
    held('checked links show where they lead', [...links('what only looks like it does not count'), ...testsOf('src/domain/accounts/verified-links.test.ts')('a field counts as a link only if it is nothing else'), ...testsOf('src/domain/text/format.test.ts')('is one line, says whose page it is, and names hosts')]),
  ] },
]
