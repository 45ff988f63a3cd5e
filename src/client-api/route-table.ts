// The whole API on one page: each section lists its methods with path, scope and rate class.
import type { Route } from './route.ts'

export const routeTable: readonly Route[] = [
]
