import { type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'

/** The outcome of each row: 1, 0, or NaN where it is missing. */
export interface TwoClasses {
  readonly labels: Float64Array
  readonly positive: string
  readonly negative: string
  /** positives are the rarer value, because neither says what it means */
  readonly isGuess: boolean
}

const YES =
  /^(?:1(?:\.0+)?|true|t|yes|y|buy(?:er)?|bought|purchased?|conver(?:t|ted|sion)|won|success|positive|pos|click(?:ed)?|paid|order(?:ed)?|sale|sold|visit(?:ed)?|respon(?:se|ded)|churn(?:ed)?|subscribed)$/i
const NO =
  /^(?:0(?:\.0+)?|-1(?:\.0+)?|false|f|no|n|none|not? .*|non-?.*|lost|fail(?:ed|ure)?|negative|neg|browsed?|left|abandoned)$/i

/** Any two values as an outcome: 0 and 1, TRUE and FALSE, yes and no, "Buyer" and "Browser". */
export function twoClasses(table: Table, name: string): TwoClasses {
  const cells = textsOf(table, name).map((cell) => cell?.trim() || null)
  const counts = new Map<string, number>()
  for (const cell of cells) if (cell !== null) counts.set(key(cell), (counts.get(key(cell)) ?? 0) + 1)
  const found = [...counts.keys()]
  const [a, b] = found
  if (a === undefined) throw new Fault(`Column "${name}" is empty.`, 'Name the column of outcomes.')
  if (b === undefined)
    throw new Fault(
      `Column "${name}" holds one value only: "${oneLine(a, 40)}".`,
      'A model needs rows with the outcome and rows without.',
    )
  if (found.length > 2)
    throw new Fault(
      `Column "${name}" holds ${found.length} different values, such as ${found
        .slice(0, 3)
        .map((value) => `"${oneLine(value, 40)}"`)
        .join(', ')}.`,
      'Name a column of two values, such as yes and no.',
    )
  const isFirst = isPositive(a, b)
  const rarer = (counts.get(a) ?? 0) <= (counts.get(b) ?? 0)
  const [positive, negative] = (isFirst ?? rarer) ? [a, b] : [b, a]
  const labels = Float64Array.from(cells, (cell) =>
    cell === null ? Number.NaN : key(cell) === positive ? 1 : 0,
  )
  return { labels, positive, negative, isGuess: isFirst === null }
}

/** Whether `a` is the outcome and `b` its absence; null where neither word tells. */
function isPositive(a: string, b: string): boolean | null {
  const [x, y] = [Number(a), Number(b)]
  if (Number.isFinite(x) && Number.isFinite(y)) return x > y
  const [first, second] = [YES.test(a) && !NO.test(a), YES.test(b) && !NO.test(b)]
  if (first !== second) return first
  const [noFirst, noSecond] = [NO.test(a), NO.test(b)]
  return noFirst === noSecond ? null : noSecond
}

function key(cell: string): string {
  return cell.toLowerCase()
}
