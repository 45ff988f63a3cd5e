// The printed result: what was tried × where.
export interface Cell { row: string; column: string; fault: string | null }

/** Columns in order of appearance; ✓, or a number that the faults below explain. An empty cell is shown as `(none)`. */
export function tableOf(title: string, cells: readonly Cell[]): string {
  const rows = [...new Set(cells.map((cell) => cell.row))]
  const columns = [...new Set(cells.map((cell) => cell.column))]
  const faults: string[] = []
  const mark = (row: string, column: string): string => {
    const cell = cells.find((one) => one.row === row && one.column === column)
    if (!cell) return '(none)'
    if (cell.fault === null) return '✓'
    faults.push(`${faults.length + 1}. ${row}, ${column}: ${cell.fault.split('\n').slice(0, 6).join(' ').slice(0, 400)}`)
    return `✗ ${faults.length}`
  }
  const lines = rows.map((row) => [row, ...columns.map((column) => mark(row, column))])
  const head = [title, ...columns]
  const widths = head.map((_, at) => Math.max(...[head, ...lines].map((line) => (line[at] ?? '').length)))
  const show = (line: string[]) => line.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' │ ').trimEnd()
  return [show(head), widths.map((width) => '─'.repeat(width)).join('─┼─'), ...lines.map(show), ...faults].join('\n')
}

/** Rows × columns without a cell. */
export function emptyCells(cells: readonly Cell[]): string[] {
  const columns = [...new Set(cells.map((cell) => cell.column))]
  return [...new Set(cells.map((cell) => cell.row))].flatMap((row) => columns
    .filter((column) => !cells.some((cell) => cell.row === row && cell.column === column)).map((column) => `${row}, ${column}`))
}
