// A screen that is one list of posts with its bar: home, public timelines, a hashtag, a list, bookmarks.
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import type { Status } from '../../props/entities.ts'
import { atTop } from '../at-top.ts'
import { listen, type StreamName } from '../stream.ts'
import type { PagedList } from '../store/list.ts'
import { Feed } from './feed.tsx'
import { NewPosts } from './new-posts.tsx'

export interface TimelineScreenProps {
  list: PagedList
  title: ComponentChildren
  /** Names the feed, and says its order to those who hear it. */
  label: string
  note: string
  empty: ComponentChildren
  /** Where new posts of this list are told of. */
  stream?: StreamName
  tools?: ComponentChildren
}

export function TimelineScreen({ list, title, label, note, empty, stream, tools }: TimelineScreenProps) {
  const { stream: name, tag, list: listId } = stream ?? {}
  useEffect(() => {
    if (!stream) return
    return listen(stream, (event, payload) => { if (event === 'update') list.arrived(payload as Status, atTop()) })
  }, [list, name, tag, listId])
  return (
    <>
      <ScreenBar title={title} note={note}><NewPosts list={list} />{tools}</ScreenBar>
      <Feed list={list} label={label} empty={empty} />
    </>
  )
}
