// A post written without the app: from the share button of another site or device, or as an answer.
import { renderDocument } from '../components/document.tsx'
import { Button, Field, Form } from '../components/form.tsx'
import { usePage } from '../components/page-context.tsx'
import { plainName } from '../components/person.tsx'
import { PostCard } from '../components/post-card.tsx'
import type { Words } from '../words/catalogue.ts'
import type { ShareProps } from '../props/visiting.ts'

const audiences = ['public', 'unlisted', 'private', 'direct'] as const

const titleOf = (w: Words, replyTo: ShareProps['replyTo']): string =>
  replyTo ? w.visiting.share.replyTitle(plainName(replyTo.account)) : w.visiting.share.title

/** GET and POST /share. */
export function sharePage(props: ShareProps): string {
  return renderDocument(props.page, ({ w }) => ({ head: { title: titleOf(w, props.replyTo), noindex: true }, layout: 'form', main: <Share {...props} /> }))
}

function Share({ form, replyTo }: ShareProps) {
  const { w } = usePage()
  const { share } = w.visiting
  return (
    <div class="share-form">
      <h1>{titleOf(w, replyTo)}</h1>
      {replyTo ? <div class="feed quoted-card"><PostCard status={replyTo} inThread /></div> : null}
      <Form form={form}>
        <Field name="spoiler_text" label={share.warning} value={form.values?.spoiler_text} markOptional autocomplete="off" />
        <Field name="status" label={share.text} hint={share.textHint} value={form.values?.status} error={form.errors?.status} multiline required autocomplete="off" />
        <fieldset class="field">
          <legend>{share.audience}</legend>
          {audiences.map(one => (
            <label class="tick" for={`audience-${one}`}>
              <input type="radio" id={`audience-${one}`} name="visibility" value={one} autocomplete="off" checked={(form.values?.visibility || 'public') === one} />
              <span>{share.audiences[one]?.[0]}<br /><span class="muted">{share.audiences[one]?.[1]}</span></span>
            </label>
          ))}
        </fieldset>
        <Button>{replyTo ? share.reply : share.post}</Button>
      </Form>
    </div>
  )
}
