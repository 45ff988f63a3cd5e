// What a notification is about beside a status: the report that staff may look after, the warning that a member was given.
import { collectionsTold } from '#domain/reading/collections.ts'
import { reportsTold, strikesTold, type SeenReport, type SeenStrike } from '#domain/reading/moderation.ts'
import type { AccountBundle } from './account.ts'
import { renderAccountWarning, type AccountWarning } from './account-warning.ts'
import type { At } from './at.ts'
import { showCollections, type Collection } from './collection.ts'
import { renderReport, type Report } from './report.ts'

export interface Subjects { reports: ReadonlyMap<number, SeenReport>; strikes: ReadonlyMap<number, SeenStrike>; collections: ReadonlyMap<number, Collection>; accountIds: number[] }

interface Told { id: number; type: string }

const isAboutCollection = (type: string): boolean => type === 'added_to_collection' || type === 'collection_update'

async function loadCollections(at: Pick<At, 'db' | 'config'>, ids: readonly number[]): Promise<Map<number, Collection>> {
  const told = await collectionsTold(at.db, { ids })
  const shown = new Map((await showCollections(at, null, told.map((row) => row.id))).map((one) => [one.id, one]))
  return new Map(told.flatMap((row) => {
    const collection = shown.get(String(row.id))
    return collection ? [[row.notification_id, collection] as const] : []
  }))
}

/** Loads them, by notification; no statement where no type needs one. */
export async function loadSubjects(at: Pick<At, 'db' | 'config'>, rows: readonly Told[]): Promise<Subjects> {
  const idsOf = (type: string) => rows.filter((row) => row.type === type).map((row) => row.id)
  const [reported, warned] = [idsOf('admin.report'), idsOf('moderation_warning')]
  const [reports, strikes] = await Promise.all([
    reported.length === 0 ? [] : reportsTold(at.db, { ids: reported }), warned.length === 0 ? [] : strikesTold(at.db, { ids: warned }),
  ])
  const collected = rows.filter((row) => isAboutCollection(row.type)).map((row) => row.id)
  return {
    collections: collected.length === 0 ? new Map() : await loadCollections(at, collected),
    reports: new Map(reports.map((row) => [row.notification_id, row])), strikes: new Map(strikes.map((row) => [row.notification_id, row])),
    accountIds: [...reports, ...strikes].map((row) => row.target_account_id),
  }
}

/** The members of an entity that say it; null when it is gone. */
export function renderSubject({ id, type }: Told, { reports, strikes, collections }: Subjects, bundle: AccountBundle): { report?: Report; moderation_warning?: AccountWarning; collection?: Collection } | null {
  if (isAboutCollection(type)) {
    const collection = collections.get(id)
    return collection ? { collection } : null
  }
  if (type === 'admin.report') {
    const row = reports.get(id)
    const report = row && renderReport(row, bundle)
    return report ? { report } : null
  }
  if (type !== 'moderation_warning') return {}
  const row = strikes.get(id)
  const warning = row && renderAccountWarning(row, bundle)
  return warning ? { moderation_warning: warning } : null
}
