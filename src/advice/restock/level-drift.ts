import { sum } from '../../lib/sum.ts'

/** One product's sales in blocks of days of equal length: what each block sold a day, and how that scatters by chance. */
export interface Blocks {
  readonly means: readonly number[]
  /** variance of a block's mean by chance, from how its halves differ: a week's pattern is in both of them */
  readonly noise: number
}

/**
 * What a mean of the past is worth as the level of the next block, over all products: the error of the mean of all
 * earlier blocks as a forecast of each block of the later half, beyond what days alone explain (method of moments), as
 * a coefficient of variation. Blocks are told from what came before them and not from their own mean, which has moved
 * along with them. A product by itself tells too little. 0 when demand stands still.
 *
 * A ratio of two weighted sums, squared errors over squared means, each without bias. A product weighs by its squared
 * mean where that stands out from chance, and where it does not as much as the shop's usual chance: were it weighted by
 * its own scatter, the very sales that make its error would weigh it up, and sparse demand that stands still would be
 * told to wander by half its level.
 */
export function levelDrift(products: readonly Blocks[]): number {
  const told = products.flatMap(({ means, noise }) => {
    const mean = means.length < 3 ? 0 : sum(means) / means.length
    return mean > 0 ? [{ means, noise, mean }] : []
  })
  const chance = sum(told.map(({ noise }) => noise)) / Math.max(1, told.length)
  let errors = 0
  let levels = 0
  for (const { means, noise, mean } of told) {
    const weight = 1 / (chance + mean ** 2)
    const first = Math.ceil(means.length / 2)
    let before = sum(means.slice(0, first))
    for (let k = first; k < means.length; k++) {
      const error = (means[k] ?? 0) - before / k
      errors += weight * (error ** 2 - noise * (1 + 1 / k))
      levels += weight * (mean ** 2 - noise / means.length)
      before += means[k] ?? 0
    }
  }
  return levels > 0 ? Math.sqrt(Math.max(0, errors / levels)) : 0
}

/** Whole blocks of a series, the last block ending with it. */
export function blocksOf(series: readonly number[], blockDays: number): Blocks {
  const count = Math.floor(series.length / blockDays)
  const tail = series.slice(series.length - count * blockDays)
  const half = Math.floor(blockDays / 2)
  let halves = 0
  const means = Array.from({ length: count }, (_, b) => {
    const block = tail.slice(b * blockDays, (b + 1) * blockDays)
    halves += (sum(block.slice(0, half)) - sum(block.slice(half, 2 * half))) ** 2
    return sum(block) / blockDays
  })
  return {
    means,
    // the difference of two sums of `half` days each has the variance of 2 half days
    noise: count > 0 && half > 0 ? halves / count / (2 * half) / blockDays : 0,
  }
}
