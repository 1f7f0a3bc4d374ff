import { seeded } from '../../lib/random.ts'
import { sumOf } from '../../lib/sum.ts'
import type { BinnedRows } from './bins.ts'
import { growTree } from './grow.ts'
import { type Histogram, pack, summing } from './histogram.ts'
import { addTree, type Tree } from './tree.ts'

/** How trees are grown; what is left out is as it is by default. */
export interface BoostRules {
  /** trees at most */
  readonly trees: number
  readonly leaves: number
  readonly learningRate: number
  readonly l2: number
  /** rows a leaf must hold, counted as rows of the average chance */
  readonly minRows: number
  /** ends after so many trees in a row that do not help the rows held back */
  readonly patience: number
  /** by the name of a numeric column: 1 where more of it must never mean less, -1 where it must never mean more */
  readonly monotone: Readonly<Record<string, 1 | -1>>
  readonly seed: number
}

export interface Boosted {
  /** log odds before any tree */
  readonly base: number
  readonly trees: readonly Tree[]
  /** log-loss a row of the rows held back, with no tree, with the first, and so on; empty where none are */
  readonly losses: readonly number[]
}

export const BOOST_RULES: BoostRules = {
  trees: 200,
  leaves: 31,
  learningRate: 0.1,
  l2: 1,
  minRows: 20,
  patience: 10,
  monotone: {},
  seed: 1,
}

/** nats a row: less is no help */
const HELP = 1e-7

/**
 * Gradient-boosted trees on histograms for P(y = 1): each tree takes a Newton step of the log-loss (Friedman 2001, Chen and
 * Guestrin 2016) on the columns' bins (Ke et al. 2017). With rows held back it ends when these no longer gain. Alike
 * in every run of one seed.
 */
export function boost(
  binned: BinnedRows,
  labels: Uint8Array,
  { rows, held }: { readonly rows: Uint32Array; readonly held: Uint32Array | null },
  rules: BoostRules,
): Boosted {
  const positives = sumOf(rows, (row) => labels[row] ?? 0)
  const rate = (positives + 0.5) / (rows.length + 1)
  const base = Math.log(rate / (1 - rate))
  const logits = new Float64Array(binned.rows).fill(base)
  const own = growing(binned, { ...rules, weight: rules.minRows * rate * (1 - rate) })
  const random = seeded(rules.seed)
  const trees: Tree[] = []
  const losses = held ? [lossOf(logits, labels, held)] : []
  let best = 0
  for (let tree = 0; tree < rules.trees; tree++) {
    const grown = own(logits, labels, rows.slice(), random.below(2 ** 32))
    trees.push(grown)
    if (grown.columns.length === 1) break
    if (!held) continue
    addTree(grown, binned, logits, held)
    const loss = lossOf(logits, labels, held)
    if (loss < (losses[best] ?? 0) - HELP) best = trees.length
    losses.push(loss)
    if (trees.length - best >= rules.patience) break
  }
  return { base, trees, losses }
}

/** What grows one tree after the other: its memory is used again. */
function growing(binned: BinnedRows, rules: BoostRules & { readonly weight: number }) {
  const space = summing(binned)
  const pool: Histogram[] = []
  const slopes = new Float64Array(binned.rows)
  const bends = new Float64Array(binned.rows)
  const values = new Float64Array(binned.rows)
  const monotone = Int8Array.from(binned.bins, ({ name }) => rules.monotone[name] ?? 0)
  return (logits: Float64Array, labels: Uint8Array, rows: Uint32Array, seed: number): Tree => {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0
      const p = 1 / (1 + Math.exp(-(logits[row] ?? 0)))
      slopes[row] = p - (labels[row] ?? 0)
      bends[row] = Math.max(1e-16, p * (1 - p))
    }
    const packed = pack({ slopes, bends, values }, rows, seed)
    return growTree(
      binned,
      { packed, rows },
      {
        rules: { ...rules, minChildWeight: rules.weight, monotone },
        summing: space,
        pool,
        scores: logits,
      },
    )
  }
}

function lossOf(logits: Float64Array, labels: Uint8Array, rows: Uint32Array): number {
  let loss = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    const logit = logits[row] ?? 0
    loss += Math.max(0, logit) - (labels[row] === 1 ? logit : 0) + Math.log1p(Math.exp(-Math.abs(logit)))
  }
  return loss / rows.length
}

/** Log odds of all rows; where some are named, of these alone. */
export function logitsOf(
  { base, trees }: Pick<Boosted, 'base' | 'trees'>,
  binned: BinnedRows,
  rows: Uint32Array | null = null,
): Float64Array {
  const logits = new Float64Array(binned.rows).fill(base)
  for (const tree of trees) addTree(tree, binned, logits, rows)
  return logits
}
