// One sentence that must not be missed. Colour never says it alone: there is an icon, and danger is announced.
import type { ComponentChildren } from 'preact'
import type { Notice as NoticeProps } from '../props/page.ts'
import { Icon } from './icon.tsx'

const icons = { ok: 'check', warn: 'warn', danger: 'warn', info: 'info' } as const

/** A notice; `danger` is an alert, the others are status messages. */
export function Notice(props: { kind: NoticeProps['kind']; id?: string; children: ComponentChildren }) {
  return (
    <div class={`notice notice-${props.kind}`} id={props.id} role={props.kind === 'danger' ? 'alert' : 'status'}>
      <Icon name={icons[props.kind]} />
      <p>{props.children}</p>
    </div>
  )
}
