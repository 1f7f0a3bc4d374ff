/** What a column of a file looks like, by the rows that were looked at. */
export interface SeenColumn {
  readonly name: string
  readonly filled: number
  readonly distinct: number
  /** shares of the filled values */
  readonly times: number
  readonly clocks: number
  readonly numbers: number
  readonly wholes: number
  /** numbers with one or two decimals */
  readonly priced: number
  readonly min: number | null
  readonly mean: number | null
  readonly max: number | null
  /** seconds since 1970 of an average time, where it is written as ISO */
  readonly instant: number | null
  /** words of an average value */
  readonly words: number
  readonly length: number
  /** how many digits nearly all values begin with, and the fewest of any */
  readonly digits: number
  readonly shortest: number
  /** some values, the most frequent first */
  readonly values: readonly string[]
  /** the share of rows that the most frequent value takes */
  readonly top: number
}

export interface SeenFile {
  /** what it is called here: its name, and the list within its rows where that is looked at */
  readonly file: string
  /** as the mapping names it, and others of the same columns */
  readonly files: readonly string[]
  /** of JSON: the list within each row whose elements these rows are */
  readonly each: string | null
  /** of such a list: of one document, or of an object a line */
  readonly format: string
  readonly rows: number
  readonly columns: readonly SeenColumn[]
  /** `a>b`: a value of a goes with one value of b only; `a+b`: together they are a key */
  readonly determines: ReadonlySet<string>
  /** column -> `file/column` of the key in another file that its values are from */
  readonly refers: ReadonlyMap<string, string>
}

export const isKey = (column: SeenColumn, { rows }: Pick<SeenFile, 'rows'>) =>
  column.filled === rows && column.distinct === rows && rows > 1

/** A name for a thing: no sentence, no time, no price. */
export const isIdLike = (column: SeenColumn) => isNameLike(column) && column.distinct > 20

/** The same, of however few things: where its title says that it is one. */
export const isNameLike = (column: SeenColumn) =>
  column.times < 0.5 && column.priced < 0.3 && column.words < 1.6 && column.length >= 1
