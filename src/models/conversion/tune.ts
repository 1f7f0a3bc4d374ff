import { sum, sumOf } from '../../lib/sum.ts'
import { type Bend, byChord } from '../learn/chord.ts'
import { encode, type Feature } from '../learn/features.ts'
import type { Fold } from '../learn/folds.ts'
import { fitLogistic } from '../learn/logistic.ts'
import { rowLosses } from '../learn/model-metrics.ts'
import { pickRows } from '../learn/pick-rows.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import { chancesOf } from '../learn/uplift.ts'
import { type Prepared, prepareConversion, type Settings } from './conversion.ts'

/** from strong to weak, so that each fit starts near the next */
const PENALTIES = [1000, 300, 100, 30, 10, 3, 1] as const

/**
 * Chooses the L2 penalty, and whether squares and products pay, by log-loss on folds of the training rows: forward in
 * time where the model will be used on later rows. Products are taken when they gain more than one standard error of
 * the paired row losses (the one-standard-error rule of Breiman et al. 1984). Null when no fold can be judged.
 */
export function chooseSettings(
  features: readonly Feature[],
  rows: TrainingRows,
  { folds, onFit = () => {}, products = true, least }: Search,
): Settings | null {
  const plain = best(features, rows, { folds, products: false, onFit, least, near: [] })
  const bent = products
    ? best(features, rows, { folds, products: true, onFit, least, near: plain?.first ?? [] })
    : null
  if (!plain || !bent) return plain?.settings ?? bent?.settings ?? null
  const gains = plain.losses.map((loss, i) => loss - (bent.losses[i] ?? 0))
  const { mean, standardError } = ofMean(gains)
  return mean > standardError ? bent.settings : plain.settings
}

/** Where settings are looked for, and among which. */
export interface Search {
  readonly folds: readonly Fold[]
  readonly onFit?: () => void
  /** whether squares and products of columns are tried */
  readonly products?: boolean
  /** ranks the rows in time, where the folds go forward in it: then how much of the past to learn from is chosen too */
  readonly order?: Float64Array | undefined
  /** positives a fold must learn from, where fewer than usual will do */
  readonly least?: number | undefined
}

interface Tried {
  readonly settings: Settings
  readonly losses: Float64Array
  readonly loss: number
  /** a fold's weights at the strongest penalty: where a fit with more columns may start */
  readonly first: readonly Float64Array[]
}

function best(
  features: readonly Feature[],
  rows: TrainingRows,
  {
    folds,
    products,
    onFit,
    least,
    near,
  }: Required<Omit<Search, 'order'>> & { readonly near: readonly Float64Array[] },
): Tried | null {
  const prepared = folds.flatMap(({ past, held }) => {
    const found = prepareConversion(features, pickRows(rows, past), {
      products,
      ...(least !== undefined && { least }),
    })
    if (found.kind === 'not-trained') return []
    const later = pickRows(rows, held)
    return [{ learned: found, columns: encode(found.encoder, later), labels: later.labels }]
  })
  if (prepared.length === 0) return null
  const starts: (Float64Array | null)[] = prepared.map(({ learned }, fold) => {
    const start = near[fold]
    return start ? widened(start, learned) : null
  })
  const bends: readonly Bend[] = prepared.map(() => ({ information: null }))
  let first: readonly Float64Array[] = []
  let found: Tried | null = null
  for (const l2 of PENALTIES) {
    const losses = prepared.map(({ learned, columns, labels }, fold) => {
      const weights = comparable(learned, l2, {
        start: starts[fold] ?? null,
        bend: bends[fold] ?? { information: null },
      })
      starts[fold] = weights
      onFit()
      return rowLosses(chancesOf(weights, columns, labels.length), labels)
    })
    if (first.length === 0) first = starts.flatMap((weights) => (weights ? [weights] : []))
    const all = Float64Array.from(losses.flatMap((some) => [...some]))
    const loss = ofMean(all).mean
    if (!found || loss < found.loss) found = { settings: { l2, products }, losses: all, loss, first }
    // along the path the loss falls and then rises: once past its least, weaker penalties are worse
    else break
  }
  return found
}

/** A fit close enough to compare its penalty with others: along the path the bend of the last serves the next. */
function comparable(
  learned: Prepared,
  l2: number,
  { start, bend }: { readonly start: Float64Array | null; readonly bend: Bend },
): Float64Array {
  const from = start ?? new Float64Array(learned.columns.length + 1)
  return (
    byChord(learned, { l2, start: from, bend }) ?? fitLogistic(learned, { l2, warm: false, start }).weights
  )
}

/** The weights of fewer columns as a start for more. */
export function widened(weights: Float64Array, { columns }: Prepared): Float64Array {
  return Float64Array.from({ length: columns.length + 1 }, (_, i) => weights[i] ?? 0)
}

function ofMean(values: Float64Array): { mean: number; standardError: number } {
  const mean = sum(values) / values.length
  const squares = sumOf(values, (value) => (value - mean) ** 2)
  return { mean, standardError: Math.sqrt(squares) / values.length }
}
