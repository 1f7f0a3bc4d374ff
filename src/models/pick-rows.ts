import type { TrainingRows } from './conversion.ts'

/** These rows, in this order. */
export function pickRows(all: TrainingRows, rows: Uint32Array): TrainingRows {
  return {
    rows: rows.length,
    labels: Uint8Array.from(rows, (row) => all.labels[row] ?? 0),
    numbers: Object.fromEntries(
      Object.entries(all.numbers).map(([name, column]) => [
        name,
        Float64Array.from(rows, (row) => column[row] ?? Number.NaN),
      ]),
    ),
    texts: Object.fromEntries(
      Object.entries(all.texts).map(([name, { codes, members }]) => [
        name,
        { codes: Uint16Array.from(rows, (row) => codes[row] ?? 0), members },
      ]),
    ),
  }
}
