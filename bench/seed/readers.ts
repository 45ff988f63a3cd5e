// What members do: they follow, like, keep, hear of things, talk in private, and have full homes; and one long thread.
import { addPost, keepWords } from './posts.ts'
import { END, tell, type Person, type Post, type Village } from './village.ts'
import { sentence } from './words.ts'

const FOLLOWED = 150
const TALKS = 30
const FEED = 800

/** Private letters to `member` from people of other servers whom they follow. */
async function addTalks(village: Village, member: Person, from: readonly Person[]): Promise<void> {
  const { to, random, nextId } = village
  for (const [talk, author] of from.slice(0, TALKS).entries()) {
    const [id, conversation] = [nextId(), nextId()]
    await addPost(village, { id, at: END, author, parent: null, letterTo: member, text: sentence(random, 12) })
    await to.conversations.add(conversation, member.id, id, `[${author.id}]`, String(author.id), id, talk % 3 === 0 ? 0 : 1, END)
    await to.conversation_statuses.add(conversation, id)
  }
}

async function addFollows(village: Village, member: Person): Promise<Person[]> {
  const { to, random, size, people, nextId } = village
  const followed = new Set(Array.from({ length: FOLLOWED }, () => people[random.skewed(size.accounts)] as Person))
  followed.delete(member)
  for (const target of followed) {
    const id = nextId()
    await to.follows.add(id, member.id, target.id, END)
    await tell(village, { member: target, type: 'follow', from: member, statusId: null, about: id, at: END })
  }
  return [...followed]
}

async function addLikes(village: Village, member: Person, post: Post): Promise<void> {
  const id = village.nextId()
  await village.to.favourites.add(id, member.id, post.id, END)
  await keepWords(village, post)
  await tell(village, { member: post.author, type: 'favourite', from: member, statusId: post.id, about: id, at: END })
}

/** Follows, favourites, bookmarks, correspondence and full feeds of 800 for the first `size.feeds` members. */
export async function addReaders(village: Village, latest: readonly Post[]): Promise<void> {
  const { to, random, size, people, nextId } = village
  for (const member of people.slice(0, size.members)) await to.feeds.add(member.id, member.id, 'home', Date.now())
  for (const member of people.slice(0, size.feeds)) {
    const followed = await addFollows(village, member)
    const stride = 1 + random.under(4)
    for (let back = 0, at = latest.length - 1; back < FEED && at >= 0; back++, at -= stride) {
      const post = latest[at] as Post
      await to.feed_entries.add(member.id, post.id, post.author.id, post.boostOf)
      if (!post.plain) continue
      if (back % 11 === 0) await addLikes(village, member, post)
      if (back % 13 === 0) await to.bookmarks.add(nextId(), member.id, post.id, END)
    }
    await addTalks(village, member, followed.filter((one) => !one.local))
  }
}

/** A member's post with `size.replies` answers, some of them answers to answers; returns its id. */
export async function addThread(village: Village): Promise<number> {
  const { random, size, people, nextId } = village
  const posts = [await addPost(village, { id: nextId(), at: END, author: people[0] as Person, parent: null, text: sentence(random, 30) })]
  const [root] = posts as [Post]
  for (let reply = 0; reply < size.replies; reply++) {
    const parent = random.chance(0.4) ? root : posts[random.under(posts.length)] as Post
    posts.push(await addPost(village, { id: nextId(), at: END, author: people[random.under(size.accounts)] as Person, parent, text: sentence(random, 8 + random.under(40)) }))
  }
  return root.id
}
