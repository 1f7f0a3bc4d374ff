/** Rows as columns: NaN (or an infinity) is missing in a numeric column. Buffers, so that a worker thread takes them without a copy. */
export interface Columns {
  readonly rows: number
  readonly numbers: Readonly<Record<string, Float64Array>>
  readonly texts: Readonly<Record<string, TextColumn>>
}

/** A column of words: a row holds the place of its word among the members. */
export interface TextColumn {
  readonly codes: Uint16Array
  readonly members: readonly string[]
}
