import { name } from '../engine/duckdb.ts'
import type { Column } from '../engine/engine.ts'

/** All columns, some of them by another expression. */
export function replaced(
  columns: readonly Column[],
  alias: string,
  by: Readonly<Record<string, string>>,
): string {
  return columns
    .map(({ column }) => (by[column] ? `${by[column]} as ${name(column)}` : `${alias}.${name(column)}`))
    .join(', ')
}
