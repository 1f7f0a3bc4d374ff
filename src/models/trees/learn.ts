import { seeded } from '../../lib/random.ts'
import { chanceFold, type Fold, randomFolds, timeFold } from '../learn/folds.ts'
import { fitLogistic } from '../learn/logistic.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import { type BinnedRows, binRows, learnBins, strideFor } from './bins.ts'
import { BOOST_RULES, type Boosted, type BoostRules, boost, logitsOf } from './boost.ts'
import type { TreesModel } from './trees-model.ts'

interface Given {
  /** ranks the rows in time, where the model will be used on later ones: then the latest are held back */
  readonly order?: Float64Array | undefined
  readonly monotone?: BoostRules['monotone']
  readonly seed?: number
}

/** rows below which how many trees, and how large, is chosen on three parts of them and not on one */
const FEW = 20_000
/** rows from which trees take larger steps, and what was held back is not learned from in the end */
const MANY = 200_000
const HELD = { share: 0.2, ofMany: 0.1 }
const PARTS = 3
/** small trees overfit less, large ones see more columns at once */
const LEAVES = [8, 31]
/** a slope so far from 1 in standard errors is no chance */
const CLEARLY = 2

/**
 * Boosted trees for P(y = 1) of these columns, numbers and words as they are. How many trees, and how large, is chosen by
 * log-loss on rows held back: the latest where time is given. Then all rows are learned from, and the log odds are
 * put right by what was seen on the rows held back (Platt 1999), where that is more than chance.
 */
export function learnTrees(
  names: readonly string[],
  rows: TrainingRows,
  { order, monotone = {}, seed = 1 }: Given = {},
): TreesModel {
  const stride = strideFor(rows.rows)
  const bins = learnBins(names, rows, stride)
  const binned = binRows(bins, rows, stride)
  const isMany = rows.rows >= MANY
  const rules: BoostRules = {
    ...BOOST_RULES,
    monotone,
    seed,
    learningRate: isMany ? 0.2 : 0.1,
  }
  const folds = foldsOf(rows, order, seed)
  const tried = (rows.rows < FEW ? LEAVES : [BOOST_RULES.leaves]).map((leaves) =>
    tryOn(binned, rows.labels, folds.slice(0, 1), { ...rules, leaves }),
  )
  const found = tried.reduce((least, one) => (one.loss < least.loss ? one : least))
  const best =
    folds.length > 1
      ? tryOn(binned, rows.labels, folds, { ...rules, leaves: found.rules.leaves }, found.all)
      : found
  const first = best.fits[0]
  const fitted =
    isMany && first ? first : boost(binned, rows.labels, { rows: allRows(rows.rows), held: null }, best.rules)
  return { kind: 'trees', stride, bins, ...fitted, ...rightBy(best.held), rows: rows.rows }
}

interface Tried {
  readonly rules: BoostRules
  readonly loss: number
  /** of each part all trees, and those up to the best */
  readonly all: readonly Boosted[]
  readonly fits: readonly Boosted[]
  /** log odds of the rows held back, and their outcomes */
  readonly held: { readonly logits: Float64Array; readonly labels: Uint8Array }
}

/** The trees that do best on the rows held back, of all parts together. */
function tryOn(
  binned: BinnedRows,
  labels: Uint8Array,
  folds: readonly Fold[],
  rules: BoostRules,
  known: readonly Boosted[] = [],
): Tried {
  const fits = folds.map(
    ({ past, held }, part) => known[part] ?? boost(binned, labels, { rows: past, held }, rules),
  )
  const most = Math.max(1, ...fits.map(({ losses }) => losses.length))
  const lossAt = (trees: number) =>
    fits.reduce((sum, { losses }) => sum + (losses[Math.min(trees, losses.length - 1)] ?? 0), 0)
  let [trees, loss] = [0, lossAt(0)]
  for (let count = 1; count < most; count++) {
    if (lossAt(count) >= loss) continue
    trees = count
    loss = lossAt(count)
  }
  const cut = fits.map((fit) => ({ ...fit, trees: fit.trees.slice(0, trees) }))
  const logits = cut.map((fit, part) => {
    const all = logitsOf(fit, binned, folds[part]?.held ?? null)
    return Float64Array.from(folds[part]?.held ?? [], (row) => all[row] ?? 0)
  })
  return {
    rules: { ...rules, trees },
    loss,
    all: fits,
    fits: cut,
    held: {
      logits: Float64Array.from(logits.flatMap((some) => [...some])),
      labels: Uint8Array.from(folds.flatMap(({ held }) => Array.from(held, (row) => labels[row] ?? 0))),
    },
  }
}

function foldsOf({ labels, rows }: TrainingRows, order: Float64Array | undefined, seed: number): Fold[] {
  const share = rows >= MANY ? HELD.ofMany : HELD.share
  const byTime = order && timeFold(order, 1 - share)
  if (byTime) return [byTime]
  const random = seeded(seed)
  if (rows < FEW) return randomFolds(labels, PARTS, random)
  return [chanceFold(rows, share, random)]
}

/** Intercept and slope by which the log odds are right on rows held back; 0 and 1 where these are within chance. */
function rightBy({ logits, labels }: Tried['held']): { shift: number; slope: number } {
  const asIs = { shift: 0, slope: 1 }
  try {
    const { weights, standardErrors } = fitLogistic({ columns: [logits], labels }, { warm: false })
    const [shift = 0, slope = 1] = weights
    const isOff = Math.abs(slope - 1) > CLEARLY * (standardErrors[1] ?? Number.POSITIVE_INFINITY)
    return isOff && slope > 0 ? { shift, slope } : asIs
  } catch (error) {
    // no trees, or held rows of one outcome: nothing to judge by
    if (error instanceof RangeError) return asIs
    throw error
  }
}

function allRows(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row)
}
