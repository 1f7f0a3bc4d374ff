import type { Columns } from './columns.ts'
import type { TrainingRows } from './training-rows.ts'

/** These rows, in this order. */
export function pickRows(all: TrainingRows, rows: Uint32Array): TrainingRows {
  return { ...pickColumns(all, rows), labels: Uint8Array.from(rows, (row) => all.labels[row] ?? 0) }
}

/** The same of rows without an outcome. */
export function pickColumns({ numbers, texts }: Columns, rows: Uint32Array): Columns {
  return {
    rows: rows.length,
    numbers: Object.fromEntries(
      Object.entries(numbers).map(([name, column]) => [
        name,
        Float64Array.from(rows, (row) => column[row] ?? Number.NaN),
      ]),
    ),
    texts: Object.fromEntries(
      Object.entries(texts).map(([name, { codes, members }]) => [
        name,
        { codes: Uint16Array.from(rows, (row) => codes[row] ?? 0), members },
      ]),
    ),
  }
}
