// Collections as plain JSON: whole ones, ones that only tell a number, and pages.
import type { Document } from './context.ts'

interface Paged { id: string; total?: number; first?: string | undefined }

/** An ordered collection to be read page by page from `first`; without it only the number is told. */
export const orderedCollection = ({ id, total, first }: Paged): Document => ({
  id, type: 'OrderedCollection', ...(total === undefined ? {} : { totalItems: total }), ...(first === undefined ? {} : { first }),
})

/** A collection that is given whole. */
export const wholeCollection = (id: string, items: readonly unknown[]): Document =>
  ({ id, type: 'OrderedCollection', totalItems: items.length, orderedItems: items })

/** A collection of which only the number is told. */
export const countCollection = (id: string, total: number): Document => ({ id, type: 'Collection', totalItems: total })

interface Page { id: string; partOf: string; items: readonly unknown[]; next?: string | undefined; prev?: string | undefined }

/** One page of an ordered collection. */
export const orderedPage = ({ id, partOf, items, next, prev }: Page): Document => ({
  id, type: 'OrderedCollectionPage', partOf,
  ...(next === undefined ? {} : { next }), ...(prev === undefined ? {} : { prev }), orderedItems: items,
})

/** One page of a collection in which order means nothing. */
export const unorderedPage = ({ id, partOf, items, next }: Page): Document =>
  ({ id, type: 'CollectionPage', partOf, ...(next === undefined ? {} : { next }), items })
