// Signing up or applying: what the community asks, its rules, and how long it takes. Closed communities name friends.
import { renderDocument } from '../components/document.tsx'
import { Button, ButtonLink, Field, Form, Tick } from '../components/form.tsx'
import { Link, Named } from '../components/link.tsx'
import { FriendsList, RulesList } from '../components/lists.tsx'
import { usePage } from '../components/page-context.tsx'
import { QuestionFields } from '../components/questions.tsx'
import { MemberCount } from '../components/site-frame.tsx'
import type { SignUpProps } from '../props/joining.ts'

/** GET /auth/sign_up, and again with what was wrong. */
export function signUpPage(props: SignUpProps): string {
  const { community } = props.page
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.signUpPage.title(community.name), description: community.description, path: '/auth/sign_up', image: community.thumbnail },
    layout: 'form',
    main: props.form ? <SignUp {...props} form={props.form} /> : <Closed {...props} />,
  }))
}

/** What awaits who signs up, in one sentence. */
function useLead({ applies, mail = true, wait, invite, inviteCode }: SignUpProps): string {
  const { w: { signUpPage: w, landing }, f } = usePage()
  if (applies) return wait === 'new' ? w.leadApprovalNew : wait ? w.leadApprovalUsually(landing.wait[wait.unit](f.number(wait.n), wait.n === 1)) : w.leadApproval
  if (!invite && inviteCode === 'required') return w.leadInvited
  return mail ? w.leadOpen : w.leadOpenNow
}

/** Who invites, in their words, and how long it holds. */
function Invitation({ by, note, left, expiresAt }: NonNullable<SignUpProps['invite']>) {
  const { w: { signUpPage: w }, f } = usePage()
  const limits = [expiresAt ? w.inviteUntil(f.exact(expiresAt)) : '', left === null ? '' : w.inviteLeft(f.number(left), left === 1)].filter(Boolean).join(' ')
  return (
    <section class="card">
      <p><Named parts={w.invitedBy(by)} /></p>
      {note ? <><p class="muted">{w.inviteNote(by)}</p><blockquote class="quote" dir="auto">{note}</blockquote></> : null}
      {limits ? <p class="muted">{limits}</p> : null}
    </section>
  )
}

function SignUp(props: SignUpProps & { form: NonNullable<SignUpProps['form']> }) {
  const { page: { community }, w: { signUpPage: w } } = usePage()
  const { form, applies = false, invite } = props
  return (
    <>
      <h1>{(invite ? w.invitedTitle : w.title)(community.name)}</h1>
      {community.description ? <p class="lead" dir="auto">{community.description}</p> : null}
      <MemberCount />
      {invite ? <Invitation {...invite} /> : null}
      <p>{useLead(props)}</p>
      <Form form={form}>
        <AccountFields {...props} />
        {props.questions.length
          ? <fieldset>
              <legend>{w.questionsTitle}</legend>
              <p class="hint">{w.questionsHint}</p>
              <QuestionFields questions={props.questions} />
            </fieldset>
          : null}
        <section>
          <h2>{w.rulesTitle}</h2>
          {props.rules.length ? <RulesList rules={props.rules} /> : <p>{w.noRules}</p>}
        </section>
        <Tick name="agreement" label={w.agree} required checked={form.values?.agreement === '1'} error={form.errors?.agreement} />
        <Button>{applies ? w.buttonApproval : w.buttonOpen}</Button>
      </Form>
      <SignInLink url={props.signInUrl} />
    </>
  )
}

function AccountFields({ form, minPasswordLength, maxUsernameLength, inviteCode = 'hidden', mail = true }: SignUpProps) {
  const { page: { community }, w: { signUpPage: w, passwordPage } } = usePage()
  const { values, errors } = form ?? {}
  return (
    <>
      <Field name="username" label={w.username} hint={w.usernameHint(community.domain)} value={values?.username} error={errors?.username}
        required maxLength={maxUsernameLength ?? 30} autocomplete="username" literal />
      <Field name="email" type="email" label={w.email} hint={mail ? w.emailHint : w.emailHintNoMail} value={values?.email} error={errors?.email} required autocomplete="email" literal />
      <Field name="password" type="password" label={w.password} hint={passwordPage.atLeast(minPasswordLength)} error={errors?.password} required
        minLength={minPasswordLength} autocomplete="new-password" literal />
      {inviteCode === 'hidden'
        ? null
        : <Field name="invite_code" label={w.inviteCode} value={values?.invite_code} error={errors?.invite_code} required={inviteCode === 'required'}
            markOptional={inviteCode === 'optional'} autocomplete="off" literal />}
    </>
  )
}

function Closed({ friends, message, signInUrl }: SignUpProps) {
  const { w: { signUpPage: w } } = usePage()
  return (
    <>
      <h1>{w.closedTitle}</h1>
      <p class="lead" dir="auto">{message || w.closed}</p>
      {friends?.length ? <><p>{w.closedFriends}</p><FriendsList friends={friends} /></> : null}
      <p>{w.closedMeanwhile}</p>
      <p class="buttons"><ButtonLink href="/public/local" kind="plain">{w.readAlong}</ButtonLink></p>
      <SignInLink url={signInUrl} />
    </>
  )
}

function SignInLink({ url }: { url: string }) {
  const { w } = usePage()
  return <p>{w.signUpPage.haveAccount} <Link href={url}>{w.signIn}</Link></p>
}
