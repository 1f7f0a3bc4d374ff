/** One product's sales in blocks of days of equal length: what each block sold a day, and how days scatter within. */
export interface Blocks {
  readonly means: readonly number[]
  /** pooled variance of a day within its block */
  readonly within: number
  /** variance of a block's mean by chance, from how its halves differ: a week's pattern is in both of them */
  readonly noise: number
  readonly blockDays: number
}

/**
 * What a mean of the past is worth as the level of the next block, over all products: the error of the mean of all
 * earlier blocks as a forecast of each block of the later half, beyond what days alone explain (method of moments), as
 * a coefficient of variation; each product is weighted by how well it tells. Blocks are told from what came before them
 * and not from their own mean, which has moved along with them. A product by itself tells too little. 0 when demand
 * stands still.
 */
export function levelDrift(products: readonly Blocks[]): number {
  let sum = 0
  let weights = 0
  for (const { means, within, noise, blockDays } of products) {
    if (means.length < 3) continue
    const mean = means.reduce((total, block) => total + block, 0) / means.length
    if (!(mean > 0)) continue
    const first = Math.ceil(means.length / 2)
    const days = Math.max(within, mean) / blockDays / mean ** 2
    const weight = 1 / days ** 2
    let before = means.slice(0, first).reduce((total, block) => total + block, 0)
    for (let k = first; k < means.length; k++) {
      const error = ((means[k] ?? 0) - before / k) / mean
      sum += weight * (error ** 2 - (noise / mean ** 2) * (1 + 1 / k))
      weights += weight
      before += means[k] ?? 0
    }
  }
  return weights === 0 ? 0 : Math.sqrt(Math.max(0, sum / weights))
}

/** Whole blocks of a series, the last block ending with it. */
export function blocksOf(series: readonly number[], blockDays: number): Blocks {
  const count = Math.floor(series.length / blockDays)
  const tail = series.slice(series.length - count * blockDays)
  const half = Math.floor(blockDays / 2)
  let squares = 0
  let halves = 0
  const means = Array.from({ length: count }, (_, b) => {
    const block = tail.slice(b * blockDays, (b + 1) * blockDays)
    const mean = sumOf(block) / blockDays
    for (const units of block) squares += (units - mean) ** 2
    halves += (sumOf(block.slice(0, half)) - sumOf(block.slice(half, 2 * half))) ** 2
    return mean
  })
  const free = count * (blockDays - 1)
  return {
    means,
    within: free > 0 ? squares / free : 0,
    // the difference of two sums of `half` days each has the variance of 2 half days
    noise: count > 0 && half > 0 ? halves / count / (2 * half) / blockDays : 0,
    blockDays,
  }
}

const sumOf = (units: readonly number[]) => units.reduce((sum, day) => sum + day, 0)
