import type { Random } from '../../lib/random.ts'
import { sumOf } from '../../lib/sum.ts'
import type { Columns } from './columns.ts'
import { type Encoder, encode, encodeTraining, type Feature, learnEncoder } from './features.ts'
import { fitLogistic } from './logistic.ts'

/** Rows of a campaign in which chance decided who was contacted. */
export interface UpliftRows extends Columns {
  /** 1 or 0 */
  readonly treated: Uint8Array
  /** 0 or 1, or an amount of which many are 0; none below 0 */
  readonly outcome: Float64Array
}

/** Logistic weights, the intercept first. */
type Weights = Float64Array

export interface UpliftModel {
  readonly kind: 'uplift'
  readonly encoder: Encoder
  readonly ofTreated: Weights
  readonly ofControl: Weights
  /** class transformation: P(treated and responding, or neither) among arms of equal size */
  readonly ofClass: Weights
  /** mean outcome of those with one, by arm: 1 where it is yes or no */
  readonly amounts: { readonly treated: number; readonly control: number }
  readonly l2: number
}

/** Not trained, and how much is missing. */
export interface TooFewResponses {
  readonly kind: 'too-few'
  readonly arm: 'treated' | 'control'
  readonly need: number
  readonly have: number
}

const MIN_RESPONSES = 20
const PENALTIES = [0.1, 10, 100]
const FOLDS = 3
/** the penalty is chosen on so many rows an arm at most */
const TUNING_ROWS = 5000

/**
 * Uplift: how much more a customer does when contacted. A T-learner (two logistic models, of the treated and of the
 * controls, and the difference of what they say), averaged with a class transformation (one logistic model of
 * "responded as treated": 2 p - 1 is the uplift when both arms are of one size, so the larger is thinned): their errors
 * differ, and the mean ranks better than either. The L2 penalty, unless given, is chosen by three-fold cross-validated
 * log-loss. An amount is the chance of any times the mean of those above 0. Sources: Kunzel et al. 2019 (T-learner),
 * Jaskowski and Jaroszewicz 2012 (class transformation). Rows must come from a random holdout.
 */
export function fitUplift(
  features: readonly Feature[],
  rows: UpliftRows,
  random: Random,
  given: number | null = null,
): UpliftModel | TooFewResponses {
  const labels = Uint8Array.from(rows.outcome, (value) => (value > 0 ? 1 : 0))
  const arms = { treated: rowsWhere(rows.treated, 1), control: rowsWhere(rows.treated, 0) }
  for (const arm of ['treated', 'control'] as const) {
    const have = responsesOf(arms[arm], labels)
    if (have < MIN_RESPONSES) return { kind: 'too-few', arm, need: MIN_RESPONSES, have }
  }
  const encoder = learnEncoder(features, { ...rows, labels })
  const columns = encodeTraining(encoder, { ...rows, labels })
  const l2 = given ?? penaltyFor({ columns, labels }, [arms.treated, arms.control])
  const learned = (picked: Uint32Array, of = labels) =>
    fitLogistic({ columns: pick(columns, picked), labels: pickLabels(of, picked) }, { l2, warm: false })
      .weights
  const responded = labels.map((label, row) => (label === rows.treated[row] ? 1 : 0))
  return {
    kind: 'uplift',
    encoder,
    ofTreated: learned(arms.treated),
    ofControl: learned(arms.control),
    ofClass: learned(equalArms(arms, random), responded),
    amounts: {
      treated: meanAbove0(arms.treated, rows.outcome),
      control: meanAbove0(arms.control, rows.outcome),
    },
    l2,
  }
}

/** What contacting each row is expected to add to its outcome; below 0: it is better left alone. */
export function scoreUplift(model: UpliftModel, rows: Columns): Float64Array {
  const { treated, control, both } = scoresOf(model, rows)
  const middle = (model.amounts.treated + model.amounts.control) / 2
  return treated.map((chance, row) => {
    const apart = chance * model.amounts.treated - (control[row] ?? 0) * model.amounts.control
    return (apart + (2 * (both[row] ?? 0) - 1) * middle) / 2
  })
}

/** The class transformation alone: a peer to measure the mean against. */
export function scoreByClass(model: UpliftModel, rows: Columns): Float64Array {
  return scoresOf(model, rows).both
}

function scoresOf(model: UpliftModel, rows: Columns) {
  const columns = encode(model.encoder, rows)
  const chances = (weights: Weights) => chancesOf(weights, columns, rows.rows)
  return {
    treated: chances(model.ofTreated),
    control: chances(model.ofControl),
    both: chances(model.ofClass),
  }
}

/** P(y = 1) of each row by logistic weights. */
export function chancesOf(
  weights: Float64Array,
  columns: readonly Float64Array[],
  rows: number,
): Float64Array {
  const logits = new Float64Array(rows).fill(weights[0] ?? 0)
  columns.forEach((column, i) => {
    const weight = weights[i + 1] ?? 0
    for (let row = 0; row < rows; row++) logits[row] = (logits[row] ?? 0) + weight * (column[row] ?? 0)
  })
  return logits.map((logit) => 1 / (1 + Math.exp(-logit)))
}

interface Labelled {
  readonly columns: readonly Float64Array[]
  readonly labels: Uint8Array
}

/** The penalty with the least log-loss on folds not learned from, summed over the arms; rows are dealt in turn. */
function penaltyFor(data: Labelled, arms: readonly Uint32Array[]): number {
  let best = { l2: PENALTIES[0] ?? 0.1, loss: Number.POSITIVE_INFINITY }
  for (const l2 of PENALTIES) {
    const loss = sumOf(arms, (arm) => foldLoss(data, thinned(arm, TUNING_ROWS), l2))
    if (loss < best.loss) best = { l2, loss }
  }
  return best.l2
}

function foldLoss({ columns, labels }: Labelled, rows: Uint32Array, l2: number): number {
  let loss = 0
  for (let fold = 0; fold < FOLDS; fold++) {
    const past = rows.filter((_, i) => i % FOLDS !== fold)
    const held = rows.filter((_, i) => i % FOLDS === fold)
    const fit = fitLogistic(
      { columns: pick(columns, past), labels: pickLabels(labels, past) },
      { l2, warm: false },
    )
    const chances = chancesOf(fit.weights, pick(columns, held), held.length)
    chances.forEach((p, i) => {
      const chance = labels[held[i] ?? 0] === 1 ? p : 1 - p
      loss -= Math.log(Math.max(1e-12, chance))
    })
  }
  return loss
}

function thinned(rows: Uint32Array, most: number): Uint32Array {
  const step = Math.max(1, rows.length / most)
  return Uint32Array.from({ length: Math.min(most, rows.length) }, (_, i) => rows[Math.floor(i * step)] ?? 0)
}

/** All of the smaller arm and as many of the larger, drawn by chance. */
function equalArms(
  { treated, control }: { readonly treated: Uint32Array; readonly control: Uint32Array },
  random: Random,
): Uint32Array {
  const [small, large] = treated.length <= control.length ? [treated, control] : [control, treated]
  const share = small.length / large.length
  const kept = share === 1 ? large : large.filter(() => random.next() < share)
  return Uint32Array.from([...small, ...kept])
}

function rowsWhere(values: Uint8Array, wanted: number): Uint32Array {
  return Uint32Array.from(values.keys()).filter((row) => values[row] === wanted)
}

function responsesOf(rows: Uint32Array, labels: Uint8Array): number {
  return sumOf(rows, (row) => labels[row] ?? 0)
}

function meanAbove0(rows: Uint32Array, outcome: Float64Array): number {
  const above = rows.filter((row) => (outcome[row] ?? 0) > 0)
  return sumOf(above, (row) => outcome[row] ?? 0) / Math.max(1, above.length)
}

function pick(columns: readonly Float64Array[], rows: Uint32Array): Float64Array[] {
  return columns.map((column) => Float64Array.from(rows, (row) => column[row] ?? 0))
}

function pickLabels(labels: Uint8Array, rows: Uint32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => labels[row] ?? 0)
}
