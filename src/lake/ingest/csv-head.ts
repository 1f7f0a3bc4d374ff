/** How a CSV file begins: which lines come before its rows, what splits them, and what its columns are called. */
export interface CsvHead {
  /** lines before the line of names (or before the first row, where the file has none): notes, `sep=;`, blank ones */
  readonly skip: number
  readonly delimiter: string
  /** as the file calls its columns, on one line each */
  readonly titles: readonly string[]
  /** one name a column: none is empty, and no two are alike whatever their case */
  readonly names: readonly string[]
}

/** What a mapping may say of it; what it does not say is seen from the file. */
export interface SaidOfCsv {
  readonly delimiter?: string
  /** lines before the line of names */
  readonly skip?: number
  /** the names of the columns, where the file has no line of names */
  readonly header?: readonly string[]
}

const DELIMITERS = [',', ';', '\t', '|']
const ROWS_SEEN = 5

/** The one reader of a header: the same for what is shown to people and for what the engine is told. */
export function csvHead(text: string, said: SaidOfCsv = {}): CsvHead {
  const whole = text.replace(/^\ufeff/, '')
  let skip = said.skip ?? 0
  let rest = afterLines(whole, skip)
  const stated = /^"?sep=(.|\\t)"?[ \t]*(?:\r\n|\r|\n)/i.exec(rest)
  if (stated) {
    skip += 1
    rest = rest.slice(stated[0].length)
  }
  const named = stated?.[1]?.replace('\\t', '\t')
  if (said.skip === undefined) {
    const notes = notesBefore(rest, said.delimiter ?? named)
    skip += notes
    rest = afterLines(rest, notes)
  }
  const delimiter = said.delimiter ?? named ?? delimiterIn(rest)
  const [first = [], ...rows] = recordsOf(rest, delimiter, ROWS_SEEN + 1)
  return { skip, delimiter, ...nameColumns(said.header ?? first, said.header ? [first, ...rows] : rows) }
}

/** Blank lines, and lines that begin with # and have fewer cells than the first line that does not. */
function notesBefore(text: string, stated: string | undefined): number {
  const lines = text.split(/\r\n|\r|\n/)
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'))
  if (first <= 0) return Math.max(0, first)
  const head = lines.slice(first).join('\n')
  const delimiter = stated ?? delimiterIn(head)
  const cells = recordsOf(head, delimiter, 1)[0]?.length ?? 0
  const title = lines.findIndex(
    (line) => line.startsWith('#') && (recordsOf(line, delimiter, 1)[0]?.length ?? 0) >= cells,
  )
  return title < 0 ? first : title
}

function afterLines(text: string, lines: number): string {
  const breaks = /\r\n|\r|\n/g
  for (let i = 0; i < lines; i++) if (!breaks.exec(text)) return ''
  return text.slice(breaks.lastIndex)
}

/** The delimiter that splits the first line into the most names; of two alike, the one that the rows keep to. */
function delimiterIn(text: string): string {
  const scored = DELIMITERS.map((delimiter) => {
    const [first = [], ...rows] = recordsOf(text, delimiter, ROWS_SEEN + 1)
    const alike = rows.filter((row) => row.length === first.length).length
    return { delimiter, names: first.length, alike }
  })
  return scored.reduce((best, next) =>
    next.names > best.names || (next.names === best.names && next.alike > best.alike) ? next : best,
  ).delimiter
}

/**
 * The first records: a quoted cell keeps its delimiters and line breaks, and "" in it is one quote.
 *
 * @internal exported for the tests: they read the same files
 */
export function recordsOf(text: string, delimiter: string, most: number): string[][] {
  const records: string[][] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char === '"') {
      if (quoted && text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = !quoted
    } else if (!quoted && text.startsWith(delimiter, i)) {
      cells.push(cell)
      cell = ''
      i += delimiter.length - 1
    } else if (!quoted && (char === '\n' || char === '\r')) {
      if (char === '\r' && text[i + 1] === '\n') i++
      if (cells.length > 0 || cell.trim() !== '') records.push([...cells, cell])
      if (records.length === most) return records
      cells = []
      cell = ''
    } else cell += char
  }
  if (cells.length > 0 || cell.trim() !== '') records.push([...cells, cell])
  return records
}

/** Unnamed columns get `column3` for a name, doubled ones `price_2`; cells beyond the names are columns too. */
export function nameColumns(first: readonly string[], rows: readonly (readonly string[])[]) {
  const given = first.map(plainTitle)
  const widths = new Set(rows.map((row) => row.length))
  const [width = 0] = widths
  const beyond = widths.size === 1 ? width - given.length : 0
  const areEmpty = rows.every((row) => row.slice(given.length).every((cell) => cell.trim() === ''))
  // what writes the numbers of its rows without a name for them
  const isNumbered = beyond === 1 && !areEmpty && rows.every((row, i) => Number(row[0]) === i + 1)
  const unnamed: string[] = beyond > 0 && areEmpty ? Array<string>(beyond).fill('') : []
  const titles = isNumbered ? ['', ...given] : [...given, ...unnamed]
  const taken = new Set<string>(titles.map((title) => title.toLowerCase()))
  const seen = new Set<string>()
  const names = titles.map((title, i) => {
    const wanted = title === '' ? `column${i + 1}` : title
    const isFree = !(title === '' ? taken : seen).has(wanted.toLowerCase())
    const name = isFree ? wanted : freeName(wanted, (free) => taken.has(free) || seen.has(free))
    seen.add(name.toLowerCase())
    return name
  })
  return { titles, names }
}

function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  for (let n = 2; ; n++) if (!isTaken(`${wanted}_${n}`.toLowerCase())) return `${wanted}_${n}`
}

const plainTitle = (title: string) => title.replace(/\s+/g, ' ').trim()

/** The name the engine knows a column by; null when there is none; or the places of those that share the title. */
export type NamedColumn = string | null | { readonly twice: readonly number[] }

/** Which column a mapping means: by its title in the file, or by the name given to one that has none of its own. */
export function columnNamed(
  { titles, names }: Pick<CsvHead, 'titles' | 'names'>,
  wanted: string,
): NamedColumn {
  const title = plainTitle(wanted)
  const at = titles.flatMap((known, i) => (known === title && title !== '' ? [i] : []))
  if (at.length > 1) return { twice: at.map((i) => i + 1) }
  return (at[0] === undefined ? names.find((name) => name === title) : names[at[0]]) ?? null
}
