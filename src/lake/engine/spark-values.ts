import type { Cell, Row } from './engine.ts'

/** As HiveServer2 describes a result; of a type only the number is given. */
export interface Schema {
  readonly columns: readonly {
    readonly columnName: string
    readonly position: number
    readonly typeDesc: { readonly types: readonly { readonly primitiveEntry?: { readonly type: number } }[] }
  }[]
}

interface Values {
  readonly values: readonly unknown[]
  /** a bit a row, of what is null */
  readonly nulls?: Uint8Array
}

export interface RowSet {
  readonly columns?: readonly Readonly<Record<string, Values | null>>[]
}

const BIGINT = 4
const TIMESTAMP = 8
const ARRAY = 10
const DECIMAL = 15

/** The engine's values as plain cells: days and instants are text, integers are numbers or the query fails. */
export function rowsOf(schema: Schema | null, sets: readonly RowSet[]): Row[] {
  const columns = [...(schema?.columns ?? [])].sort((a, b) => a.position - b.position)
  const rows: Record<string, Cell>[] = []
  for (const set of sets) {
    const start = rows.length
    for (const [i, { columnName, typeDesc }] of columns.entries()) {
      const type = typeDesc.types[0]?.primitiveEntry?.type ?? -1
      const found = Object.values(set.columns?.[i] ?? {}).find((values) => values !== null)
      for (const [row, value] of (found?.values ?? []).entries()) {
        const mine = rows[start + row] ?? {}
        rows[start + row] = mine
        mine[columnName] = isNull(found?.nulls, row) ? null : cell(type, value)
      }
    }
  }
  return rows
}

function isNull(nulls: Uint8Array | undefined, row: number): boolean {
  return (((nulls?.[row >> 3] ?? 0) >> (row & 7)) & 1) === 1
}

function cell(type: number, value: unknown): Cell {
  if (type === BIGINT) return whole(value)
  if (type === DECIMAL) return Number(value)
  if (type === TIMESTAMP) return new Date(`${String(value).replace(' ', 'T')}Z`).toISOString()
  if (type === ARRAY) return list(String(value))
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}

/** A list comes as JSON, but for what JSON has no number for. */
function list(json: string): Cell {
  try {
    return JSON.parse(json)
  } catch {
    return JSON.parse(json.replace(/\b(NaN|-?Infinity)\b/g, 'null'))
  }
}

/** 64 bits come as an object of two halves. */
function whole(value: unknown): number {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw new RangeError(
    `${String(value)} is beyond the integers a number can hold; cast it to string or double`,
  )
}
