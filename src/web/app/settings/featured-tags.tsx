// Hashtags on the member's profile: added and removed at once.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Icon } from '../../components/icon.tsx'
import { usePage } from '../../components/page-context.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import { del, get, post } from '../api.ts'

interface Tag { id: string; name: string }

export function FeaturedTags() {
  const { w: { ownSettings: { profile: w } } } = usePage()
  const tags = useSignal<readonly Tag[]>([])
  const often = useSignal<readonly { name: string }[]>([])
  useEffect(() => {
    get<Tag[]>('/api/v1/featured_tags').then((all) => { tags.value = all }, () => {})
    get<{ name: string }[]>('/api/v1/featured_tags/suggestions').then((all) => { often.value = all }, () => {})
  }, [])
  const add = async (name: string): Promise<void> => {
    const bare = name.replace(/^#/, '').trim()
    if (!bare) return
    try {
      const tag = await post<Tag>('/api/v1/featured_tags', { name: bare })
      tags.value = [...tags.peek().filter((one) => one.id !== tag.id), tag]
    } catch (error) {
      reportFailure(error)
    }
  }
  const drop = async (tag: Tag): Promise<void> => {
    const before = tags.peek()
    tags.value = before.filter((one) => one.id !== tag.id)
    await del(`/api/v1/featured_tags/${tag.id}`).catch((error: unknown) => { tags.value = before; reportFailure(error) })
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void add(String(new FormData(form).get('tag') ?? '')).then(() => form.reset())
  }
  const suggested = often.value.filter((one) => !tags.value.some((tag) => tag.name.toLowerCase() === one.name.toLowerCase()))
  return (
    <section class="form" id="tags"><h2>{w.tags}</h2><p class="hint">{w.tagsHint}</p>
      <ul class="chips">{tags.value.map((tag) => <li key={tag.id}><bdi>#{tag.name}</bdi><button type="button" class="tool" aria-label={w.removeTag(`#${tag.name}`)} onClick={() => void drop(tag)}><Icon name="close" /></button></li>)}</ul>
      <form class="tag-form" onSubmit={submit}><div class="field"><label for="new-tag">{w.tag}</label><input id="new-tag" name="tag" dir="auto" maxLength={100} autocapitalize="none" /></div><button type="submit" class="button button-plain">{w.addTag}</button></form>
      {suggested.length ? <p class="buttons"><span class="muted">{w.often}</span>{suggested.slice(0, 6).map((one) => <button key={one.name} type="button" class="link-button" onClick={() => void add(one.name)}><bdi>#{one.name}</bdi></button>)}</p> : null}
    </section>
  )
}
