import { sum } from '../../lib/sum.ts'
import { levelShift } from '../conversion/level.ts'
import { type Encoder, encode, learnEncoder } from '../learn/features.ts'
import { fitLogistic } from '../learn/logistic.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import {
  ACTIVE,
  CHURN_FEATURES,
  type History,
  HORIZON,
  type Snapshot,
  snapshotAt,
  stacked,
} from './snapshot.ts'

/** P(no sale in the next 30 days), by what a merchant's sales looked like. */
export interface ChurnModel {
  readonly kind: 'churn'
  readonly encoder: Encoder
  /** the intercept first */
  readonly weights: readonly number[]
  readonly rows: number
  readonly positives: number
}

export interface NoChurnModel {
  readonly kind: 'not-trained'
  /** merchants seen to leave, of so many looks at one */
  readonly positives: number
  readonly rows: number
}

export interface AtRisk {
  readonly id: string
  readonly probability: number
  /** what raises it most against the usual merchant; the strongest first */
  readonly drivers: readonly string[]
}

/** both outcomes, so often, or nothing can be learned of what comes before them */
const MIN_OF_EACH = 50
/** of the log odds: less drives nothing */
const LEAST_DRIVE = 0.1
const DRIVERS = 3
/** looks that set the level, and outcomes of either kind among them */
const [SET_LEVEL, MIN_TO_LEVEL] = [2, 30]
/** far back merchants were others */
const MOST_SNAPSHOTS = 24

/** Looks at all merchants, a horizon apart, whose outcome is known at `end`; the latest last. */
export function snapshotsUpTo(histories: readonly History[], end: number, horizon = HORIZON): Snapshot[] {
  const first = histories.reduce((low, { days }) => Math.min(low, days[0] ?? low), end)
  const found: Snapshot[] = []
  for (let at = end - horizon; at >= first + ACTIVE && found.length < MOST_SNAPSHOTS; at -= horizon)
    found.push(snapshotAt(histories, at, horizon))
  return found.reverse()
}

/**
 * L2 logistic regression (penalty 1) on seven standardised columns of recency, frequency and trend, as buy-till-you-die
 * models take them (Fader, Hardie and Lee 2005), fitted on monthly looks back. The latest
 * looks set the level. Outcomes are known ones only.
 */
export function learnChurn(looks: readonly Snapshot[]): ChurnModel | NoChurnModel {
  const rows = stacked(looks)
  const positives = sum(rows.labels)
  const counted = { rows: rows.rows, positives }
  if (positives < MIN_OF_EACH || rows.rows - positives < MIN_OF_EACH)
    return { kind: 'not-trained', ...counted }
  const encoder = learnEncoder(CHURN_FEATURES, rows)
  const fit = fitLogistic({ columns: encode(encoder, rows), labels: rows.labels }, { l2: 1, warm: false })
  const model: ChurnModel = { kind: 'churn', encoder, weights: [...fit.weights], ...counted }
  const [intercept = 0, ...rest] = fit.weights
  return { ...model, weights: [intercept + levelOf(model, looks.slice(-SET_LEVEL)), ...rest] }
}

export function churnChances(
  { encoder, weights }: Pick<ChurnModel, 'encoder' | 'weights'>,
  rows: TrainingRows,
): Float64Array {
  const columns = encode(encoder, rows)
  return Float64Array.from({ length: rows.rows }, (_, row) => {
    const logit = columns.reduce(
      (total, column, j) => total + (weights[j + 1] ?? 0) * (column[row] ?? 0),
      weights[0] ?? 0,
    )
    return 1 / (1 + Math.exp(-logit))
  })
}

export interface ChurnTask {
  readonly histories: readonly History[]
  /** the last day that is known whole */
  readonly end: number
}

/** Everybody that may leave, as they stand at the end; the likeliest first. */
export function churnTask({ histories, end }: ChurnTask): readonly AtRisk[] | NoChurnModel {
  const model = learnChurn(snapshotsUpTo(histories, end))
  if (model.kind === 'not-trained') return model
  const now = snapshotAt(histories, end)
  const chances = churnChances(model, now)
  const columns = encode(model.encoder, now)
  return now.ids
    .map((id, row) => ({ id, probability: chances[row] ?? 0, drivers: driversOf(model, columns, row) }))
    .toSorted((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1))
}

/** What the latest looks say of its level: shops grow, seasons come, and the ranking holds all the same. */
function levelOf(model: ChurnModel, latest: readonly Snapshot[]): number {
  const rows = stacked(latest)
  const gone = sum(rows.labels)
  return Math.min(gone, rows.rows - gone) < MIN_TO_LEVEL
    ? 0
    : levelShift(churnChances(model, rows), rows.labels)
}

function driversOf(
  { encoder, weights }: ChurnModel,
  columns: readonly Float64Array[],
  row: number,
): string[] {
  return encoder.terms
    .map(({ column }, j) => ({ column, drive: (weights[j + 1] ?? 0) * (columns[j]?.[row] ?? 0) }))
    .filter(({ drive }) => drive > LEAST_DRIVE)
    .toSorted((a, b) => b.drive - a.drive)
    .slice(0, DRIVERS)
    .map(({ column }) => column)
}
