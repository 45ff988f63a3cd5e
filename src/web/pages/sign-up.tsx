// Signing up or applying: what the community asks, its rules, and how long it takes. Closed communities name friends.
import { renderDocument } from '../components/document.tsx'
import { Button, Field, Form, Tick } from '../components/form.tsx'
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

function SignUp(props: SignUpProps & { form: NonNullable<SignUpProps['form']> }) {
  const { page: { community }, w: { signUpPage: w } } = usePage()
  const { form } = props
  const applies = community.registrations !== 'open'
  return (
    <>
      <h1>{w.title(community.name)}</h1>
      {community.description ? <p class="lead" dir="auto">{community.description}</p> : null}
      <MemberCount />
      <p>{props.invitedBy ? <><Named parts={w.invitedBy(props.invitedBy)} /> </> : null}{applies ? w.leadApproval : w.leadOpen}</p>
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

function AccountFields({ form, minPasswordLength, maxUsernameLength, inviteCode = 'hidden' }: SignUpProps) {
  const { page: { community }, w: { signUpPage: w, passwordPage } } = usePage()
  const { values, errors } = form ?? {}
  return (
    <>
      <Field name="username" label={w.username} hint={w.usernameHint(community.domain)} value={values?.username} error={errors?.username}
        required maxLength={maxUsernameLength ?? 30} autocomplete="username" literal />
      <Field name="email" type="email" label={w.email} hint={w.emailHint} value={values?.email} error={errors?.email} required autocomplete="email" literal />
      <Field name="password" type="password" label={w.password} hint={passwordPage.atLeast(minPasswordLength)} error={errors?.password} required
        minLength={minPasswordLength} autocomplete="new-password" literal />
      {inviteCode === 'hidden'
        ? null
        : <Field name="invite_code" label={w.inviteCode} value={values?.invite_code} error={errors?.invite_code} required={inviteCode === 'required'}
            markOptional={inviteCode === 'optional'} autocomplete="off" literal />}
    </>
  )
}

function Closed({ friends, signInUrl }: SignUpProps) {
  const { w: { signUpPage: w } } = usePage()
  return (
    <>
      <h1>{w.closedTitle}</h1>
      <p class="lead">{w.closed} {friends?.length ? w.closedFriends : null}</p>
      {friends?.length ? <FriendsList friends={friends} /> : null}
      <SignInLink url={signInUrl} />
    </>
  )
}

function SignInLink({ url }: { url: string }) {
  const { w } = usePage()
  return <p>{w.signUpPage.haveAccount} <Link href={url}>{w.signIn}</Link></p>
}
