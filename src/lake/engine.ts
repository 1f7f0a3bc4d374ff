/** What SQL may be handed and give back: days as `YYYY-MM-DD`, instants as ISO 8601 in UTC, integers as numbers. */
export type Cell = string | number | boolean | null | readonly Cell[]
export type Row = Readonly<Record<string, Cell>>
export type Params = Readonly<Record<string, string | number | boolean | null>>

export interface WrittenFile {
  /** the partition's day, or null for a table kept whole */
  readonly dt: string | null
  /** below the lake's root */
  readonly path: string
  readonly rows: number
  readonly bytes: number
}

/**
 * Runs SQL over Parquet files. DuckDB in this process, or Spark on the same files: SQL is written in their
 * common subset, values are bound as `$name`, identifiers come from registries only.
 */
export interface Engine {
  readonly name: 'duckdb' | 'spark'
  query<T extends Row = Row>(sql: string, params?: Params): Promise<T[]>
  run(sql: string, params?: Params): Promise<void>
  close(): Promise<void>
}
