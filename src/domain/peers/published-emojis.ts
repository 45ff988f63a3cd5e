// A custom emoji that another server asks for by its id.
import type { Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'

/** The row, or undefined. */
export const emojiRow = (db: Reader, id: number): Promise<Row<'custom_emojis'> | undefined> =>
  db.selectFrom('custom_emojis').selectAll().where('id', '=', id).executeTakeFirst()
