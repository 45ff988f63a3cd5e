// GET /settings/old-posts: posts that go by themselves, and those that stay.
import { renderDocument } from '../components/document.tsx'
import { Button, Choice, Field, Form, Tick } from '../components/form.tsx'
import { usePage } from '../components/page-context.tsx'
import { SettingsFrame } from '../components/settings-frame.tsx'
import type { OldPostsProps } from '../props/account-settings.ts'

/** GET /settings/old-posts, and again with what was wrong. */
export function oldPostsPage(props: OldPostsProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.settingsPage.oldPosts.title, noindex: true }, layout: 'form', main: <OldPosts {...props} />,
  }))
}

function OldPosts({ form, ages, kinds }: OldPostsProps) {
  const { w: { settingsPage: { oldPosts: w } } } = usePage()
  const { values = {}, errors = {} } = form
  return (
    <SettingsFrame title={w.title} lead={w.lead}>
      <Form form={form} class="form card">
        <Tick name="enabled" label={w.enabled} checked={values.enabled === '1'} />
        <p class="hint">{w.enabledHint}</p>
        <Choice name="age" label={w.age} value={values.age} options={ages.map(days => ({ value: String(days), label: w.ages[days] ?? String(days) }))} />
        <fieldset>
          <legend>{w.keep}</legend>
          {kinds.map(kind => <Tick name={kind} label={w.kinds[kind] ?? kind} checked={values[kind] === '1'} />)}
        </fieldset>
        <Field name="min_favourites" label={w.minFavourites} hint={w.thresholdHint} value={values.min_favourites} error={errors.min_favourites || undefined} markOptional literal autocomplete="off" />
        <Field name="min_reblogs" label={w.minReblogs} hint={w.thresholdHint} value={values.min_reblogs} error={errors.min_reblogs || undefined} markOptional literal autocomplete="off" />
        <Button>{w.save}</Button>
      </Form>
    </SettingsFrame>
  )
}
