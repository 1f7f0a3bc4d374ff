import { sum, sumOf } from '../../lib/sum.ts'
import type { Feature } from '../learn/features.ts'
import { encode } from '../learn/features.ts'
import type { Fold } from '../learn/folds.ts'
import { fitLogistic } from '../learn/logistic.ts'
import { rowLosses } from '../learn/model-metrics.ts'
import { pickRows } from '../learn/pick-rows.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import { chancesOf } from '../learn/uplift.ts'
import { prepareConversion, type Settings } from './conversion.ts'
import { levelShift, shifted } from './level.ts'

/** How much of the past a model is learned from. */
export interface Recency {
  /** the latest share of the rows */
  readonly share: number
  /** whether the latest rows alone set its level */
  readonly level: boolean
}

export const ALL_ALIKE: Recency = { share: 1, level: false }
const SHARES = [1, 0.5, 0.25]
/** the latest rows that set the level: so many, in which so many did it */
const LATEST = { share: 0.1, rows: 200, positives: 30 }
/** paired standard errors by which less of the past must be better than all: rows of a day are not independent */
const CLEARLY = 3

/** `order` ranks the rows: the latest share of them, oldest first. */
export function latest(order: Float64Array, share: number): Uint32Array {
  const sorted = Uint32Array.from(order.keys()).sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b)
  return sorted.slice(Math.floor((1 - share) * sorted.length))
}

/** The rows that set the level: the last tenth, or as many more as hold 30 positives; null where all do not. */
export function latestForLevel(labels: Uint8Array, places: Uint32Array): Uint32Array | null {
  let [from, positives] = [places.length, 0]
  const wanted = Math.max(LATEST.rows, Math.floor(LATEST.share * places.length))
  while (from > 0 && (places.length - from < wanted || positives < LATEST.positives))
    positives += labels[places[--from] ?? 0] ?? 0
  return positives < LATEST.positives || from === 0 ? null : places.slice(from)
}

/**
 * Whether to learn from all of the past alike, from its later half or quarter, and whether the latest rows alone set the
 * level: by log-loss on folds that go forward in time (rolling origin). Less than all is taken only where it is clearly
 * better, for a window costs rows and a level of few rows wanders. `folds` hold their past oldest first.
 */
export function chooseRecency(
  features: readonly Feature[],
  rows: TrainingRows,
  {
    folds,
    settings,
    least,
  }: { readonly folds: readonly Fold[]; readonly settings: Settings; readonly least?: number | undefined },
): Recency {
  const lossesAt = (share: number) =>
    folds.map((fold) => foldLosses(features, rows, fold, { share, settings, least }))
  const [all, ...windows] = SHARES.map((share) => ({
    share,
    folds: lossesAt(share).filter((one) => one !== null),
  }))
  if (!all || all.folds.length === 0) return ALL_ALIKE
  const plain = all.folds.map((one) => one.plain)
  // the level first: it costs no rows, and what changes in a shop is mostly that
  const level = isClearlyLess(
    all.folds.map(({ levelled }) => levelled),
    plain,
  )
  const of = (one: FoldLosses) => (level ? one.levelled : one.plain)
  let found: Recency = level ? { share: 1, level } : ALL_ALIKE
  let best = all.folds.map(of)
  for (const window of windows) {
    if (window.folds.length < all.folds.length || !isClearlyLess(window.folds.map(of), best)) continue
    found = { share: window.share, level }
    best = window.folds.map(of)
  }
  return found
}

/** By more than chance in all folds together, and in each of them. */
function isClearlyLess(losses: readonly Float64Array[], than: readonly Float64Array[]): boolean {
  const gains = than.map((fold, i) => fold.map((loss, row) => loss - (losses[i]?.[row] ?? 0)))
  const together = Float64Array.from(gains.flatMap((fold) => [...fold]))
  const mean = sum(together) / together.length
  const error = Math.sqrt(sumOf(together, (gain) => (gain - mean) ** 2)) / together.length
  return mean > CLEARLY * error && gains.every((fold) => sum(fold) > 0)
}

interface FoldLosses {
  readonly plain: Float64Array
  readonly levelled: Float64Array
}

function foldLosses(
  features: readonly Feature[],
  rows: TrainingRows,
  { past, held }: Fold,
  {
    share,
    settings,
    least,
  }: { readonly share: number; readonly settings: Settings; readonly least?: number | undefined },
): FoldLosses | null {
  const used = past.slice(Math.floor((1 - share) * past.length))
  const learned = prepareConversion(features, pickRows(rows, used), {
    ...settings,
    ...(least !== undefined && { least }),
  })
  if (learned.kind === 'not-trained') return null
  const { weights } = fitLogistic(learned, { l2: settings.l2, warm: false })
  const scoresOf = (of: TrainingRows) => chancesOf(weights, encode(learned.encoder, of), of.rows)
  const later = pickRows(rows, held)
  const scores = scoresOf(later)
  const last = latestForLevel(rows.labels, used)
  const latestRows = last && pickRows(rows, last)
  const shift = latestRows ? levelShift(scoresOf(latestRows), latestRows.labels) : 0
  return {
    plain: rowLosses(scores, later.labels),
    levelled: rowLosses(shifted(scores, shift), later.labels),
  }
}
