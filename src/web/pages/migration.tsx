// GET /settings/{migration,aliases}: going to another account with one's followers, and coming from one.
import { renderDocument } from '../components/document.tsx'
import { Button, Field, Form } from '../components/form.tsx'
import { Link, Named, profilePath } from '../components/link.tsx'
import { Notice } from '../components/notice.tsx'
import { usePage } from '../components/page-context.tsx'
import { CurrentPassword, SettingsFrame } from '../components/settings-frame.tsx'
import type { AliasesProps, MigrationProps } from '../props/account-settings.ts'
import type { FormState } from '../props/page.ts'

/** GET /settings/aliases, and again with what was wrong. */
export function aliasesPage(props: AliasesProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.settingsPage.aliasesPage.title, noindex: true }, layout: 'form', main: <Aliases {...props} />,
  }))
}

function Aliases({ aliases, form }: AliasesProps) {
  const { w: { settingsPage: { aliasesPage: w } } } = usePage()
  return (
    <SettingsFrame title={w.title} lead={w.lead}>
      <Form form={form} class="form card">
        <Field name="acct" label={w.acct} hint={w.acctHint} value={form.values?.acct} error={form.errors?.acct} required literal autocomplete="off" />
        <Button>{w.add}</Button>
      </Form>
      <section>
        <h2>{w.listTitle}</h2>
        {aliases.length === 0 ? <p class="muted">{w.none}</p> : null}
        {aliases.map(({ uri, acct, form: remove }) => (
          <div class="card">
            <p><bdi dir="ltr">{acct === null ? uri : `@${acct}`}</bdi></p>
            <Form form={remove} label={w.removeOf(acct === null ? uri : `@${acct}`)}><Button kind="plain">{w.remove}</Button></Form>
          </div>
        ))}
        <p class="hint">{w.public}</p>
      </section>
    </SettingsFrame>
  )
}

/** GET /settings/migration, and again with what was wrong. */
export function migrationPage(props: MigrationProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.settingsPage.migrationPage.title, noindex: true }, layout: 'form', main: <Migration {...props} />,
  }))
}

function Where({ form, id }: { form: FormState<'acct' | 'current_password'>; id: string }) {
  const { w: { settingsPage: { migrationPage: w } } } = usePage()
  return (
    <>
      <Field name="acct" id={`field-acct-${id}`} label={w.acct} hint={w.acctHint} value={form.values?.acct} error={form.errors?.acct} required literal autocomplete="off" />
      <CurrentPassword form={form} id={id} />
    </>
  )
}

function Migration({ movedTo, waitsUntil, last, form, redirectForm, cancelForm }: MigrationProps) {
  const { w: { settingsPage: { migrationPage: w } }, f } = usePage()
  const before = last ? <p class="muted">{w.last(f.number(last.followers), last.followers === 1, f.date(last.at))}</p> : null
  if (movedTo) {
    return (
      <SettingsFrame title={w.title}>
        <Notice kind="info"><Named parts={w.movedTo(`@${movedTo.acct}`)} href={profilePath(movedTo.acct)} /></Notice>
        {before}
        <Form form={cancelForm} class="form card"><p>{w.cancelLead}</p><Button>{w.cancel}</Button></Form>
      </SettingsFrame>
    )
  }
  return (
    <SettingsFrame title={w.title} lead={w.lead}>
      <ul class="scopes">{w.what.map(line => <li>{line}</li>)}</ul>
      {before}
      {waitsUntil
        ? <Notice kind="info">{w.waits(f.date(waitsUntil))}</Notice>
        : <Form form={form} class="form card"><Where form={form} id="move" /><Button kind="danger">{w.move}</Button></Form>}
      <section>
        <h2>{w.redirectTitle}</h2>
        <p>{w.redirectLead}</p>
        <Form form={redirectForm} class="form card"><Where form={redirectForm} id="redirect" /><Button>{w.redirect}</Button></Form>
      </section>
      <section>
        <h2>{w.namesTitle}</h2>
        <p><Link href="/settings/aliases">{w.namesLink}</Link></p>
      </section>
    </SettingsFrame>
  )
}
