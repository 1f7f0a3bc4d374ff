import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  type DuckDBResultReader,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
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
  throw new RangeError(`${value} is beyond the integers a number can hold; cast it to varchar or double`)
}
