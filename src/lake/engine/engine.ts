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

/** A column of a table, by DuckDB's name of its type. */
export interface Column {
  readonly column: string
  readonly type: string
}

/** A file as it was written. */
export interface Copied {
  readonly filename: string
  readonly count: number
  readonly file_size_bytes: number
}

/** What a build is made with: one session of either engine. What is named here is gone when it closes. */
export interface BuildSession extends Engine {
  /** whether what may be large is written some days at a time: in this process every day of it holds memory */
  readonly inParts: boolean
  /** what follows `from`: exactly these files, with exactly these columns; none is an empty table of that shape */
  from(columns: readonly Column[], paths: readonly string[]): Promise<string>
  /** a select by name, computed by whoever reads it */
  view(name: string, select: string): Promise<void>
  /** a select by name, computed now and held: it is small */
  materialize(name: string, select: string): Promise<void>
  /** the same on disk: it may be large */
  materializeOnDisk(name: string, select: string): Promise<void>
  /** writes a select as one file, or as a folder a day, below a folder: `<file>.parquet`, `dt=<day>/<file>-<i>.parquet` */
  write(
    to: { readonly folder: string; readonly file: string; readonly by: 'day' | 'whole' },
    columns: readonly Column[],
    select: string,
  ): Promise<Copied[]>
  /** a row of a table as the text of a JSON object */
  json(row: string, columns: readonly Column[]): string
}
