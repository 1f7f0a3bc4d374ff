import type { Square } from '../../stats/algebra/cholesky.ts'
import { inverse } from '../../stats/algebra/inverse.ts'

/**
 * Scores of items given those already taken: offset of the item + the weights from each taken item to it. Items
 * beyond the model's size are not scored.
 */
export interface ItemModel {
  readonly size: number
  /** row-major, from the taken item to the scored one; null: what was taken plays no part */
  readonly weights: Float64Array | null
  readonly offsets: Float64Array
}

export interface Taken {
  /** X'X of the items to model */
  readonly gram: Square
  /** sum of each item's column of X */
  readonly sums: Float64Array
  /** rows of X: baskets or shoppers */
  readonly baskets: number
}

export interface EaseOptions {
  /** ridge penalty, in baskets: pairs seen in fewer than about so many count for little */
  readonly lambda: number
  /**
   * `full`: an intercept an item, so that what is known of an empty basket is what sells anyway; `half`: the mean of
   * the models with and without, steadier than either
   */
  readonly intercept: 'none' | 'half' | 'full'
}

/**
 * EASE, the embarrassingly shallow autoencoder: for each item the ridge regression of having it on all others,
 * solved in closed form for all at once: B = -P / diag(P) with P = (X'X + lambda I)^-1 and a diagonal of 0. With an
 * intercept (not penalised) the columns of X are centred first. Null when the matrix has no inverse. n^3 for n items.
 * Source: Steck 2019, Embarrassingly Shallow Autoencoders for Sparse Data (arXiv 1905.03375). Two items in 3 baskets
 * {a, b}, {a, b}, {a} with lambda 1: X'X + I = [[4, 2], [2, 3]], weight a -> b 2/4, b -> a 2/3.
 */
export function fitEase(taken: Taken, { lambda, intercept }: EaseOptions): ItemModel | null {
  if (intercept === 'half') return fitEaseEach(taken, lambda).half
  const p = penalisedInverse(taken, lambda)
  if (!p || intercept === 'none') return p && weighed(p, noMeans(p.size))
  const means = meansOf(taken, p.size)
  const centred = ofCentred(p, means, taken.baskets)
  return centred && weighed(centred, means)
}

/** The three kinds of one penalty at the cost of one: `half` is the mean of the others. */
export function fitEaseEach(
  taken: Taken,
  lambda: number,
): Readonly<Record<EaseOptions['intercept'], ItemModel | null>> {
  const p = penalisedInverse(taken, lambda)
  if (!p) return { none: null, half: null, full: null }
  const means = meansOf(taken, p.size)
  const centred = ofCentred(p, means, taken.baskets)
  const none = weighed(p, noMeans(p.size))
  if (!centred) return { none, half: null, full: null }
  const full = weighed(centred, means)
  const half = {
    size: full.size,
    weights: full.weights.map((weight, i) => (weight + (none.weights[i] ?? 0)) / 2),
    offsets: full.offsets.map((offset) => offset / 2),
  }
  return { none, half, full }
}

function meansOf({ sums, baskets }: Taken, size: number): Float64Array {
  return sums.slice(0, size).map((sum) => sum / baskets)
}

const noMeans = (size: number) => new Float64Array(size)

function penalisedInverse({ gram: { size, values } }: Taken, lambda: number): Square | null {
  const penalised = values.slice()
  for (let i = 0; i < size; i++) penalised[i * size + i] = (penalised[i * size + i] ?? 0) + lambda
  return inverse({ size, values: penalised })
}

/**
 * The inverse when the columns are centred, from that when they are not: A becomes A - n m m', so by Sherman and
 * Morrison its inverse P becomes P + n (Pm)(Pm)' / (1 - n m'Pm), without another n^3. Null when nothing is left of
 * the denominator but rounding.
 */
function ofCentred({ size, values }: Square, means: Float64Array, baskets: number): Square | null {
  const pm = new Float64Array(size)
  let mpm = 0
  for (let i = 0; i < size; i++) {
    let sum = 0
    for (let j = 0; j < size; j++) sum += (values[i * size + j] ?? 0) * (means[j] ?? 0)
    pm[i] = sum
    mpm += sum * (means[i] ?? 0)
  }
  const left = 1 - baskets * mpm
  if (left < 1e-10) return null
  const centred = values.slice()
  for (let i = 0; i < size; i++) {
    const factor = (baskets / left) * (pm[i] ?? 0)
    for (let j = 0; j < size; j++)
      centred[i * size + j] = (centred[i * size + j] ?? 0) + factor * (pm[j] ?? 0)
  }
  return { size, values: centred }
}

/** Weights B = -P / diag(P) with a diagonal of 0, in P's own place, and each item's offset: its mean less what the means bring. */
function weighed(
  { size, values: weights }: Square,
  means: Float64Array,
): ItemModel & { readonly weights: Float64Array } {
  const diagonal = Float64Array.from({ length: size }, (_, j) => weights[j * size + j] ?? 1)
  const offsets = means.slice()
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const at = i * size + j
      const weight = i === j ? 0 : -(weights[at] ?? 0) / (diagonal[j] ?? 1)
      weights[at] = weight
      offsets[j] = (offsets[j] ?? 0) - (means[i] ?? 0) * weight
    }
  }
  return { size, weights, offsets }
}

/**
 * Item-based nearest neighbours: cosine of two items' columns, shrunk towards 0 where they were rarely taken
 * (`shrink` is added to the denominator), summed over the items taken. Source: Sarwar et al. 2001; shrinkage as in
 * Bell and Koren 2007.
 */
export function itemKnn({ gram: { size, values } }: Pick<Taken, 'gram'>, shrink = 20): ItemModel {
  const norms = Float64Array.from({ length: size }, (_, i) => Math.sqrt(values[i * size + i] ?? 0))
  const weights = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (i !== j)
        weights[i * size + j] = (values[i * size + j] ?? 0) / ((norms[i] ?? 0) * (norms[j] ?? 0) + shrink)
    }
  }
  return { size, weights, offsets: new Float64Array(size) }
}

/** What sells most, whatever was taken: the baseline, and what is shown where nothing beats it. */
export function popularity({ gram: { size }, sums }: Pick<Taken, 'gram' | 'sums'>): ItemModel {
  return { size, weights: null, offsets: sums.slice(0, size) }
}

/** Scores of all items of the model given what was taken; taken items are scored too. */
export function scoreItems(model: ItemModel, taken: Iterable<number>): Float64Array {
  const { size, weights } = model
  const scores = model.offsets.slice()
  if (!weights) return scores
  for (const item of taken) {
    if (item >= size) continue
    const row = item * size
    for (let j = 0; j < size; j++) scores[j] = (scores[j] ?? 0) + (weights[row + j] ?? 0)
  }
  return scores
}
