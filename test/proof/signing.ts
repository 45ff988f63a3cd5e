// Part A, first: signatures, keys, and who may read.
import { abuse, cavage, delivery, documents, fedify, held, inbox, keys, processing, resolving, rfc9421, testsOf, type Line } from './claims.ts'

const passedOn = testsOf('src/federation/inbox/pass-on.test.ts')
const synchronization = testsOf('src/federation/inbox/synchronization.test.ts')
const proven = testsOf('src/federation/inbox/proven.test.ts')
const proofs = testsOf('src/federation/proofs/fedify.test.ts')
const withFedify = testsOf('src/federation/signatures/fedify.test.ts')

export const signing: readonly Line[] = [
  { id: 'A-cavage', title: 'Draft-cavage signatures', claims: [
    held('any choice and order of headers', cavage('a signed POST and a signed GET verify, with any headers in any order', 'what must be signed must be signed')),
    held('rsa-sha256 and hs2019', cavage('algorithms: rsa-sha256, hs2019, none named, and Ed25519 by its key; nothing else')),
    held('RSA keys of 4096 bits', cavage('RSA keys of 4096 bits verify')),
    held('a wrong or unsigned digest is 401', abuse('a digest that is missing, or not signed', 'a body that was changed, with the old digest and with a new one')),
    held('a GET that signs digest, accept and user-agent', cavage('a signed POST and a signed GET verify, with any headers in any order', 'a signed digest must be there and be right')),
  ] },
  { id: 'A-rfc9421', title: 'HTTP Message Signatures', claims: [
    held('what Fedify signs is verified, and the other way round', [...withFedify('${spec}: what Fedify signs, we verify', '${spec}: what we sign, Fedify verifies'), ...inbox('RFC 9421 signatures and a member\'s id in a URL of theirs work the same')]),
    held('a whole life between servers in that scheme', fedify('post', 'follow and accept', 'nothing was signed in another way')),
    held('after a 401 the other scheme once, remembered by host', delivery('goes out with the other signature when the first is not accepted, and the host is remembered')),
  ] },
  { id: 'A-query', title: 'Addresses with a query', claims: [
    held('verified with it, then without', [...cavage('the query is verified with, then without'), ...rfc9421('the query is verified with, then without')]),
  ] },
  { id: 'A-keys', title: 'Finding keys', claims: [
    held('stub actors, documents of keys alone, Multikey', [...resolving('keys: a stub actor under its own address, a document of its own, a Multikey'), ...keys('Multikey round trips for both kinds')]),
    held('the owner is the actor', [...abuse('a key under another id, of another owner, or whose owner does not know it'), ...resolving('a key that its owner does not name is nobody\'s, and the owner of a key lies where the key does')]),
    held('fetched anew, once, when a signature does not fit', testsOf('src/federation/inbox/borrowed.test.ts')('a key that changed is fetched once, and not again for every wrong signature')),
  ] },
  { id: 'A-authorized-fetch', title: 'Authorized fetch', claims: [
    held('our own GETs are signed by the server\'s actor', resolving('every GET is signed by the server\'s own actor')),
    held('secure mode refuses the unsigned, but never for that actor', documents('the unsigned get nothing but the server\'s own actor; the blocked get nothing')),
    held('who follows reads what is for followers', processing('a followers-only post is shown to a signed request of a follower, and to nobody else')),
  ] },
  { id: 'A-shared-inbox', title: 'Shared inbox', claims: [
    held('one request a server', delivery('arrives signed by its author, once per inbox, and leaves no rows')),
    held('twice in two inboxes with other proofs: one post, one notification', abuse('one activity twice at once, in two inboxes: one status, one notification')),
  ] },
  { id: 'A-forwarded', title: 'Activities passed on by others', claims: [
    held('without a proof: asked for at their origin', abuse('a forwarded note counts only as its own server shows it', 'a forwarded Update or Delete is asked about at its origin')),
    held('a Linked Data signature is proof enough', [...proven('${way} is proof enough, and nobody is asked', '${way} on something else proves nothing: its own server is asked'), ...proofs('Linked Data signatures: what Fedify signs, we verify')]),
    held('a FEP-8b32 proof is proof enough', [...proven('${way} is proof enough, and nobody is asked', '${way} on something else proves nothing: its own server is asked'), ...proofs('proofs of FEP-8b32: what Fedify signs, we verify')]),
    held('only the author\'s own key proves', proven('a proof by somebody else proves nothing, be it the one who passes it on', 'a suspended author\'s words are not taken from anybody')),
    held('answers to our threads are passed on to our followers as they came', passedOn('an answer, its edit and its deletion reach the followers of who is answered, to the letter, and not its own server', 'what a member boosted is kept up to date for those who saw the boost')),
    held('never what is private or unproven', passedOn('nothing is passed on that proves nothing, is not for everybody, answers what is not, or answers nobody here')),
    held('ours carry a signature', [...passedOn('our own public posts, edits, boosts and deletions carry a signature that proves them; private ones do not'), ...proofs('Linked Data signatures: what we sign, Fedify verifies')], 'no FEP-8b32 proofs on ours: our actors publish no Ed25519 key'),
  ] },
  { id: 'A-followers-sync', title: 'Followers synchronisation (FEP-8fcf)', claims: [
    held('the header is sent', synchronization('ours: a post for followers tells who they are there, in the signature; a public one does not'), 'with followers-only posts, as Mastodon does, not with every delivery'),
    held('a digest that differs removes that server\'s ghosts, and no others', synchronization('a follow that its server does not know is ended, and no other', 'nobody is asked while both sides agree')),
    held('a list that is not whole ends nothing', synchronization('a list that is not whole, not there, or somewhere else ends nothing')),
    held('only the signer\'s own followers, at the signer\'s own server', synchronization('a header about somebody else\'s followers, another server, or nothing is passed over', 'nobody makes us compare all the time')),
  ] },
]
