import { createHash } from 'node:crypto'
import { name, text } from './duckdb.ts'
import type { Column } from './engine.ts'

export function selectFrom(columns: readonly Column[], paths: readonly string[]): string {
  const none = `select ${columns.map(({ column, type }) => `cast(null as ${type}) as ${name(column)}`).join(', ')} where false`
  if (paths.length === 0) return none
  const shown = columns.map(({ column }) => name(column)).join(', ')
  const shape = shapeOf(columns)
  if (paths.some((path) => path.includes(shape))) return `select ${shown} from ${parquet(paths)}`
  // files of an earlier version alone: what has been added since is null in all of them
  return `select ${shown} from (${none} union all by name select * from ${parquet(paths)})`
}

/** A day's folder lets the engine pass over files by name alone; columns a newer version added are null in old files. */
export function parquet(paths: readonly string[], { hasFilename = false } = {}): string {
  const byDay = paths.every((path) => path.includes('/dt='))
  const hive = byDay ? "hive_partitioning = true, hive_types = {'dt': date}" : 'hive_partitioning = false'
  const shapes = new Set(paths.map((path) => /-v[0-9a-f]{8}/.exec(path)?.[0]))
  return `read_parquet([${paths.map(text).join(', ')}], union_by_name = ${shapes.size > 1}, filename = ${hasFilename}, ${hive})`
}

/** Goes into a file's name: files of one shape need not be opened one by one to learn that they share it. */
export function shapeOf(columns: readonly Column[]): string {
  return `-v${createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 8)}`
}
