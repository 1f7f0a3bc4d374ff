import type { Table } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { seeded } from '../../lib/random.ts'
import { oneLine, plural, showPercent } from '../../lib/text.ts'
import { foldsByChance, foldsByTime } from '../../models/conversion/tuning-folds.ts'
import { boundary, type Fold, shuffled } from '../../models/learn/folds.ts'
import { type TimeOrder, timeOrder } from './time-order.ts'

/** Rows to learn from and rows to be judged on, and folds of the former to choose by. */
export interface Split {
  readonly train: Uint32Array
  readonly test: Uint32Array
  /** of places in `train` */
  readonly folds: readonly Fold[]
  /** ranks the rows of `train` in time, where the folds go forward in it */
  readonly order: Float64Array | null
  readonly notes: readonly string[]
}

const TRAIN_SHARE = 0.7

/** Earlier rows against later ones: the last whole periods nearest to 30 % of the rows, or all from `testFrom` on. */
export function splitByTime(
  table: Table,
  known: Uint32Array,
  {
    time,
    testFrom,
    labelOf,
  }: { readonly time: string; readonly testFrom: string | null; readonly labelOf: (row: number) => number },
): Split {
  const times = timeOrder(table, time)
  const rows = known.filter((row) => Number.isFinite(times.order[row]))
  const sorted = rows.toSorted((a, b) => at(times, a) - at(times, b) || a - b)
  const cut =
    testFrom === null
      ? boundary(times.order, sorted, Math.round(TRAIN_SHARE * sorted.length))
      : cutAt(times, sorted, { time, testFrom })
  const [train, test] = [sorted.slice(0, cut), sorted.slice(cut)]
  const [first, last] = [train[0], sorted.at(-1)]
  if (train.length === 0 || test.length === 0 || first === undefined || last === undefined)
    throw new Fault(
      `All rows are of one time: "${oneLine(times.shown(sorted[0] ?? 0), 40)}".`,
      'Leave out --time to split by chance.',
    )
  const lost = known.length - rows.length
  const order = Float64Array.from(train, (row) => at(times, row))
  const folds = foldsByTime(order)
  return {
    train,
    test,
    folds: folds.length > 0 ? folds : foldsByChance(Uint8Array.from(train, labelOf)),
    order: folds.length > 0 ? order : null,
    notes: [
      `Learned from ${shownRange(times, train)}, judged on ${shownRange(times, test)}: ${showPercent(test.length / sorted.length, 0)} of the rows.`,
      ...(times.note ? [times.note] : []),
      ...(lost > 0 ? [`${plural(lost, 'row')} left out: "${time}" is missing or cannot be read.`] : []),
    ],
  }
}

/** By chance, from a seed, with both classes dealt alike. */
export function splitByChance(labels: Float64Array, known: Uint32Array, seed: number): Split {
  const random = seeded(seed)
  const order = shuffled(known.length, random).map((place) => known[place] ?? 0)
  const dealt = [0, 1].map((label) => {
    const some = order.filter((row) => labels[row] === label)
    return { some, cut: Math.round(TRAIN_SHARE * some.length) }
  })
  const rows = Uint32Array.from(dealt.flatMap(({ some, cut }) => [...some.subarray(0, cut)])).sort()
  return {
    train: rows,
    test: Uint32Array.from(dealt.flatMap(({ some, cut }) => [...some.subarray(cut)])).sort(),
    folds: foldsByChance(Uint8Array.from(rows, (row) => labels[row] ?? 0)),
    order: null,
    notes: [
      `Learned from ${showPercent(TRAIN_SHARE, 0)} of the rows, drawn by chance with both outcomes dealt alike (seed ${seed}). Later rows are harder to tell than random ones: --time COLUMN splits by time.`,
    ],
  }
}

function cutAt(
  times: TimeOrder,
  sorted: Uint32Array,
  { time, testFrom }: { readonly time: string; readonly testFrom: string },
): number {
  const from = times.rankOf(testFrom)
  const cut = sorted.findIndex((row) => at(times, row) >= from)
  if (Number.isFinite(from) && cut > 0) return cut
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  throw new Fault(
    `--test-from "${oneLine(testFrom, 40)}" does not part the rows of "${time}".`,
    `They go from "${times.shown(first)}" to "${times.shown(last)}".`,
  )
}

function at(times: TimeOrder, row: number): number {
  return times.order[row] ?? 0
}

function shownRange(times: TimeOrder, rows: Uint32Array): string {
  const [from, to] = [times.shown(rows[0] ?? 0), times.shown(rows.at(-1) ?? 0)]
  return from === to ? oneLine(from, 40) : `${oneLine(from, 40)} to ${oneLine(to, 40)}`
}
