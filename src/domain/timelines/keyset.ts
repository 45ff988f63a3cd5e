// Bounds of a page for hand-written statements: open ends are numbers too, so that one text serves every page.
import type { Page } from '#domain/page.ts'

const LAST = Number.MAX_SAFE_INTEGER

export interface Bounds { before: number; after: number; limit: number }

export const boundsOf = (page: Page): Bounds => ({ before: page.maxId ?? LAST, after: page.minId ?? page.sinceId ?? 0, limit: page.limit })

/** `up` for a page that is read from its lower end. */
export const directionOf = (page: Page): 'up' | 'down' => page.minId === undefined ? 'down' : 'up'
const orders = { up: 'asc', down: 'desc' } as const

/** Keeps `column` within the page, in reading order, and cuts it off. */
export const inPage = (column: string, direction: 'up' | 'down'): string =>
  ` and ${column} < :before and ${column} > :after order by ${column} ${orders[direction]} limit :limit`
