// One post, opened: what it answers above it, what answers it below.
import type { Status } from '../props/entities.ts'
import { PostActs } from '../components/acts.tsx'
import { renderDocument } from '../components/document.tsx'
import { plainText } from '../components/emoji.tsx'
import { hostOf, OutLink, postPath, webAddress } from '../components/link.tsx'
import { ScreenBar } from '../components/member-frame.tsx'
import { usePage } from '../components/page-context.tsx'
import { plainName } from '../components/person.tsx'
import { OpenedPost, PostCard } from '../components/post-card.tsx'
import { CommunityCard } from '../components/site-frame.tsx'
import { postData } from '../components/structured-data.tsx'
import { Thread } from '../components/thread.tsx'
import type { Words } from '../words/catalogue.ts'
import type { PostProps } from '../props/public.ts'

/** GET /@name/ID. */
export function postPage(props: PostProps): string {
  const { status } = props
  const local = !status.account.acct.includes('@')
  const isOpen = status.visibility === 'public' || status.visibility === 'unlisted'
  const noindex = props.noindex || Boolean(status.account.noindex) || !local || status.visibility !== 'public'
  return renderDocument(props.page, ({ w }) => ({
    head: {
      title: titleOf(status, w), description: descriptionOf(status, w), path: postPath(status), type: 'article', publishedAt: status.created_at,
      // A warned or sensitive picture must not leak into previews elsewhere.
      image: !status.sensitive && !status.spoiler_text ? status.media_attachments.find(file => file.type === 'image')?.preview_url ?? status.account.avatar : status.account.avatar,
      noindex, activityUrl: webAddress(status.uri), author: local ? `${status.account.acct}@${props.page.community.domain}` : null,
      imageAlt: status.sensitive || status.spoiler_text ? null : status.media_attachments.find(file => file.type === 'image')?.description ?? null,
      embedOf: props.embeddable ? postPath(status) : null, data: local && isOpen ? postData(status, props.page) : null,
    },
    layout: 'feed', main: <Post {...props} />, side: <CommunityCard />,
  }))
}

function Post({ status, ancestors, descendants }: PostProps) {
  const { page, w } = usePage()
  const remoteHost = status.account.acct.includes('@') ? hostOf(status.url) : ''
  return (
    <>
      {page.app ? <ScreenBar title={w.app.thread.title} /> : <h1 class="hidden">{titleOf(status, w)}</h1>}
      {ancestors.length
        ? <section class="feed ancestors" aria-label={w.postPage.ancestors}>{ancestors.map(parent => <PostCard status={parent} inThread />)}</section>
        : null}
      <OpenedPost status={status} foot={<PostActs status={status} />} />
      <section class="feed replies">
        <h2>{w.postPage.repliesTitle}</h2>
        {descendants.length ? <Thread opened={status} descendants={descendants} /> : <p class="empty">{w.postPage.noReplies}</p>}
        {remoteHost ? <p class="muted thread-note"><OutLink href={status.url}>{w.postPage.remoteReplies(remoteHost)}</OutLink></p> : null}
      </section>
    </>
  )
}

function titleOf(status: Status, w: Words): string {
  const text = status.spoiler_text || plainText(status.content, 60)
  return text ? w.postPage.title(plainName(status.account), text) : w.postPage.titleBare(plainName(status.account))
}

function descriptionOf(status: Status, w: Words): string {
  if (status.spoiler_text) return status.spoiler_text
  return plainText(status.content, 300) || (status.media_attachments.length ? w.postPage.media(status.media_attachments.length) : '')
}
