// Addresses. What members and other servers wrote is linked only when it is a web page, never a script.
import type { ComponentChildren } from 'preact'

/** The address if it is http(s) or a path on this server; otherwise undefined. */
export function webAddress(url: string | null | undefined): string | undefined {
  if (!url) return undefined
  if (/^\/(?![/\\])/.test(url)) return url
  const parsed = URL.parse(url)
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? url : undefined
}

/** The host of an address, for telling people where a link leads. */
export function hostOf(url: string | null | undefined): string {
  return URL.parse(url ?? '')?.host ?? ''
}

/** The page of a person on this server, local or not. */
export function profilePath(acct: string): string {
  return `/@${acct.split('@').map(encodeURIComponent).join('@')}`
}

/** The page of a post on this server. */
export function postPath(status: { id: string; account: { acct: string } }): string {
  return `${profilePath(status.account.acct)}/${encodeURIComponent(status.id)}`
}

/** A link within this server, to an address that the server gave; the start page if that is no address. */
export function Link(props: { href: string; children: ComponentChildren }) {
  return <a href={webAddress(props.href) ?? '/'}>{props.children}</a>
}

/** A link to somewhere else, or its text alone when the address is not a web page. */
export function OutLink(props: { href?: string | null; class?: string; rel?: string; children: ComponentChildren }) {
  const href = webAddress(props.href)
  if (!href) return <span class={props.class}>{props.children}</span>
  return <a href={href} class={props.class} rel={props.rel ?? 'nofollow noopener noreferrer'}>{props.children}</a>
}

/** A sentence around a name: the name is isolated, so that its direction does not turn the sentence around. */
export function Named(props: { parts: readonly string[]; href?: string; out?: boolean }) {
  const [before, name, after] = props.parts
  const link = props.out ? <OutLink href={props.href}>{name}</OutLink> : <a href={props.href}>{name}</a>
  return <>{before}<bdi>{props.href ? link : <strong>{name}</strong>}</bdi>{after}</>
}
