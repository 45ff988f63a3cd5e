// A person in a few pixels: picture, name, handle. The same wherever somebody is mentioned.
import type { Account } from '../props/entities.ts'
import { EmojiText } from './emoji.tsx'
import { profilePath, webAddress } from './link.tsx'

/** The picture; decoration, because the name always stands beside it. Bots have a rounded square. */
export function Avatar(props: { account: Account; size: 24 | 44 | 72 }) {
  const src = webAddress(props.account.avatar_static || props.account.avatar)
  const shape = `avatar avatar-${props.size}${props.account.bot ? ' avatar-bot' : ''}`
  return src
    ? <img class={shape} src={src} alt="" width={props.size} height={props.size} loading={props.size === 72 ? 'eager' : 'lazy'} decoding="async" />
    : <span class={shape} />
}

/** The display name, isolated, with its emoji; the user name if there is none. */
export function Name(props: { account: Account; class?: string }) {
  return <bdi class={props.class ?? 'name'}><EmojiText text={props.account.display_name.trim() || props.account.username} emojis={props.account.emojis} /></bdi>
}

/** `@mirjam@social.coop`, whole; where there is no room for it in one line, the server begins the next. */
export function Handle(props: { acct: string; domain?: string }) {
  const [name, host = props.domain] = props.acct.split('@')
  return <bdi class="handle" dir="ltr">@{name}{host ? <><wbr />@{host}</> : null}</bdi>
}

/** A line with picture, name and handle that leads to the person's page. */
export function PersonLine(props: { account: Account; domain: string }) {
  return (
    <a class="person" href={profilePath(props.account.acct)}>
      <Avatar account={props.account} size={44} />
      <span class="person-names"><Name account={props.account} /><Handle acct={props.account.acct} domain={props.domain} /></span>
    </a>
  )
}

/** The name as plain text, without its custom emoji: for titles, sentences and labels. */
export function plainName(account: Account): string {
  const name = (account.emojis ?? []).reduce((text, emoji) => text.replaceAll(`:${emoji.shortcode}:`, ' '), account.display_name)
  return name.replace(/\s+/g, ' ').trim() || account.username
}
