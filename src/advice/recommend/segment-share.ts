import { sum } from '../../lib/sum.ts'

/** items that a segment is not expected to buy once tell nothing of how it differs */
const MIN_EXPECTED = 1

/**
 * How often each item is bought by a segment, as far as its purchases differ from the shop's: the segment's counts drawn
 * towards the shop's shares by empirical Bayes (a Dirichlet prior whose weight is found by the moment of chi-square: n over how much
 * larger it is than chance alone lets expect). A segment that buys like the shop keeps the shop's shares. `own` and `shop` are counts
 * by item; what comes back adds up to 1.
 */
export function segmentShares(own: Float64Array, shop: Float64Array): Float64Array {
  const [count, total] = [sum([...own]), sum([...shop])]
  const shares = shop.map((times) => (total > 0 ? times / total : 0))
  if (!(count > 0)) return shares
  let [squares, freedom] = [0, -1]
  for (const [item, share] of shares.entries()) {
    const expected = count * share
    if (expected < MIN_EXPECTED) continue
    squares += ((own[item] ?? 0) - expected) ** 2 / expected
    freedom++
  }
  const excess = freedom > 0 ? squares / freedom - 1 : 0
  // by chance alone chi-square varies about its degrees of freedom by so much
  if (excess <= 2 * Math.sqrt(2 / Math.max(1, freedom))) return shares
  const weight = count / excess
  return shares.map((share, item) => ((own[item] ?? 0) + weight * share) / (count + weight))
}
