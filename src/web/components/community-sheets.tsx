// The sheets of a community's settings: in the wizard one a step, later each for itself.
import type { FormState } from '../props/page.ts'
import type { AccentChoice, Sheet } from '../props/setup.ts'
import { setupWordsFor } from '../words/setup-catalogue.ts'
import { Choices, StepButton } from './choices.tsx'
import { Field, Tick } from './form.tsx'
import { webAddress } from './link.tsx'
import { ListEditor } from './list-editor.tsx'
import { usePage } from './page-context.tsx'

interface SheetFieldsProps {
  content: Sheet
  form: FormState<string>
  minPasswordLength?: number
}

/** The fields of one sheet. */
export function SheetFields({ content, form, minPasswordLength = 8 }: SheetFieldsProps) {
  switch (content.sheet) {
    case 'name': return <NameFields form={form} />
    case 'owner': return <OwnerFields form={form} minPasswordLength={minPasswordLength} />
    case 'joining': return <JoiningFields form={form} content={content} />
    case 'questions': return <Questions form={form} content={content} />
    case 'rules': return <ListEditor kind="rule" {...content} {...failed(form)} />
    case 'looks': return <LooksFields form={form} content={content} />
    default: return <PaperFields form={form} />
  }
}

const failed = ({ errors }: FormState<string>) => errors?.['rows'] ? { error: errors['rows'] } : {}

/** What a field of `form` was given, and what is wrong with it. */
const given = ({ values, errors }: FormState<string>, name: string) => ({ name, value: values?.[name] ?? '', ...errors?.[name] ? { error: errors[name] } : {} })

const useSheetWords = () => setupWordsFor(usePage().w.lang).sheet

function NameFields({ form }: { form: FormState<string> }) {
  const w = useSheetWords()
  return (
    <>
      <Field {...given(form, 'name')} label={w.name} hint={w.nameHint} required maxLength={100} autocomplete="off" />
      <Field {...given(form, 'purpose')} label={w.purpose} hint={w.purposeHint} maxLength={500} multiline autocomplete="off" />
    </>
  )
}

function OwnerFields({ form, minPasswordLength }: { form: FormState<string>; minPasswordLength: number }) {
  const { page: { community }, w: { passwordPage } } = usePage()
  const w = useSheetWords()
  const { value: _never, ...password } = given(form, 'password')
  return (
    <>
      <Field {...given(form, 'username')} label={w.username} hint={w.usernameHint(community.domain)} required maxLength={30} autocomplete="username" literal />
      <Field {...given(form, 'email')} type="email" label={w.email} hint={w.emailHint} required autocomplete="email" literal />
      <Field {...password} type="password" label={w.password} hint={passwordPage.atLeast(minPasswordLength)} required minLength={minPasswordLength}
        autocomplete="new-password" literal />
    </>
  )
}

function JoiningFields({ form, content }: { form: FormState<string>; content: Extract<Sheet, { sheet: 'joining' }> }) {
  const w = useSheetWords()
  const options = Object.entries(w.mode).map(([value, [label, about]]) => ({ value, label, ...about ? { about } : {} }))
  return (
    <>
      <Choices name="mode" legend={w.modes} options={options} value={content.mode} {...form.errors?.['mode'] ? { error: form.errors['mode'] } : {}} />
      {content.whole
        ? <>
            <Tick name="require_reason" label={w.requireReason} checked={content.requireReason} />
            <Tick name="members_only" label={w.membersOnly} checked={content.membersOnly} />
            <Field {...given(form, 'message')} label={w.message} hint={w.messageHint} maxLength={1000} multiline autocomplete="off" />
            <Field {...given(form, 'friends')} label={w.friends} hint={w.friendsHint} multiline autocomplete="off" />
          </>
        : null}
    </>
  )
}

function Questions({ form, content }: { form: FormState<string>; content: Extract<Sheet, { sheet: 'questions' }> }) {
  const w = useSheetWords()
  return <>{content.asked ? null : <p class="muted">{w.onlyApproval}</p>}<ListEditor kind="question" {...content} {...failed(form)} /></>
}

/** A colour as it looks on a light and on a dark page: drawn, because a page may not carry style of its own. */
function Swatch({ light, dark, label }: AccentChoice & { label: string }) {
  return (
    <svg class="swatch" viewBox="0 0 64 32" width="64" height="32" role="img" aria-label={label}>
      <rect width="32" height="32" fill="#ffffff" /><rect x="32" width="32" height="32" fill="#191b19" />
      <circle cx="16" cy="16" r="10" fill={light} /><circle cx="48" cy="16" r="10" fill={dark} />
    </svg>
  )
}

function LooksFields({ form, content }: { form: FormState<string>; content: Extract<Sheet, { sheet: 'looks' }> }) {
  const w = useSheetWords()
  const chosen = content.choices.find(({ colour }) => colour === content.accent)?.key ?? 'other'
  const banner = webAddress(content.banner)
  const error = form.errors?.['banner']
  return (
    <>
      <fieldset class="choices">
        <legend>{w.colour}</legend>
        <p class="hint">{w.colourHint}</p>
        <div class="swatches">{content.choices.map(choice => (
          <label class="choice" for={`accent-${choice.key}`}>
            <input type="radio" id={`accent-${choice.key}`} name="accent" value={choice.colour} checked={choice.key === chosen} autocomplete="off" />
            <Swatch {...choice} label={`${w.inLight}, ${w.inDark}`} /><span>{w.colours[choice.key] ?? choice.key}</span>
          </label>
        ))}
        <div class="choice">
          <input type="radio" id="accent-other" name="accent" value="other" checked={chosen === 'other'} autocomplete="off" />
          <label for="accent-other">{w.otherColour}</label>
          <label class="hidden" for="accent-colour">{w.otherColourField}</label>
          <input type="color" id="accent-colour" name="colour" value={content.accent || content.choices[0]?.colour} autocomplete="off" />
        </div></div>
        <p class="buttons"><StepButton value="try">{w.tryIt}</StepButton></p>
      </fieldset>
      <div class={error ? 'field field-wrong' : 'field'}>
        <label for="field-banner">{w.banner}</label>
        <p class="hint" id="field-banner-hint">{w.bannerHint}</p>
        {banner ? <img class="banner-now" src={banner} alt={w.bannerNow} width="1500" height="500" /> : null}
        <input type="file" id="field-banner" name="banner" accept="image/jpeg,image/png,image/webp,image/avif,image/heic,image/gif" autocomplete="off" aria-describedby="field-banner-hint" />
        {error ? <p class="error">{error}</p> : null}
      </div>
      {banner ? <p class="buttons"><StepButton value="remove-banner">{w.removeBanner}</StepButton></p> : null}
    </>
  )
}

function PaperFields({ form }: { form: FormState<string> }) {
  const w = useSheetWords()
  return (
    <>
      <Field {...given(form, 'contact_username')} label={w.contactUsername} hint={w.contactUsernameHint} autocomplete="off" literal />
      <Field {...given(form, 'contact_email')} type="email" label={w.contactEmail} hint={w.contactEmailHint} autocomplete="off" literal />
      <Field {...given(form, 'about')} label={w.about} hint={w.aboutHint} multiline autocomplete="off" />
      <Field {...given(form, 'privacy')} label={w.privacy} hint={w.paperHint} multiline autocomplete="off" />
      <Field {...given(form, 'terms')} label={w.terms} hint={w.paperHint} multiline autocomplete="off" />
    </>
  )
}
