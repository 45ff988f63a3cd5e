// Finding one status by what others call it.
import { parseLocalUrl } from '#domain/addresses.ts'
import type { Context, Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'

type At = Pick<Context, 'config'> & { db: Reader }

/** The row of a status, or undefined. No permission is asked. */
export const statusRow = (db: Reader, statusId: number): Promise<Row<'statuses'> | undefined> =>
  db.selectFrom('statuses').selectAll().where('id', '=', statusId).executeTakeFirst()

/** The id behind a network id or a page's address, local or remote; null when no such status is here. */
export async function findStatusByUri(at: At, uri: string): Promise<number | null> {
  const local = parseLocalUrl(at.config, uri)
  if (local?.kind === 'status') {
    const own = await at.db.selectFrom('statuses').select('id').where('id', '=', local.id).where('uri', 'is', null).executeTakeFirst()
    return own?.id ?? null
  }
  const row = await at.db.selectFrom('statuses').select('id').where('uri', '=', uri).executeTakeFirst()
  return row?.id ?? null
}
