// Part A, third: what posts and people look like, whichever software made them.
import { held, inbox, journeys, open, readers, resolving, testsOf, documents, type Line } from './claims.ts'

const posts = journeys('posts')
const profiles = journeys('profiles')
const communities = testsOf('src/federation/inbox/community.test.ts')
const shapes = testsOf('test/peers/shapes.test.ts')('${software}: ${what}')
const sanitizing = testsOf('src/domain/text/sanitize.test.ts')

export const objects: readonly Line[] = [
  { id: 'A-html', title: 'HTML', claims: [
    held('what Mastodon allows survives, and nothing else', sanitizing('sanitizeHtml', 'disarms ${html.slice(0, 70)}')),
    held('our own words survive another server\'s cleaning', testsOf('src/domain/text/format.test.ts')('survives another server: the links, mentions and classes are on the allow-list')),
  ] },
  { id: 'A-tags', title: 'Mentions and hashtags', claims: [
    held('none, one object or a list', readers('tags: none, one object, or a list with rubbish in it')),
    held('a mention counts by its address', [...inbox('Create: a mention notifies, counts by its href, and a stranger\'s post to nobody is dropped'), ...posts('Create: with a mention')]),
    held('a hashtag is one in any case, shown as it was written', [...testsOf('src/domain/text/names.test.ts')('keeps how it was written'), ...testsOf('src/domain/statuses/post-status.test.ts')('the first spelling of a tag stays; private and direct posts are no usage of it'), ...posts('Create: with a hashtag')]),
  ] },
  { id: 'A-emoji', title: 'Custom emojis', claims: [
    held('those of other servers are kept', inbox('Create: from somebody followed, with media, tags, emoji, warning and language')),
    held('without an id too', readers('tags: none, one object, or a list with rubbish in it')),
    open('a new picture replaces the old one', 'no test changes one'),
  ] },
  { id: 'A-media', title: 'Media', claims: [
    held('focus, blurhash, words from summary or name, types that are not told', [...readers('media: a single object, missing type, alt text from summary or name, bad focus, bad blurhash, bad sizes'), ...posts('Create: with a picture')]),
  ] },
  { id: 'A-language', title: 'Language', claims: [
    held('a language map by itself is text enough', readers('texts: contentMap alone, language from the map, a single other one, unknown languages')),
  ] },
  { id: 'A-visibility', title: 'Visibility', claims: [
    held('three spellings of everybody', readers('visibility: public in three spellings, followers wherever they stand, else direct')),
    held('each of the four is recovered', [...inbox('Create: visibilities from to and cc'), ...posts('Create: public', 'Create: unlisted', 'Create: private', 'Create: direct')]),
  ] },
  { id: 'A-flags', title: 'Flags of a person', claims: [
    held('read as booleans and told', [...readers('actors: every kind, flags as booleans only, addresses of their own origin only'), ...profiles('Update Person')]),
    open('all six there and back', 'no test sends discoverable, indexable, memorial, suspended, locked and hidden follows through two servers'),
  ] },
  { id: 'A-types', title: 'Other kinds of things', claims: [
    held('articles, pages, films and events: title, summary, link', [...inbox('Create: articles, videos and events are shown by title, summary and link'), ...readers('works with a title: what looks like HTML in it is text')]),
    held('groups, services and applications are people', readers('actors: every kind, flags as booleans only, addresses of their own origin only')),
    held('communities that announce whole activities', communities('a new post in a followed community is a boost by it, once, whether told in a Create or by itself', 'an answer in a thread that is known is kept, and no news', 'an edit and a deletion that it passes on are asked about at their origin')),
    held('a community is believed no further than what it passes on', communities('what a community says of a post counts only as the post’s own server shows it', 'a community that nobody here follows is not listened to, and votes mean nothing')),
    held('sounds, times, places and a film\'s poster', shapes),
  ] },
  { id: 'A-software', title: 'Other people\'s software', claims: [
    held('people, communities, posts and reactions of 28 kinds of it, each in its dialect', shapes, 'payloads written anew after theirs, not their programs'),
  ] },
  { id: 'A-replies', title: 'Missing replies', claims: [
    held('collections are read page by page, within depth, number and time', resolving('replies that nobody sent are fetched, level by level, each from its own server', 'a collection without end is not read to its end')),
    held('ours are served in pages', documents('replies are given in pages: the author\'s own, then the others\', never private ones')),
  ] },
  { id: 'A-profile', title: 'First sight of a profile', claims: [
    held('latest posts, pins and numbers, once', [...resolving('a profile that nobody here knew: latest posts, pins, numbers, once'), ...journeys('finding')('profile with picture, posts and pins')]),
  ] },
]
