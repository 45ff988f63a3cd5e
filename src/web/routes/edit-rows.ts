// What a list editor posted: its rows after the button that was pressed has done its work.
import { field, type Fields } from './visit.ts'

export interface EditedDraft {
  id?: string
  text: string
  required: boolean
}

export interface EditedRows {
  rows: EditedDraft[]
  /** Another button than the one to go on was pressed. */
  stay: boolean
  /** The row that moved, where it is now; or the new one. */
  at?: number
  /** How many empty rows are wanted. */
  more?: number
}

function rowOf(value: unknown): EditedDraft {
  const row = (value !== null && typeof value === 'object' ? value : {}) as Fields
  const id = field(row, 'id')
  return { ...(/^\d{1,16}$/.test(id) ? { id } : {}), text: field(row, 'text'), required: field(row, 'required') === '1' }
}

const valuesOf = (list: unknown): unknown[] => Array.isArray(list) ? list : list !== null && typeof list === 'object' ? Object.values(list) : []

/** Reads the rows, moves or removes the one whose button was pressed, and appends what was ticked among the suggestions. */
export function editRows(form: Fields): EditedRows {
  const rows = valuesOf(form['rows']).map(rowOf)
  const [verb = '', index = ''] = field(form, 'do').split(':')
  const from = Number(index)
  const to = verb === 'up' ? from - 1 : verb === 'down' ? from + 1 : null
  const moved = rows[from]
  let at: number | undefined
  if (verb === 'remove') rows.splice(from, 1)
  else if (to !== null && moved && to >= 0 && to < rows.length) {
    rows.splice(from, 1)
    rows.splice(to, 0, moved)
    at = to
  }
  const suggested = valuesOf(form['suggested']).filter((text): text is string => typeof text === 'string' && text.trim() !== '')
  for (const text of suggested) if (!rows.some((row) => row.text.trim() === text)) rows.push({ text, required: false })
  const stay = verb !== 'next' && verb !== ''
  if (verb === 'more') {
    const filled = rows.filter((row) => row.text.trim() !== '').length
    const more = rows.length - filled + 1
    return { rows, stay, more, at: filled + more - 1 }
  }
  return { rows, stay, ...at === undefined ? {} : { at } }
}
