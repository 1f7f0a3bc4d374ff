import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  type DuckDBResult,
  type DuckDBResultReader,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Cell, Row } from './engine.ts'

/** The engine's values as plain cells: days and instants are text, integers are numbers or the query fails. */
export function rowsOf<T extends Row>(reader: DuckDBResultReader): T[] {
  const names = reader.deduplicatedColumnNames()
  return reader.getRows().map((values) => {
    const row: Record<string, Cell> = {}
    for (const [i, column] of names.entries()) row[column] = cell(values[i] ?? null)
    return row as T
  })
}

export interface Columns {
  readonly rows: number
  readonly values: readonly (Float64Array | readonly (string | null)[])[]
}

/** A chunk at a time, so that a million rows are never there as a million objects. */
export async function columnsOf(result: DuckDBResult): Promise<Columns> {
  const isNumber = result.columnTypes().map((type) => type.typeId === DuckDBTypeId.DOUBLE)
  const numbers = isNumber.map(() => new Float64Array(2048))
  const texts: (string | null)[][] = isNumber.map(() => [])
  let rows = 0
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const [i, wanted] of isNumber.entries()) {
      const vector = chunk.getColumnVector(i)
      const values = roomFor(numbers, i, wanted ? rows + chunk.rowCount : 0)
      for (let row = 0; row < chunk.rowCount; row++) {
        const value = vector.getItem(row)
        if (wanted) values[rows + row] = typeof value === 'number' ? value : Number.NaN
        else texts[i]?.push(value === null ? null : String(value))
      }
    }
    rows += chunk.rowCount
  }
  return { rows, values: isNumber.map((wanted, i) => (wanted ? numbers[i]?.slice(0, rows) : texts[i]) ?? []) }
}

function roomFor(numbers: Float64Array[], i: number, rows: number): Float64Array {
  const old = numbers[i] ?? new Float64Array(0)
  if (rows <= old.length) return old
  const grown = new Float64Array(2 * rows)
  grown.set(old)
  numbers[i] = grown
  return grown
}

function cell(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint') return whole(value)
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
    return new Date(Number(value.micros / 1000n)).toISOString()
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBListValue) return value.items.map(cell)
  return String(value)
}

function whole(value: bigint): number {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw new RangeError(`${value} is beyond the integers a number can hold; cast it to string or double`)
}
