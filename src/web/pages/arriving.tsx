// A member comes from a page of another server, to follow somebody or to answer: here they are, and here is what to press.
import { renderDocument } from '../components/document.tsx'
import { Button, ButtonLink, Form } from '../components/form.tsx'
import { postPath, profilePath } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import { PersonLine } from '../components/person.tsx'
import { PostCard } from '../components/post-card.tsx'
import type { ArrivingProps } from '../props/visiting.ts'

/** GET /authorize_interaction. */
export function arrivingPage(props: ArrivingProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.visiting.arriving.titles[props.status ? 'status' : 'account'], noindex: true }, layout: 'form', main: <Arriving {...props} />,
  }))
}

function Arriving(props: ArrivingProps) {
  const { w: { visiting: { arriving: w } } } = usePage()
  return (
    <>
      <h1>{w.titles[props.status ? 'status' : 'account']}</h1>
      {props.status ? <PostActions {...props} /> : <PersonActions {...props} />}
    </>
  )
}

function PersonActions({ account, standing, form }: ArrivingProps) {
  const { page: { community }, w: { visiting: { arriving: w } } } = usePage()
  if (!account) return null
  return (
    <>
      <PersonLine account={account} domain={community.domain} />
      {standing === 'none' ? null : <p>{w[standing]}</p>}
      {standing === 'none'
        ? <Form form={form}><Button name="act" value="follow">{account.locked ? w.request : w.follow}</Button></Form>
        : null}
      <p class="buttons"><ButtonLink href={profilePath(account.acct)} kind="plain">{w.toProfile}</ButtonLink></p>
    </>
  )
}

function PostActions({ status, marks, form, replyUrl }: ArrivingProps) {
  const { w: { visiting: { arriving: w } } } = usePage()
  if (!status) return null
  return (
    <>
      <div class="feed quoted-card"><PostCard status={status} /></div>
      {replyUrl ? <p class="buttons"><ButtonLink href={replyUrl}>{w.reply}</ButtonLink></p> : null}
      <Form form={form} class="buttons">
        {marks.reblogged ? <span class="muted">{w.reblogged}</span> : marks.boostable ? <Button kind="plain" name="act" value="reblog">{w.reblog}</Button> : null}
        {marks.favourited ? <span class="muted">{w.favourited}</span> : <Button kind="plain" name="act" value="favourite">{w.favourite}</Button>}
      </Form>
      <p class="buttons"><ButtonLink href={postPath(status)} kind="plain">{w.toPost}</ButtonLink></p>
    </>
  )
}
