// A member's invitations: a form for a new link, and the links made so far.
import { Select } from '../components/choices.tsx'
import { renderDocument } from '../components/document.tsx'
import { Button, Field, Form, Tick } from '../components/form.tsx'
import { usePage } from '../components/page-context.tsx'
import type { InviteLine, InvitesProps } from '../props/setup.ts'
import { setupWordsFor } from '../words/setup-catalogue.ts'

/** GET /invites. */
export function invitesPage(props: InvitesProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: setupWordsFor(w.lang).invitesPage.title, noindex: true }, layout: 'form', main: <Invites {...props} />,
  }))
}

const pairs = (options: Record<string, string>): [string, string][] => Object.entries(options)

function Invites({ closed, form, invites, made }: InvitesProps) {
  const { w: { lang } } = usePage()
  const w = setupWordsFor(lang).invitesPage
  const { values, errors } = form
  return (
    <>
      <h1>{w.title}</h1>
      <p class="lead">{closed ? w.leadClosed : w.lead}</p>
      {made ? <section class="card"><h2>{w.made}</h2><code class="code" dir="ltr">{made}</code></section> : null}
      <section class="card">
        <h2>{w.makeTitle}</h2>
        <Form form={form}>
          <Field name="note" label={w.note} hint={w.noteHint} value={values?.note} error={errors?.note} maxLength={420} autocomplete="off" markOptional multiline />
          <Select name="max_uses" label={w.maxUses} options={pairs(w.uses)} value={values?.max_uses ?? '5'} error={errors?.max_uses} />
          <Select name="expires" label={w.expires} options={pairs(w.times)} value={values?.expires ?? '7'} error={errors?.expires} />
          <Tick name="autofollow" label={w.autofollow} checked={values?.autofollow !== ''} />
          <Button>{w.make}</Button>
        </Form>
      </section>
      <section>
        <h2>{w.listTitle}</h2>
        {invites.length ? <ul class="invites">{invites.map(invite => <Line {...invite} />)}</ul> : <p class="muted">{w.none}</p>}
      </section>
    </>
  )
}

function Line({ code, url, uses, maxUses, expiresAt, note, state, end }: InviteLine) {
  const { w: { lang }, f } = usePage()
  const w = setupWordsFor(lang).invitesPage
  const used = w.used(f.number(uses), maxUses === null ? null : f.number(maxUses), uses === 1)
  const how = state === 'over' ? w.over : state === 'used-up' ? w.usedUp : expiresAt ? w.until(f.exact(expiresAt)) : w.forEver
  return (
    <li class="card">
      {state === 'good' ? <code class="code" dir="ltr">{url}</code> : <p class="muted"><bdi dir="ltr">{url}</bdi></p>}
      {note ? <p dir="auto">{note}</p> : null}
      <p class="muted">{used} · {how}</p>
      {state === 'good' ? <Form form={end} label={w.endOf(code)}><Button kind="plain">{w.end}</Button></Form> : null}
    </li>
  )
}
