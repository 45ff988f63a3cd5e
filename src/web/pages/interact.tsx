// A visitor wants to follow or answer with an account elsewhere: which server is it on?
import { renderDocument } from '../components/document.tsx'
import { Button, ButtonLink, Field, Form } from '../components/form.tsx'
import { usePage } from '../components/page-context.tsx'
import { plainName, PersonLine } from '../components/person.tsx'
import { PostCard } from '../components/post-card.tsx'
import type { InteractProps } from '../props/visiting.ts'

/** GET and POST /interact. */
export function interactPage(props: InteractProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.visiting.interact.titles[props.act](plainName(props.account)), noindex: true }, layout: 'form', main: <Interact {...props} />,
  }))
}

function Interact({ act, account, status, address, signInUrl, form }: InteractProps) {
  const { page: { community }, w } = usePage()
  const { interact } = w.visiting
  return (
    <>
      <h1>{interact.titles[act](plainName(account))}</h1>
      {status ? <div class="feed quoted-card"><PostCard status={status} inThread /></div> : <PersonLine account={account} domain={community.domain} />}
      <p class="lead">{interact.lead}</p>
      <Form form={form}>
        <Field name="server" label={interact.server} hint={interact.serverHint} value={form.values?.server} error={form.errors?.server} required literal autocomplete="url" maxLength={320} />
        <Button>{interact.go}</Button>
      </Form>
      <section class="card">
        <p>{interact.here(community.name)}</p>
        <p class="buttons">
          <ButtonLink href={signInUrl} kind="plain">{interact.signIn}</ButtonLink>
          {community.registrations === 'closed' ? null : <ButtonLink href="/auth/sign_up" kind="plain">{community.registrations === 'open' ? w.signUp : w.applyToJoin}</ButtonLink>}
        </p>
      </section>
      <p class="muted">{interact.byHand}<br /><bdi dir="ltr" class="address">{address}</bdi></p>
    </>
  )
}
