// How the reader stands to somebody, in words; and what only they see of them: whom both know, their own note.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Account } from '../../props/entities.ts'
import { profilePath } from '../../components/link.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import { answerRequest, unmute } from '../actions/relations.ts'
import { get } from '../api.ts'
import { start } from '../start.ts'
import { relationshipOf, type Relationship } from '../store/accounts.ts'
import { languageName } from './languages.ts'

/** The words for a relationship, the weightiest first. */
function sayings(relation: Relationship, w: ReturnType<typeof usePage>['w']['people']['relation'], f: ReturnType<typeof usePage>['f'], lang: string): string[] {
  const { following, followed_by: followsYou, muting_expires_at: until } = relation
  return [
    relation.blocking ? w.blocked : '', relation.blocked_by ? w.blocksYou : '', relation.domain_blocking ? w.serverHidden : '',
    following && followsYou ? w.mutual : followsYou ? w.followsYou : '',
    relation.muting ? until ? w.mutedUntil(f.exact(until)) : w.muted : '',
    following && !relation.showing_reblogs ? w.noBoosts : '', following && relation.notifying ? w.notified : '',
    following && relation.languages?.length ? w.languages(f.list(relation.languages.map((code) => languageName(code, lang)))) : '',
  ].filter(Boolean)
}

export function Relation({ account }: { account: Account }) {
  const { w: { people: { relation: w } , people, lang }, f } = usePage()
  const relation = relationshipOf(account.id)
  if (account.id === start.me.id || !relation) return null
  return (
    <>
      {sayings(relation, people.relation, f, lang).map((text) => <span key={text} class="badge">{text}</span>)}
      {relation.muting ? <button type="button" class="link-button" onClick={() => void unmute(account)}>{w.unmute}</button> : null}
      {relation.requested_by
        ? <span class="asks"><span>{w.asksYou}</span>
            <button type="button" class="button button-primary small" onClick={() => void answerRequest(account, true)}>{w.accept}</button>
            <button type="button" class="button button-plain small" onClick={() => void answerRequest(account, false)}>{w.decline}</button>
          </span>
        : null}
    </>
  )
}

const NAMED = 2

/** The reader's note, and those they follow who follow this person. */
export function ForReader({ account }: { account: Account }) {
  const { w: { people: w } } = usePage()
  const note = relationshipOf(account.id)?.note
  if (account.id === start.me.id) return null
  return <><Familiar id={account.id} />{note ? <p class="own-note muted"><span>{w.note.shown}: </span><span dir="auto">{note}</span></p> : null}</>
}

function Familiar({ id }: { id: string }) {
  const { w: { people: { relation: w } }, f } = usePage()
  const known = useSignal<readonly Account[]>([])
  useEffect(() => {
    known.value = []
    get<{ accounts: Account[] }[]>('/api/v1/accounts/familiar_followers', { id: [id] }).then(([one]) => { known.value = one?.accounts ?? [] }, () => {})
  }, [id])
  const people = known.value
  if (!people.length) return null
  const rest = people.length - NAMED
  const shown = people.slice(0, NAMED)
  // The sentence's own words stand around the names, which are links.
  const [before, after] = w.familiar('\0').split('\0')
  return (
    <p class="familiar muted">
      {before}{shown.map((one, at) => <>{at ? ', ' : ''}<a href={profilePath(one.acct)}><bdi>{plainName(one)}</bdi></a></>)}
      {rest > 0 ? <>, {w.others(f.number(rest), rest === 1)}</> : null}{after}
    </p>
  )
}
