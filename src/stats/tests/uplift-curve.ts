/** Who was treated, what came of it, and a score by which the most persuadable should come first. */
export interface Scored {
  readonly scores: Float64Array
  /** 1 or 0 */
  readonly treated: Uint8Array
  /** 0 or 1, or an amount */
  readonly outcome: Float64Array
}

/** @internal exported for the tests: the shape of its known values */
export interface QiniPoint {
  /** customers targeted so far */
  readonly targeted: number
  /** outcomes gained among the treated of them, over what the controls of them lead one to expect */
  readonly gained: number
}

/**
 * Qini curve: Q(k) = Y_t(k) - Y_c(k) N_t(k) / N_c(k) over the k best scored, from 0, with one point for each distinct
 * score (ties are targeted together). Source: Radcliffe 2007; the points of scikit-uplift's `qini_curve`.
 *
 * @internal exported for the tests: its known values
 */
export function qiniCurve({ scores, treated, outcome }: Scored): QiniPoint[] {
  const order = bestFirst(scores)
  const points: QiniPoint[] = [{ targeted: 0, gained: 0 }]
  const sums = { treated: 0, control: 0, ofTreated: 0, ofControl: 0 }
  for (let k = 0; k < order.length; k++) {
    const row = order[k] ?? 0
    if (treated[row] === 1) {
      sums.treated++
      sums.ofTreated += outcome[row] ?? 0
    } else {
      sums.control++
      sums.ofControl += outcome[row] ?? 0
    }
    const isTied = k + 1 < order.length && scores[order[k + 1] ?? 0] === scores[row]
    if (isTied) continue
    const expected = sums.control > 0 ? (sums.ofControl * sums.treated) / sums.control : 0
    points.push({ targeted: k + 1, gained: sums.ofTreated - expected })
  }
  return points
}

/**
 * Qini coefficient: the area between the curve and the straight line to its end, by trapezes, over n |Q(n)|. 0 is
 * random targeting; 0.5 would be all of the gain at once; below 0 the score points the wrong way. NaN without an
 * effect at the end. (scikit-uplift's `qini_auc_score` divides the same area by that of a perfect ranking instead.)
 */
export function qini(scored: Scored): number {
  const points = qiniCurve(scored)
  const end = points.at(-1) ?? { targeted: 0, gained: 0 }
  let area = -0.5 * end.targeted * end.gained
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1] ?? end, points[i] ?? end]
    area += ((to.targeted - from.targeted) * (to.gained + from.gained)) / 2
  }
  return end.gained === 0 ? Number.NaN : area / (end.targeted * Math.abs(end.gained))
}

/** Mean outcome of the treated less that of the controls among the best scored share; NaN where either is missing. */
export function upliftAt({ scores, treated, outcome }: Scored, share: number): number {
  const chosen = bestFirst(scores).subarray(0, Math.floor(share * scores.length))
  const sums = { treated: 0, control: 0, ofTreated: 0, ofControl: 0 }
  for (const row of chosen) {
    const value = outcome[row] ?? 0
    if (treated[row] === 1) {
      sums.treated++
      sums.ofTreated += value
    } else {
      sums.control++
      sums.ofControl += value
    }
  }
  return sums.ofTreated / sums.treated - sums.ofControl / sums.control
}

/** Of two alike the earlier row. */
function bestFirst(scores: Float64Array): Uint32Array {
  return Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
}
