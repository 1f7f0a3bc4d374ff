import { basename } from 'node:path'
import { earlyBound } from '../../advice/experiment/experiment.ts'
import { type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { groupBy } from '../../lib/group.ts'
import { oneLine, plural } from '../../lib/text.ts'
import { type ArmMean, armMean } from '../../stats/tests/arm-mean.ts'
import { type ArmOfRow, summaryColumns } from './summary-columns.ts'

/** An experiment of which only n, mean and variance are known, arm by arm, at one moment or at several. */
interface Summaries {
  readonly names: readonly string[]
  /** the arm that its own columns call the control; null where the rows only name arms */
  readonly control: number | null
  readonly metrics: readonly { readonly name: string; readonly arms: readonly ArmMean[] }[]
  /** of the deciding metric, the earlier moments included */
  readonly checkpoints: readonly { readonly at: string; readonly arms: readonly ArmMean[] }[]
  readonly notes: readonly string[]
}

/** A row of the file, for one arm. */
interface Row {
  readonly arm: string
  readonly metric: string
  readonly at: string
  readonly n: number
  readonly mean: number
  readonly variance: number
}

export function summariesOf(
  table: Table,
  path: string,
  { only, metric }: { readonly only: string | null; readonly metric: string | null },
): Summaries {
  const found = summaryColumns(table)
  if (!found)
    throw new Fault(
      `${basename(path)} has no columns of n, mean and variance: it has ${[...table.columns.keys()].map((one) => `"${one}"`).join(', ')}.`,
      'Give rows of variant, n, mean, variance (or sd); or of count_c, mean_c, variance_c, count_t, mean_t, variance_t.',
    )
  const kept = rowsOfExperiment(table, found.experiment, only)
  const text = (name: string | null) => (name === null ? null : textsOf(table, name))
  const [metrics, times, variants] = [text(found.metric), text(found.time), text(found.variant)]
  const rows = found.arms.flatMap((arm) =>
    kept.map((row) => ({
      arm: armName(arm, variants?.[row] ?? null),
      metric: metrics?.[row]?.trim() || 'the metric',
      at: times?.[row]?.trim() ?? '',
      ...figuresAt(table, arm, row),
    })),
  )
  const order = new Map((times ?? []).map((at, row) => [at?.trim() ?? '', timeOf(at, row)]))
  const wanted = [...new Set(rows.map((row) => row.metric))]
  const first = metric === null ? wanted[0] : wanted.find((name) => name === metric)
  if (first === undefined)
    throw new Fault(`There is no metric "${oneLine(metric ?? '', 40)}".`, `There are ${quoted(wanted)}.`)
  const names = [...new Set(rows.map(({ arm }) => arm))].sort()
  const byMetric = [first, ...wanted.filter((name) => name !== first)].map((name) => ({
    name,
    ...overTime(
      rows.filter((row) => row.metric === name),
      { names, order, path },
    ),
  }))
  const [deciding] = byMetric
  const control = names.findIndex((name) =>
    found.arms.some((arm) => arm.role === 'control' && arm.name === name),
  )
  return {
    names,
    control: control < 0 ? null : control,
    metrics: byMetric.flatMap(({ name, moments }) => {
      const last = moments.at(-1)
      return last ? [{ name, arms: last.arms }] : []
    }),
    checkpoints: deciding?.moments ?? [],
    notes: deciding?.notes ?? [],
  }
}

/** When the bound that holds at every look first left 0, and how many looks there were. */
export function lookedAt(
  checkpoints: Summaries['checkpoints'],
  {
    control,
    treated,
    planned,
  }: { readonly control: number; readonly treated: number; readonly planned: number },
): string[] {
  if (checkpoints.length < 2) return []
  const clear = checkpoints.find(({ arms }) => {
    const [a, b] = [arms[control], arms[treated]]
    if (!a || !b) return false
    const { low, high } = earlyBound({ control: a, treated: b }, planned)
    return low > 0 || high < 0
  })
  const said = clear ? `is clear from ${oneLine(clear.at, 40)} on` : 'never was clear'
  return [
    `${plural(checkpoints.length, 'checkpoint')}, ${oneLine(checkpoints[0]?.at ?? '', 40)} to ${oneLine(checkpoints.at(-1)?.at ?? '', 40)}: the verdict is of the last, as if it was the planned end; by the bound that may be looked at each time, the difference ${said}.`,
  ]
}

function rowsOfExperiment(table: Table, column: string | null, only: string | null): number[] {
  const all = Array.from({ length: table.rows }, (_, row) => row)
  if (column === null) return all
  const of = textsOf(table, column).map((cell) => cell?.trim() ?? '')
  const known = [...new Set(of)]
  if (only === null && known.length > 1)
    throw new Fault(
      `"${column}" holds ${plural(known.length, 'experiment')}, one is judged at a time.`,
      `Name it: --experiment ${known[0]}. There are ${quoted(known)}.`,
    )
  const wanted = only ?? known[0]
  const rows = all.filter((row) => of[row] === wanted)
  if (rows.length > 0) return rows
  throw new Fault(`There is no experiment "${oneLine(only ?? '', 40)}".`, `There are ${quoted(known)}.`)
}

function armName(arm: ArmOfRow, variant: string | null): string {
  if (arm.role === 'row') return variant?.trim() || 'missing'
  return arm.role === 'control' || variant === null ? arm.name : `${arm.name} ${variant.trim()}`
}

function figuresAt(table: Table, { n, mean, spread }: ArmOfRow, row: number) {
  const value = (name: string) => Number(table.columns.get(name)?.values[row] ?? Number.NaN)
  const count = value(n)
  const raw = value(spread.column)
  const variance = { variance: raw, sd: raw ** 2, se: raw ** 2 * count }[spread.kind]
  return { n: count, mean: value(mean), variance }
}

/** The state of all arms at each moment: as given where n only grows, else added up from period to period. */
function overTime(
  rows: readonly Row[],
  given: {
    readonly names: readonly string[]
    readonly order: ReadonlyMap<string, number>
    readonly path: string
  },
) {
  const { names, order, path } = given
  const moments = [...groupBy(rows, ({ at }) => at)].sort(
    ([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
  )
  const whole = moments.flatMap(([at, some]) => {
    const arms = names.map((name) => some.find(({ arm }) => arm === name))
    return arms.every((arm) => arm !== undefined && arm.n >= 2)
      ? [{ at, arms: arms.flatMap((arm) => arm ?? []) }]
      : []
  })
  if (whole.length === 0)
    throw new Fault(
      `No row of ${basename(path)} has n, mean and variance of at least two arms.`,
      'Every arm needs n of 2 or more, a mean and a variance.',
    )
  const strange = whole
    .flatMap(({ arms }) => arms)
    .find(({ mean, variance }) => !Number.isFinite(mean) || !(variance >= 0))
  if (strange)
    throw new Fault(`Arm "${oneLine(strange.arm, 40)}" has no mean or a variance below 0.`, 'Give numbers.')
  const grows = names.every((_, i) =>
    whole.every(({ arms }, k) => k === 0 || (arms[i]?.n ?? 0) >= (whole[k - 1]?.arms[i]?.n ?? 0)),
  )
  const asMean = ({ n, mean, variance }: Pick<Row, 'n' | 'mean' | 'variance'>): ArmMean => ({
    units: n,
    mean,
    variance,
    plainMean: mean,
  })
  if (grows || whole.length === 1)
    return {
      moments: whole.map(({ at, arms }) => ({ at, arms: arms.map(asMean) })),
      notes:
        whole.length > 1
          ? ['n only grows from row to row: each row is taken as the state up to its time.']
          : [],
    }
  const sums = names.map(() => ({ count: 0, sum: 0, squares: 0 }))
  return {
    moments: whole.map(({ at, arms }) => ({
      at,
      arms: arms.map(({ n, mean, variance }, i) => {
        const so = sums[i] ?? { count: 0, sum: 0, squares: 0 }
        so.count += n
        so.sum += n * mean
        so.squares += (n - 1) * variance + n * mean * mean
        return armMean(so)
      }),
    })),
    notes: ['n does not only grow: the rows are taken as periods, and added up.'],
  }
}

function timeOf(cell: string | null, row: number): number {
  const number = Number(cell)
  if (cell !== null && cell.trim() !== '' && Number.isFinite(number)) return number
  const date = Date.parse(cell ?? '')
  return Number.isNaN(date) ? row : date
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${oneLine(name, 40)}"`)
  return `${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`
}
