// The owner's first day: what is still to do, each looked up, with a link or the command to type.
import type { FirstDayProps } from '../props/setup.ts'
import { setupWordsFor } from '../words/setup-catalogue.ts'
import { Button, Form } from './form.tsx'
import { Icon } from './icon.tsx'
import { Link } from './link.tsx'
import { usePage } from './page-context.tsx'

interface Task {
  done: boolean
  title: string
  about: string
  link?: { url: string; label: string }
  command?: string
}

/** The list, with how much of it is done. */
export function FirstDay(props: FirstDayProps) {
  const { w: { lang }, f } = usePage()
  const w = setupWordsFor(lang).firstDay
  const tasks = useTasks(props)
  return (
    <section class="card first-day" aria-labelledby="first-day-title">
      <h2 id="first-day-title">{w.title}</h2>
      <p class="muted">{w.lead(f.number(tasks.filter(({ done }) => done).length), f.number(tasks.length))}</p>
      <ul class="tasks">{tasks.map(({ done, title, about, link, command }) => (
        <li class={done ? 'step-done' : undefined}>
          <span class="step-mark">{done ? <Icon name="check" /> : null}</span>
          <div>
            <h3>{title}<span class="hidden">, {done ? w.done : w.open}</span></h3>
            <p class="muted">{about}</p>
            {command ? <code class="code" dir="ltr">{command}</code> : null}
            {link ? <p><Link href={link.url}>{link.label}</Link></p> : null}
          </div>
        </li>
      ))}</ul>
      <Form form={props.dismiss}><Button kind="plain">{w.dismiss}</Button></Form>
    </section>
  )
}

function useTasks({ setup, domain, mail, invitations, people, following, commands }: FirstDayProps): Task[] {
  const { page: { community }, w: { lang }, f } = usePage()
  const w = setupWordsFor(lang).firstDay
  const text = (parts: readonly string[], at: number): string => parts[at] ?? ''
  return [
    ...setup ? [] : [{ done: false, title: text(w.setup, 0), about: text(w.setup, 1), link: { url: '/setup/joining', label: text(w.setup, 2) } }],
    domain
      ? { done: true, title: text(w.domain, 0), about: w.domainDone(community.domain) }
      : { done: false, title: text(w.domain, 0), about: text(w.domain, 1), command: commands.domain },
    mail ? { done: true, title: text(w.mail, 0), about: w.mailDone } : { done: false, title: text(w.mail, 0), about: text(w.mail, 1), command: commands.mail },
    invitations
      ? { done: true, title: text(w.invitations, 0), about: w.invitationsDone }
      : { done: false, title: text(w.invitations, 0), about: text(w.invitations, 1), link: { url: '/invites', label: text(w.invitations, 2) } },
    people
      ? { done: true, title: text(w.people, 0), about: w.peopleDone(f.number(following)) }
      : { done: false, title: text(w.people, 0), about: [text(w.people, 1), following > 0 ? w.peopleSoFar(f.number(following)) : ''].filter(Boolean).join(' '),
          link: { url: '/directory', label: text(w.people, 2) } },
  ]
}
