// One page with props to look at.
import type { Pages } from '#web/render.ts'

/** A page with its sample props. */
export interface Sample<Name extends keyof Pages = keyof Pages> {
  page: Name
  props: Parameters<Pages[Name]>[0]
}

/** Ties a page to its props. */
export function sample<Name extends keyof Pages>(page: Name, props: Parameters<Pages[Name]>[0]): Sample {
  return { page, props } as Sample
}
