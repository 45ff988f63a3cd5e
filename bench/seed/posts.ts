// A million posts over two years: boosts, replies with their threads and mentions, hashtags, pictures and polls.
import { firstIdAt } from '#machinery/ids/ids.ts'
import { tokenise } from '#domain/text/search-tokens.ts'
import { END, START, tell, type Person, type Post, type Village } from './village.ts'
import { sentence } from './words.ts'

const TAGS = 500
/** So many of the latest may be answered, boosted, liked and stand in feeds. */
export const LATEST = 4000
// Far enough that no poll ends, and tells its followers so, while something is measured.
const POLLS_END = Date.UTC(2040, 0, 1)
const HASH = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj'
const ORIGINAL = { width: 1200, height: 800, size: '1200x800', aspect: 1.5 }
const OURS = JSON.stringify({ original: ORIGINAL, small: { width: 587, height: 391, size: '587x391', aspect: 1.501 } })

const addressOf = (author: Person, id: number) => author.uri && `${author.uri}/statuses/${id}`

/** The words of a post, findable from now on. Repeatable. */
export async function keepWords({ to }: Village, post: Post): Promise<void> {
  if (post.findable) return
  post.findable = true
  for (const token of tokenise(`${post.text}${post.extra}`)) await to.status_tokens.add(token, post.id)
}

/** A boost of `original`; its author hears of it. */
async function addBoost(village: Village, { id, at, author, original }: { id: number; at: number; author: Person; original: Post }): Promise<Post> {
  await village.to.statuses.add(id, author.id, addressOf(author, id), null, null, '', 'public', null, author.local ? 1 : 0, null, null, original.id, null, null, '[]', at)
  if (author.local) await keepWords(village, original)
  await tell(village, { member: original.author, type: 'reblog', from: author, statusId: original.id, about: id, at, id: id + 3 })
  return { id, author, threadId: id, text: '', plain: false, boostOf: original.id, addressee: null, visibility: 'public', findable: true, extra: '' }
}

interface Written { id: number; at: number; author: Person; parent: Post | null; letterTo?: Person; visibility?: string; text: string; media?: boolean; poll?: boolean; tagId?: number | null }

/** A post with all that hangs on it; whom it answers, or the one whom a letter is for, hears of it. */
export async function addPost(village: Village, written: Written): Promise<Post> {
  const { id, at, author, parent, letterTo, text, media = false, poll = false, tagId = null } = written
  const { to } = village
  const { local } = author
  const visibility = letterTo ? 'direct' : written.visibility ?? 'public'
  const uri = addressOf(author, id)
  const addressee = parent ? parent.author.id === author.id && parent.addressee !== null ? parent.addressee : parent.author.id : null
  const threadId = parent?.threadId ?? id
  await to.statuses.add(id, author.id, uri, uri, local ? text : null, `<p>${text}</p>`, visibility, 'en', local ? 1 : 0,
    parent?.id ?? null, addressee, null, threadId, poll ? id + 2 : null, media ? `[${id + 1}]` : '[]', at)
  if (tagId !== null) await to.status_tags.add(tagId, id)
  if (media) {
    const files = local ? ['ready', 'image/jpeg', `media/${id}.jpg`, `media/${id}-small.webp`, null] : ['remote', 'image/jpeg', null, null, `${uri}.jpg`]
    await to.media_attachments.add(id + 1, author.id, id, 'image', ...files, 'A picture', HASH, local ? OURS : JSON.stringify({ original: ORIGINAL }), local ? 90_000 : 0, at)
  }
  if (poll) await to.polls.add(id + 2, id, author.id, '["Yes","No","Perhaps"]', local ? '[0,0,0]' : '[3,2,1]', local ? 0 : 6, local ? 0 : 6, POLLS_END, local ? null : at, at)
  const named = letterTo ?? (parent && parent.author.id !== author.id ? parent.author : null)
  const post = { id, author, threadId, text, plain: true, boostOf: null, addressee, visibility, findable: false, extra: `${media ? '\nA picture' : ''}${poll ? '\nYes\nNo\nPerhaps' : ''}` }
  if (local || visibility === 'public' && author.indexable || named?.local) await keepWords(village, post)
  if (named) {
    await to.mentions.add(id, named.id)
    await tell(village, { member: named, type: 'mention', from: author, statusId: id, about: id, at, id: id + 3 })
  }
  return post
}

/** Writes them all and returns the {@link LATEST}, the newest last, and every id. */
export async function addPosts(village: Village, done: (share: number) => void): Promise<{ latest: Post[]; ids: number[] }> {
  const { to, random, size, people } = village
  const tagIds = Array.from({ length: TAGS }, (_, index) => firstIdAt(START) + 1000 + index)
  for (const [index, id] of tagIds.entries()) await to.tags.add(id, `tag${index}`, `Tag${index}`, START, END)
  let latest: Post[] = []
  const ids: number[] = []
  const boosts = new Set<string>()
  for (let index = 0; index < size.statuses; index++) {
    const at = Math.floor(START + index * (END - START) / size.statuses)
    const author = people[random.skewed(size.accounts)] as Person
    const [kind, earlier, id] = [random.next(), latest.at(-1 - random.under(100)), firstIdAt(at) + 4]
    const other = earlier?.plain ? earlier : null
    const boosting = kind < 0.15 && other !== null && !boosts.has(`${author.id} ${other.id}`)
    if (boosting) boosts.add(`${author.id} ${other.id}`)
    const media = !boosting && random.chance(0.15)
    latest.push(boosting ? await addBoost(village, { id, at, author, original: other }) : await addPost(village, {
      id, at, author, parent: kind < 0.4 ? other : null, visibility: random.chance(0.85) ? 'public' : 'unlisted', text: sentence(random, 8 + random.under(40)),
      media, poll: !media && random.chance(0.01), tagId: random.chance(0.3) ? tagIds[random.skewed(TAGS)] ?? null : null,
    }))
    ids.push(id)
    if (latest.length >= LATEST * 2) latest = latest.slice(-LATEST)
    if (index % 20_000 === 0) done(index / size.statuses)
  }
  return { latest: latest.slice(-LATEST), ids }
}
