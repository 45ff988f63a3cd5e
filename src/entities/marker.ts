// How far a member has read.
import type { Row } from '#domain/tables.ts'
import { iso } from './at.ts'

export interface Marker { last_read_id: string; version: number; updated_at: string }

/** Markers by timeline, as the API answers them. */
export const renderMarkers = (rows: readonly Row<'markers'>[]): Record<string, Marker> => Object.fromEntries(
  rows.map((row) => [row.timeline, { last_read_id: String(row.last_read_id), version: row.version, updated_at: iso(row.updated_at) }]))
