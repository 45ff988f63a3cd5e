// /followed_tags: hashtags whose posts come to the member's home.
import { ScreenBar } from '../../components/member-frame.tsx'
import { letGo } from '../actions/let-go.ts'
import { post } from '../api.ts'
import { RowFeed } from '../components/row-feed.tsx'
import { TagRow } from '../components/tag-row.tsx'
import { memberWords } from '../member-words.ts'
import { rowsOf } from '../store/rows.ts'
import type { Tag } from '../store/search.ts'

const rows = rowsOf<Tag>({ key: 'followed_tags', path: '/api/v1/followed_tags', idOf: (tag) => tag.name, read: (body) => body as Tag[] })

export const prepare = (): Promise<void> => rows.renew()

const set = (tag: Tag, act: 'follow' | 'unfollow'): Promise<unknown> => post(`/api/v1/tags/${encodeURIComponent(tag.name)}/${act}`)

export function Screen() {
  const { followedTags: w } = memberWords
  const unfollow = (tag: Tag): Promise<void> => letGo({
    hide: () => rows.take(tag.name), end: () => set(tag, 'unfollow'), again: () => set(tag, 'follow'), text: w.unfollowed(`#${tag.name}`),
  })
  return (
    <>
      <ScreenBar title={w.title} note={w.order} />
      <RowFeed rows={rows} label={w.title} empty={<p>{w.empty}</p>} draw={(tag: Tag, place) => (
        <TagRow tag={tag} place={place}><button type="button" class="button button-plain small" aria-label={w.unfollowOf(`#${tag.name}`)} onClick={() => void unfollow(tag)}>{w.unfollow}</button></TagRow>
      )} />
    </>
  )
}
