import { Z95 } from '../../stats/distributions/z.ts'

/**
 * 95 % interval of the area under the curve by DeLong's variance, on the scale of its log odds, so that it stays within 0
 * and 1. `order`: the rows, the lowest score first. Source: DeLong, DeLong and Clarke-Pearson 1988, by the ranks of Sun
 * and Xu 2014. Null with fewer than two of either outcome.
 */
export function aucInterval({
  predicted,
  labels,
  order,
  auc,
}: {
  readonly predicted: Float64Array
  readonly labels: Uint8Array
  readonly order: Uint32Array
  readonly auc: number
}): { readonly low: number; readonly high: number } | null {
  const counts = [0, 0] as [number, number]
  for (const label of labels)
    if (label === 1) counts[1]++
    else counts[0]++
  const [negatives, positives] = counts
  if (negatives < 2 || positives < 2) return null
  // of a row the share of the other outcome below it, ties half
  const squares = [0, 0] as [number, number]
  const below = [0, 0] as [number, number]
  for (let from = 0; from < order.length; ) {
    let to = from
    const value = predicted[order[from] ?? 0]
    const tied = [0, 0] as [number, number]
    while (to < order.length && predicted[order[to] ?? 0] === value) {
      if (labels[order[to++] ?? 0] === 1) tied[1]++
      else tied[0]++
    }
    const ofPositive = (below[0] + tied[0] / 2) / negatives
    const ofNegative = 1 - (below[1] + tied[1] / 2) / positives
    squares[1] += tied[1] * (ofPositive - auc) ** 2
    squares[0] += tied[0] * (ofNegative - auc) ** 2
    below[0] += tied[0]
    below[1] += tied[1]
    from = to
  }
  const variance = squares[1] / (positives - 1) / positives + squares[0] / (negatives - 1) / negatives
  // a perfect ranking of few rows is no proof of one: half a pair is kept from the ends
  const least = 0.5 / (positives * negatives)
  const safe = Math.min(1 - least, Math.max(least, auc))
  const spread = safe * (1 - safe)
  const half = (Z95 * Math.sqrt(variance > 0 ? variance : spread / Math.min(positives, negatives))) / spread
  const logit = Math.log(safe / (1 - safe))
  const at = (value: number) => 1 / (1 + Math.exp(-value))
  return { low: at(logit - half), high: at(logit + half) }
}
