import type { Batch } from '../contract/lake.ts'
import { RAW_TABLES } from '../contract/schema.ts'

/**
 * The columns that a batch does not map, as its rows carry them (`,name,region,`), or null: a source that says nothing of
 * a column leaves what another source says of it, where an empty value would replace it.
 */
export function unmappedOf({ table, page }: Pick<Batch, 'table' | 'page'>): string | null {
  const columns: readonly string[] = RAW_TABLES[table].columns
  const isMapped =
    page.kind === 'file'
      ? (column: string) => Object.hasOwn(page.columns, column)
      : (column: string) => page.rows.some((row) => row[column] !== undefined)
  const unmapped = columns.filter((column) => !isMapped(column))
  return unmapped.length === 0 ? null : `,${unmapped.join(',')},`
}
