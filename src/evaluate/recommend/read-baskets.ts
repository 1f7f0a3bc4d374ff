import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { Fault, messageOf } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'

export interface BasketFile {
  /** lines of the file that are not blank */
  readonly rows: number
  /** each once, in the order of the file */
  readonly baskets: readonly (readonly string[])[]
  readonly notes: readonly string[]
}

const DELIMITERS = [',', ';', '\t', '|']
const HEADER =
  /^(?:items?|products?|skus?|baskets?|transactions?|orders?|ids?|invoices?|customers?)\b[\s_.\-(]*[s\d)]*$/i
/** a column of numbers of basket, or of counts, is told from items by at least so many rows */
const MIN_ROWS = 20

/** Reads a ragged CSV: one basket a line, an item a cell; blanks are stripped, a line of names and a column of ids are seen and left out. */
export async function readBaskets(path: string): Promise<BasketFile> {
  const text = await textOf(path)
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  if (lines.length === 0) throw new Fault(`${path} is empty.`, 'Export it again: one basket a line.')
  const delimiter = delimiterOf(lines.slice(0, 50))
  const notes: string[] = []
  let rows = lines.map((line) => cellsOf(line, delimiter).map((cell) => cell.trim()))
  if (isHeader(rows)) {
    notes.push('The first line names the columns.')
    rows = rows.slice(1)
  }
  const first = firstColumn(rows)
  if (first) {
    notes.push(`The first column was left out: it holds ${first}.`)
    rows = rows.map((cells) => cells.slice(1))
  }
  let twice = 0
  const baskets = rows.map((cells) => {
    const items = cells.filter((cell) => cell !== '')
    const once = [...new Set(items)]
    twice += items.length - once.length
    return once
  })
  const empty = baskets.filter((basket) => basket.length === 0).length
  if (empty > 0) notes.push(`${plural(empty, 'basket')} without an item left out.`)
  if (twice > 0) notes.push(`${plural(twice, 'item')} named twice in a basket counted once.`)
  return { rows: rows.length, baskets: baskets.filter((basket) => basket.length > 0), notes }
}

async function textOf(path: string): Promise<string> {
  try {
    const bytes = await readFile(path)
    return (/\.gz$/i.test(path) ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new Fault(`${path} cannot be read: ${messageOf(error)}`, 'Check the path.')
  }
}

function delimiterOf(lines: readonly string[]): string {
  const times = (delimiter: string) => lines.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0)
  return DELIMITERS.reduce((best, delimiter) => (times(delimiter) > times(best) ? delimiter : best))
}

/** Cells of a line; a quoted cell may hold the delimiter and, doubled, the quote. */
function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter)
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let i = 0; i < line.length; i++) {
    const char = line[i] ?? ''
    if (char === '"' && isQuoted && line[i + 1] === '"') cell += line[++i] ?? ''
    else if (char === '"') isQuoted = !isQuoted
    else if (char === delimiter && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += char
  }
  return [...cells, cell]
}

/** Every cell says item, product, basket or the like, and none is seen again. */
function isHeader([first = [], ...rest]: readonly (readonly string[])[]): boolean {
  const named = first.filter((cell) => cell !== '')
  if (named.length === 0 || !named.every((cell) => HEADER.test(cell))) return false
  const names = new Set(named)
  return !rest.some((cells) => cells.some((cell) => names.has(cell)))
}

function firstColumn(rows: readonly (readonly string[])[]): string | null {
  if (rows.length < MIN_ROWS) return null
  const counts = rows.every(
    ([first, ...items]) =>
      /^\d+$/.test(first ?? '') && Number(first) === items.filter((cell) => cell !== '').length,
  )
  if (counts) return 'how many items follow'
  const ids = new Set(rows.map(([first]) => first))
  const isId =
    ids.size === rows.length && rows.every((cells) => /\d/.test(cells[0] ?? '') && cells.length > 1)
  return isId ? 'a number of its own for each basket' : null
}
