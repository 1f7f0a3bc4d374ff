import jstat from 'jstat'

const { jStat } = jstat

/** How many of `all` have a, have b, and have both. */
export interface Overlap {
  readonly both: number
  readonly ofA: number
  readonly ofB: number
  readonly all: number
}

/**
 * One-sided Fisher's exact test of more overlap than by chance: P(K >= both) for a hypergeometric K. Summed from
 * `both` upwards until a term no longer counts. RangeError for an overlap that cannot be. `fisherMore({ both: 8, ofA: 10,
 * ofB: 12, all: 30 })` is `0.00265` (R's `fisher.test(..., alternative = "greater")`).
 */
export function fisherMore({ both, ofA, ofB, all }: Overlap): number {
  const most = Math.min(ofA, ofB)
  if (!(both >= 0 && both <= most && ofA <= all && ofB <= all && ofA + ofB - both <= all))
    throw new RangeError(`${both} of ${ofA} and ${ofB} of ${all} cannot be`)
  let term = Math.exp(choose(ofA, both) + choose(all - ofA, ofB - both) - choose(all, ofB))
  let sum = 0
  for (let k = both; k <= most; k++) {
    sum += term
    const ratio = ((ofA - k) * (ofB - k)) / ((k + 1) * (all - ofA - ofB + k + 1))
    term *= ratio
    if (ratio < 1 && term < 1e-17 * sum) break
  }
  return Math.min(1, sum)
}

function choose(n: number, k: number): number {
  return jStat.gammaln(n + 1) - jStat.gammaln(k + 1) - jStat.gammaln(n - k + 1)
}
