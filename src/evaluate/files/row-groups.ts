import { type Table, textsOf } from '../../lake/ingest/read-table.ts'

interface Groups {
  /** by row, from 0 */
  readonly codes: Int32Array
  readonly count: number
}

const OF_TABLE = new WeakMap<Table, Map<string, Groups>>()

/** Rows beyond the first of each combination of these columns. */
export function repeats(table: Table, names: readonly string[]): number {
  let all: Groups = { codes: new Int32Array(table.rows), count: Math.min(1, table.rows) }
  for (const name of names) {
    const { codes, count } = groupsOf(table, name)
    all = grouped(table.rows, (row) => (all.codes[row] ?? 0) * count + (codes[row] ?? 0))
  }
  return table.rows - all.count
}

/** How many different values a column has; a missing one counts. */
export function memberCount(table: Table, name: string): number {
  return groupsOf(table, name).count
}

function groupsOf(table: Table, name: string): Groups {
  const known = OF_TABLE.get(table) ?? new Map<string, Groups>()
  OF_TABLE.set(table, known)
  const before = known.get(name)
  if (before) return before
  const column = table.columns.get(name)
  const values = column?.kind === 'number' ? column.values : textsOf(table, name)
  const found = grouped(table.rows, (row) => values[row] ?? '')
  known.set(name, found)
  return found
}

function grouped(rows: number, keyOf: (row: number) => number | string): Groups {
  const seen = new Map<number | string, number>()
  const codes = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const key = keyOf(row)
    const code = seen.get(key) ?? seen.size
    if (code === seen.size) seen.set(key, code)
    codes[row] = code
  }
  return { codes, count: seen.size }
}
