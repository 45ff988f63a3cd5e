// A hashtag in a list: its name, how many used it, and perhaps what can be done with it.
import type { ComponentChildren } from 'preact'
import { usePage } from '../../components/page-context.tsx'
import { memberWords } from '../member-words.ts'
import type { Tag } from '../store/search.ts'
import { Row, type RowPlace } from './row-feed.tsx'

/** People who used it in the last seven days, as the server counts them. */
const peopleOf = ({ history }: Tag): number => (history ?? []).reduce((sum, day) => sum + Number(day.accounts), 0)

export function TagRow({ tag, place, children }: { tag: Tag; place: RowPlace; children?: ComponentChildren }) {
  const { f } = usePage()
  const people = peopleOf(tag)
  return (
    <Row id={`tag-${tag.name}`} name={`#${tag.name}`} place={place}>
      <a class="tag-link" data-open href={`/tags/${encodeURIComponent(tag.name)}`}>
        <bdi class="name">#{tag.name}</bdi>{people ? <span class="muted">{memberWords.tags.uses(f.number(people), people === 1)}</span> : null}
      </a>
      {children}
    </Row>
  )
}
