// The community's rules, in order.
import type { Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'

/** The rules that are in force. */
export const rulesInForce = (db: Reader): Promise<Row<'rules'>[]> =>
  db.selectFrom('rules').selectAll().where('deleted_at', 'is', null).orderBy('position').orderBy('id').execute()
