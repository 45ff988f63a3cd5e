// Guards against being told things by the wrong people: origins, owners, signatures, JSON-LD, uploads.
import { guardsOf, type Guard } from './guard.ts'

const ABUSE = 'src/federation/inbox/abuse.test.ts'
const INBOX = 'src/federation/inbox/inbox.test.ts'
const RESOLVE = 'src/federation/resolve/resolve.test.ts'
const READERS = 'src/federation/resolve/readers.test.ts'
const CAVAGE = 'src/federation/signatures/draft-cavage.test.ts'
const RFC9421 = 'src/federation/signatures/rfc9421.test.ts'
const KEYS = 'src/federation/signatures/keys.test.ts'

const ELSEWHERE = `${ABUSE} > an actor of another server than the key's, an id or an object of another origin` as const
const OTHERS = `${ABUSE} > Undo, Delete and Accept about what others did` as const
const HANDLE = `${ABUSE} > a handle whose own server names another actor, or does not know it` as const

export const guardsOfOrigin: readonly Guard[] = [
  ...guardsOf('B-origin', [
    ['activity-id', 'an id on another origin than its actor', 'federation/inbox/admit.ts', "if (id !== null && !sameOrigin(id, actorUri)) throw", 'if (false) throw', ELSEWHERE],
    ['key-of-actor', 'a neighbour who signs for somebody else', 'federation/inbox/admit.ts', 'if (signer.value.uri !== claimed.actorUri && !forwardable) throw', 'if (false) throw', `${ABUSE} > another actor of the same server`],
    ['object-origin', 'an object of another origin that is believed', 'federation/inbox/arrival.ts', 'if (!sameOrigin(id, signer.uri)) return', 'if (false) return', ELSEWHERE],
    ['author', 'a post in somebody else\'s name', 'federation/inbox/create.ts', 'if (authorOf(document) !== signer.uri) return', 'if (false) return', `${ABUSE} > a note that says somebody else wrote it, or nobody`],
    ['edit-owner', 'an edit by somebody else', 'federation/inbox/update.ts', 'if (status.account_id !== owner.id || (authorOf(document) ?? owner.uri) !== owner.uri) return', 'if (false) return', `${INBOX} > Update: an edit is shown with its history, a stale one and one by another are passed over`],
    ['profile-owner', 'a profile changed by somebody else', 'federation/resolve/resolve-actor.ts', "if (actor.value.uri !== uri) return failed('update-of-another')", '', `${INBOX} > Update: a profile, by its owner only`],
    ['delete-origin', 'what another server has not said yet is buried', 'federation/inbox/delete.ts', "if (!sameOrigin(uri, signer.uri)) return 'delete-on-another-origin'", '', OTHERS],
    ['delete-owner', 'a post deleted by a neighbour', 'federation/inbox/delete.ts', 'if (status && status.account_id !== signer.id) return', 'if (false) return', `${INBOX} > Delete: a post by id or Tombstone; one that comes late stays away; nobody else's`],
    ['undo-owner', 'an Undo of what somebody else did', 'federation/inbox/undo.ts', 'if (uri !== null && sameOrigin(uri, signer.uri)) await', 'if (uri !== null) await', 'src/federation/inbox/borrowed.test.ts > a boost that is not here yet is not buried by another server'],
    ['forwarded', 'what is passed on is believed as it is', 'federation/inbox/process.ts', "idOf(activity['actor']) === signer.uri ?", 'true ?', `${ABUSE} > a forwarded note counts only as its own server shows it`],
    ['forwarded-delete', 'a passed-on Delete of what is there', 'federation/inbox/forwarded.ts', 'if (!gone) return', 'if (false) return', `${ABUSE} > a forwarded Update or Delete is asked about at its origin`],
    ['fetched-id', 'a document that calls itself something else', 'federation/resolve/fetch-document.ts', 'withoutFragment(id) === withoutFragment(asked) && sameOrigin(id, url)', 'true', `${RESOLVE} > a page's address leads to the id it claims; an id that does not lead back does not`],
    ['fetched-origin', 'a document behind a redirect to another origin', 'federation/resolve/fetch-document.ts', '&& sameOrigin(id, url)', '', `${RESOLVE} > a redirect to another origin proves nothing about the first`],
    ['fetched-author', 'a fetched post whose author lives elsewhere', 'federation/resolve/resolve-status.ts', "if (!sameOrigin(uri, authorUri)) return failed('author-on-another-origin')", '', `${RESOLVE} > not a post, an author elsewhere, an author who is not, a vote`],
    ['fetched-boost', 'a fetched boost by somebody elsewhere', 'federation/resolve/resolve-status.ts', "if (!sameOrigin(uri, actorUri)) return failed('author-on-another-origin')", '', 'src/federation/inbox/borrowed.test.ts > a fetched boost is its own server\'s word'],
    ['handle', 'a handle that belongs to another actor', 'federation/resolve/resolve-actor.ts', "if (handle.actorUri !== uri) return failed('webfinger-names-another')", '', HANDLE],
    ['handle-subject', 'a handle on a domain that does not say the same', 'federation/resolve/web-finger.ts', 'if (handleKey(subject.username, subject.host) === handleKey(asked.username, asked.host)) {', 'if (true) {', `${RESOLVE} > split domains: the handle is on the other domain if that one says the same`],
    ['handle-ours', 'a handle of ours for a stranger', 'federation/resolve/web-finger.ts', "if (subject.host === reach.config.domain || subject.host === reach.config.webDomain) return failed('webfinger-names-us')", '', `${RESOLVE} > nobody has a handle of ours`],
    ['inbox-origin', 'an actor whose inbox is somebody else\'s', 'federation/resolve/read-actor.ts', 'return url !== null && sameOrigin(url, actorUri) ? url : null', 'return url', `${READERS} > actors that cannot be: no name, a name that cannot be mentioned, an inbox elsewhere, another type`],
    ['member-number', 'a member\'s address with a stranger\'s number', 'domain/accounts/peers.ts', 'where id in (:ids) and host is null and deleted_at is null', 'where id in (:ids) and deleted_at is null', `${ABUSE} > a member's id with another account's number is nobody's`],
    ['pin-owner', 'pins on somebody else\'s profile', 'federation/inbox/add.ts', 'return target !== null && target === signer.featured_url', 'return true', 'src/federation/inbox/borrowed.test.ts > a post is pinned in its author\'s own collection only'],
    ['replies-origin', 'a collection that lies elsewhere', 'federation/resolve/collection.ts', 'if (url === null || !sameOrigin(url, origin)) return null', 'if (url === null) return null', 'src/federation/inbox/borrowed.test.ts > a collection on another origin is not asked for'],
    ['quote-proof', 'consent that somebody else gave', 'federation/resolve/verify-quote.ts', "idOf(proof['attributedTo']) === author", 'true', 'src/federation/inbox/borrowed.test.ts > consent counts only from the author, for this very quote, from the author\'s server'],
    ['quote-proof-origin', 'consent from another server', 'federation/resolve/verify-quote.ts', "if (!sameOrigin(approvalUri, author)) return failed('proof-on-another-origin')", '', 'src/federation/inbox/borrowed.test.ts > consent counts only from the author, for this very quote, from the author\'s server'],
    ['quote-proof-post', 'consent to another quote', 'federation/resolve/verify-quote.ts', "idOf(proof['interactingObject']) === quotingUri", 'true', 'src/federation/inbox/borrowed.test.ts > consent counts only from the author, for this very quote, from the author\'s server'],
  ]),
  ...guardsOf('B-signatures', [
    ['unsigned', 'a POST without a signature', 'federation/signatures/verify.ts', "return refuse('unsigned');", "return { ok: true, scheme: 'draft-cavage', keyId: 'https://x.example/', check: () => true };", 'src/federation/signatures/verify.test.ts > no signature is its own answer'],
    ['fits', 'another key than the one that is named', 'federation/inbox/authenticate.ts', 'return read.ok && signature.check(read.key)', 'return read.ok', `${ABUSE} > forged: signed with another key, or with a key that is somebody else's`],
    ['covered', 'host, target or digest outside the signature', 'federation/signatures/draft-cavage.ts', "if (missing !== undefined) return refuse('not-covered', missing);", '', `${CAVAGE} > what must be signed must be signed`],
    ['covered-date', 'no date in the signature', 'federation/signatures/draft-cavage.ts', "if (!covers('date') && !covers('(created)')) return refuse('not-covered', 'date');", '', `${CAVAGE} > what must be signed must be signed`],
    ['digest', 'a body that was changed', 'federation/signatures/draft-cavage.ts', 'if (mismatch !== null) return refuse(mismatch);', '', `${ABUSE} > a body that was changed, with the old digest and with a new one`],
    ['digest-every', 'one right digest beside a wrong one', 'federation/signatures/digest.ts', 'const allRight = known.every(', 'const allRight = known.some(', 'src/federation/signatures/digest.test.ts > one right strong digest is enough, one wrong is too many'],
    ['wrong-host', 'a request that was signed for another server', 'federation/signatures/draft-cavage.ts', 'if (ownOriginOf(request, options) === null) return', 'if (false) return', `${ABUSE} > signed for another server`],
    ['parameter-twice', 'a parameter given twice', 'federation/signatures/draft-cavage-header.ts', "if (name === '' || parameters.has(name)) return null;", "if (name === '') return null;", 'src/federation/signatures/draft-cavage-header.test.ts > a parameter given twice is refused, whichever it is'],
    ['too-old', 'a request from long ago', 'federation/signatures/time-window.ts', "return 'too-old';", 'return null;', `${ABUSE} > signed long ago, or tomorrow`],
    ['in-future', 'a request from tomorrow', 'federation/signatures/time-window.ts', "return 'in-future';", 'return null;', `${ABUSE} > signed long ago, or tomorrow`],
    ['algorithm', 'an algorithm that is not the key\'s', 'federation/signatures/draft-cavage.ts', 'return named === key.kind &&', 'return', `${CAVAGE} > algorithms: rsa-sha256, hs2019, none named, and Ed25519 by its key; nothing else`],
    ['weak-key', 'keys that are too weak', 'federation/signatures/keys.ts', "return { ok: false, reason: 'weak-key' };", ';', `${KEYS} > keys that are no public keys, too weak or too large are refused`],
    ['odd-key', 'keys that only cost time', 'federation/signatures/keys.ts', "if (modulusLength > MAX_RSA_BITS || publicExponent > MAX_RSA_EXPONENT) return { ok: false, reason: 'oversized-key' };", '', `${KEYS} > odd moduli and exponents are refused: they only cost time`],
    ['rfc9421-covered', 'parts outside the newer signature', 'federation/signatures/rfc9421.ts', "if (missing !== null) return refuse('not-covered', missing);", '', `${RFC9421} > what must be covered must be covered`],
    ['rfc9421-digest', 'a changed body under the newer signature', 'federation/signatures/rfc9421.ts', 'if (mismatch !== null) return refuse(mismatch);', '', `${RFC9421} > a covered digest must be there and be right`],
    ['rfc9421-twice', 'labels and parameters given twice', 'federation/signatures/rfc9421-input.ts', 'withoutSpace(serializeDictionary(dictionary)) === withoutSpace(header) ? dictionary : null', 'dictionary', `${RFC9421} > labels, parameters and components given twice are refused`],
    ['rfc9421-times', 'old requests with the newer signature', 'federation/signatures/rfc9421.ts', 'if (late !== null) return late;', '', `${RFC9421} > times are judged: created, expires and a covered date`],
    ['replay', 'the same request a second time', 'federation/inbox/keep-once.ts', "names.delete(one.name) ? 'kept' : 'seen'", "'kept'", `${ABUSE} > replayed: the very same request again does nothing, not even for what may be repeated`],
    ['key-owner', 'a key that its document gives to somebody else', 'federation/resolve/read-actor.ts', 'if (value[owner] !== undefined && idOf(value[owner]) !== actorUri) return', '', `${READERS} > keys: PEM and Multikey, several; not another's, not elsewhere, not unreadable ones`],
    ['key-origin', 'a key that lies elsewhere', 'federation/resolve/read-actor.ts', '|| !sameOrigin(uri, actorUri) || keys.has(uri)', '|| keys.has(uri)', `${READERS} > keys: PEM and Multikey, several; not another's, not elsewhere, not unreadable ones`],
    ['key-claimed', 'a key on another host, written down', 'domain/accounts/remote-keys.ts', 'hostOf(key.uri) !== null && hostOf(key.uri) === hostOf(accountUri)', 'true', 'src/domain/accounts/accounts.test.ts > cannot claim a key on another host'],
    ['key-of-owner', 'a key that its owner does not name', 'federation/resolve/resolve-key.ts', "return owner !== null && sameOrigin(owner, keyUri) ? owner : null", 'return owner', `${RESOLVE} > a key that its owner does not name is nobody's, and the owner of a key lies where the key does`],
    ['key-again', 'being made to fetch a key with every wrong signature', 'federation/resolve/resolve-key.ts', "if (!mayAskAgain(reach, `key of ${signer.id}`, REFETCH_EVERY_MS)) return", 'if (false) return', 'src/federation/inbox/borrowed.test.ts > a key that changed is fetched once, and not again for every wrong signature'],
  ]),
  ...guardsOf('B-json-ld', [
    ['plain-names', 'expanded names that mean something', 'federation/resolve/plain-json.ts', "const id = isObject(first) ? first['id'] : first", "const id = isObject(first) ? first['@id'] ?? first['https://www.w3.org/ns/activitystreams#id'] ?? first['id'] : first", `${ABUSE} > JSON-LD tricks mean nothing: aliases, expanded names and graphs are not looked at`],
    ['plain-types', 'types under another key', 'federation/resolve/plain-json.ts', "listOf(document['type']).filter(", "listOf(document['type'] ?? document['@type']).filter(", 'src/federation/inbox/borrowed.test.ts > types, actors and objects under other names are nobody\'s'],
    ['plain-actor', 'a graph instead of an activity', 'federation/inbox/admit.ts', 'const activity = parsed.document', "const graph = parsed.document['@graph']\n  const activity = Array.isArray(graph) ? graph[0] as Json : parsed.document", 'src/federation/inbox/borrowed.test.ts > a graph is not opened'],
  ]),
  ...guardsOf('B-uploads', [
    ['document-type', 'an upload that passes for a person', 'federation/resolve/fetch-document.ts', 'acceptTypes: types,', '', `${ABUSE} > an actor whose document is somebody else's, or is no protocol document`],
    ['type-strict', 'types that only begin like one', 'machinery/http/content-types.ts', 'if (parameter?.[1] === undefined) return null;', 'if (parameter?.[1] === undefined) break;', 'src/machinery/http/content-types.test.ts > nothing else passes for it'],
    ['inert', 'files of ours served as documents or pages', 'machinery/storage/storage.ts', 'return Object.hasOwn(INERT_TYPES, extension) ? INERT_TYPES[extension] ?? OPAQUE : OPAQUE', "return INERT_TYPES[extension] ?? ({ html: 'text/html', svg: 'image/svg+xml', json: 'application/activity+json' } as Record<string, string>)[extension] ?? OPAQUE", 'src/machinery/storage/local.test.ts > inert content types'],
  ]),
]
