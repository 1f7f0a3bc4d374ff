/** One product's sales in blocks of days of equal length: what each block sold a day, and how days scatter within. */
export interface Blocks {
  readonly means: readonly number[]
  /** pooled variance of a day within its block */
  readonly within: number
  readonly blockDays: number
}

/**
 * How far the level of demand wanders between blocks, as a coefficient of variation over all products: the variance of
 * block means beyond what days alone explain (one-way random effects, method of moments), each product weighted by how
 * well it tells. A product by itself tells too little; together they say what a mean of the past is worth tomorrow. 0
 * when demand stands still.
 */
export function levelDrift(products: readonly Blocks[]): number {
  let sum = 0
  let weights = 0
  for (const { means, within, blockDays } of products) {
    if (means.length < 3) continue
    const mean = means.reduce((total, block) => total + block, 0) / means.length
    if (!(mean > 0)) continue
    const between = means.reduce((total, block) => total + (block - mean) ** 2, 0) / (means.length - 1)
    const noise = Math.max(within, mean) / blockDays / mean ** 2
    const weight = (means.length - 1) / noise ** 2
    sum += weight * (between / mean ** 2 - within / blockDays / mean ** 2)
    weights += weight
  }
  return weights === 0 ? 0 : Math.sqrt(Math.max(0, sum / weights))
}

/** Whole blocks of a series, the last block ending with it. */
export function blocksOf(series: readonly number[], blockDays: number): Blocks {
  const count = Math.floor(series.length / blockDays)
  const tail = series.slice(series.length - count * blockDays)
  let squares = 0
  const means = Array.from({ length: count }, (_, b) => {
    const block = tail.slice(b * blockDays, (b + 1) * blockDays)
    const mean = block.reduce((sum, units) => sum + units, 0) / blockDays
    for (const units of block) squares += (units - mean) ** 2
    return mean
  })
  const free = count * (blockDays - 1)
  return { means, within: free > 0 ? squares / free : 0, blockDays }
}
