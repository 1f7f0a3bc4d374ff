/** Spark's types; DuckDB takes arguments as they come. */
type Type =
  | 'string'
  | 'bigint'
  | 'double'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'decimal(18, 4)'
  | 'decimal(38, 4)'
  | 'decimal(20, 0)'
  | 'int'

export interface SqlFunction {
  readonly takes: Readonly<Record<string, Type>>
  readonly gives: Type
  /** one text for both engines, or one for each where they differ */
  readonly is: string | { readonly duckdb: string; readonly spark: string }
}
