// Part A, second: what each activity does when it comes, and when it goes.
import { abuse, fedify, held, inbox, journeys, outbox, processing, resolving, testsOf, type Line } from './claims.ts'

const follows = journeys('relationships')
const changes = journeys('changes')
const responses = journeys('responses')
const polls = journeys('polls')
const profiles = journeys('profiles')
const borrowed = testsOf('src/federation/inbox/borrowed.test.ts')
const overtaken = testsOf('src/federation/inbox/overtaken.test.ts')
const disorder = testsOf('test/disorder/disorder.test.ts')
const moving = testsOf('src/federation/inbox/move.test.ts')
const reports = testsOf('test/journeys/reports.test.ts')

export const activities: readonly Line[] = [
  { id: 'A-follow', title: 'Follow', claims: [
    held('Accept and Reject, object named or embedded', [...inbox('Accept and Reject by embedded object and by id'), ...follows('Accept', 'Reject')]),
    held('a locked account leaves it waiting', [...inbox('Follow: an open account is followed, a locked one is asked; Undo ends both, again is harmless'), ...follows('Follow of a locked account')]),
    held('who asks again is answered again', outbox('who is let in is told so, again if asked again; who is not, likewise')),
  ] },
  { id: 'A-undo', title: 'Undo', claims: [
    held('of a Follow', [...inbox('Follow: an open account is followed, a locked one is asked; Undo ends both, again is harmless'), ...follows('Undo Follow', 'Undo Follow of a request')]),
    held('of Like and Announce, named or embedded, and harmless twice', [...inbox('Like and EmojiReact: counted, told, taken back by object and by id'), ...responses('Undo Like', 'Undo Announce')]),
    held('of a Block', [...inbox('Block: severs both ways, and Undo lifts it'), ...follows('Undo Block')]),
  ] },
  { id: 'A-create', title: 'Create', claims: [
    held('an author who is not the sender is refused', abuse('a note that says somebody else wrote it, or nobody')),
    held('an id elsewhere is refused or asked for there', abuse('an actor of another server than the key\'s, an id or an object of another origin', 'a forwarded note counts only as its own server shows it')),
  ] },
  { id: 'A-update', title: 'Update', claims: [
    held('a post, with its history', [...inbox('Update: an edit is shown with its history, a stale one and one by another are passed over'), ...changes('Update Note'), ...fedify('edit')]),
    held('a person', [...inbox('Update: a profile, by its owner only'), ...profiles('Update Person'), ...fedify('profile')]),
    held('the numbers of a poll', [...inbox('Question: shown with its counts, updated by its owner, closed when it says so'), ...polls('Update Question: new numbers')]),
    held('what is older than what is here changes nothing', inbox('Update: an edit is shown with its history, a stale one and one by another are passed over')),
  ] },
  { id: 'A-delete', title: 'Delete', claims: [
    held('a post', [...inbox('Delete: a post by id or Tombstone; one that comes late stays away; nobody else\'s'), ...changes('Delete Note'), ...fedify('delete')]),
    held('a person', [...inbox('Delete of an actor hides it with its posts'), ...profiles('Delete Person')]),
    held('of somebody unknown: 202 and no request', abuse('a farewell of somebody unknown is answered without a single request')),
    held('410 with a Tombstone afterwards', testsOf('src/federation/documents/documents.test.ts')('a deleted one leaves a tombstone', 'nobody, remote and malformed ids are 404; a deleted account is a tombstone')),
  ] },
  { id: 'A-announce-like', title: 'Announce and Like', claims: [
    held('counted, told, taken back', [...responses('Like', 'Announce'), ...fedify('like', 'boost')]),
    held('an original from elsewhere is fetched', [...inbox('Announce: of a member\'s post by anybody, of a remote one by somebody followed, never of what is private'), ...responses('Announce of one’s own and of a third one’s post')]),
    held('what is private does not leak by a boost', [...inbox('Announce: of a member\'s post by anybody, of a remote one by somebody followed, never of what is private'), ...responses('Announce of a private post is refused')]),
  ] },
  { id: 'A-question', title: 'Polls', claims: [
    held('votes counted once and never shown', [...inbox('votes in a member\'s poll are counted once and never shown'), ...polls('Question: a vote')]),
    held('the end stops voting', [...inbox('Question: shown with its counts, updated by its owner, closed when it says so'), ...polls('Update Question: the end')]),
    held('the number of voters is shown', [...polls('Question: several choices'), ...inbox('Question: shown with its counts, updated by its owner, closed when it says so')]),
  ] },
  { id: 'A-flag', title: 'Flag', claims: [
    held('a list of addresses becomes a report, ours come from the server itself', reports('a report is forwarded only if the reporter wishes, in the server’s name, with the posts it is about', 'on the page a server reports, not a person')),
  ] },
  { id: 'A-move', title: 'Move', claims: [
    held('followers go along only where the new account names the old one', [...moving('Move: followers ask the new account, and let go of the old one once it agrees', 'Move: an account that does not name the old one takes nobody', 'Move: what the new account said earlier does not count, it is asked again'), ...journeys('moves')('Move')]),
    held('nobody is moved by somebody else, and nobody twice', moving('Move: nobody is moved by somebody else', 'Move: told twice, members ask once')),
    held('a moved account says where to', [...moving('movedTo in a profile: shown where the other account names this one, though nobody here knew it; and taken back'), ...journeys('moves')('Update Person: a redirect, and its end')]),
  ] },
  { id: 'A-block', title: 'Block', claims: [
    held('ends both follows and hides what each writes', [...inbox('Block: severs both ways, and Undo lifts it'), ...follows('Block', 'what a blocked person does is not heard')]),
  ] },
  { id: 'A-featured', title: 'Add and Remove', claims: [
    held('pins', [...inbox('Add and Remove: pins and hashtags in the owner\'s own collection only'), ...profiles('Add: a pin', 'Remove: a pin')]),
    held('featured hashtags', [...inbox('Add and Remove: pins and hashtags in the owner\'s own collection only'), ...profiles('Add and Remove: a featured hashtag')]),
    held('by the owner alone', inbox('Add and Remove: pins and hashtags in the owner\'s own collection only')),
  ] },
  { id: 'A-emoji-react', title: 'Reactions with an emoji', claims: [
    held('EmojiReact and Like with content are taken and taken back', inbox('Like and EmojiReact: counted, told, taken back by object and by id'), 'they count as favourites; the emoji is not kept'),
    held('with an emoji of its server\'s own', testsOf('test/peers/shapes.test.ts')('${software}: ${what}'), 'it counts as a favourite; the emoji is not kept'),
  ] },
  { id: 'A-quotes', title: 'Quotes (FEP-044f)', claims: [
    held('asked, answered with a stamp or refused', journeys('quotes')('QuoteRequest, accepted', 'QuoteRequest, declined', 'QuoteRequest by a follower')),
    held('consent taken back hides the quote', journeys('quotes')('Delete of a QuoteAuthorization')),
    held('the four names of a quote are read', [...borrowed('the older words for a quote name it, and ask nobody for consent'), ...journeys('quotes')('Create with a quote that a third server verifies')]),
    held('consent is the author\'s, to this very quote', borrowed('consent counts only from the author, for this very quote, from the author\'s server')),
  ] },
  { id: 'A-policy', title: 'Interaction policies', claims: [
    held('`canQuote` is served and kept to', [...journeys('quotes')('QuoteRequest by a follower'), ...testsOf('src/domain/quotes/quotes.test.ts')('policies: who is admitted at once, by hand, or not known')]),
    held('a policy nobody knows breaks nothing', borrowed('a policy that nobody knows breaks nothing')),
  ] },
  { id: 'A-order', title: 'Late, early, twice', claims: [
    held('what overtakes what it is about', processing('a deletion that overtakes its post in the queue wins', 'an edit waits for the post that is still looking up whom it mentions')),
    held('what is taken back, edited or boosted before it is here', overtaken('a favourite that was taken back before it came does not count, nor when it comes again', 'so with a follow and a block, and where only the id is named', 'an edit that overtakes its post brings it, and neither the post nor an older edit undoes it', 'an older profile changes nothing', 'what was deleted before it came is not asked for when somebody boosts it')),
    held('any order of a day among five servers ends alike', disorder('whatever order a day among five servers comes in, it ends alike')),
    held('an answer before what it answers', [...inbox('Create: a reply finds its parent, also when the parent is fetched afterwards'), ...resolving('a post comes with its author, its ancestors oldest first, and within limits')]),
  ] },
]
