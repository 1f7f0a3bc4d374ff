/** Sums over the days on which both are known. */
interface Pairs {
  readonly count: number
  readonly x: number
  readonly y: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

/** x of `lag` days before beside y of the day; NaN is a day that is not known. */
export function lagged(x: Float64Array, y: Float64Array, lag: number): Pairs {
  const sums = { count: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
  for (let day = lag; day < y.length; day++) {
    const [a, b] = [x[day - lag] ?? Number.NaN, y[day] ?? Number.NaN]
    if (Number.isNaN(a) || Number.isNaN(b)) continue
    sums.count++
    sums.x += a
    sums.y += b
    sums.xx += a * a
    sums.yy += b * b
    sums.xy += a * b
  }
  return sums
}

/** Pearson's correlation of pairs; null when either never moves. */
export function pearson({ count, x, y, xx, yy, xy }: Pairs): number | null {
  const [a, b] = [xx - (x * x) / count, yy - (y * y) / count]
  return a > 1e-12 * xx && b > 1e-12 * yy ? (xy - (x * y) / count) / Math.sqrt(a * b) : null
}

/** beyond four weeks a day is hardly like another, and what is measured there is chance */
const MAX_STEPS = 28

/** Correlation of a series with itself 1, 2, ... steps before, up to a quarter of its length and four weeks. */
export function autocorrelations(x: Float64Array): Float64Array {
  return Float64Array.from(
    { length: Math.min(MAX_STEPS, Math.floor(x.length / 4)) },
    (_, i) => pearson(lagged(x, x, i + 1)) ?? 0,
  )
}

/**
 * How many independent pairs `count` pairs of two autocorrelated series are worth for the correlation between them:
 * n / (1 + 2 sum (1 - j/n) rx(j) ry(j)), never more than n, never fewer than 4. Two series with 0.5 at lag 1, 0.25 at lag
 * 2 and so on are worth three fifths of their length. Source: Bartlett 1935; Pyper and Peterman 1998, equation 1.
 */
export function effectiveCount(count: number, rx: Float64Array, ry: Float64Array): number {
  let sum = 0
  for (let j = 1; j <= Math.min(rx.length, ry.length); j++)
    sum += (1 - Math.min(1, j / count)) * (rx[j - 1] ?? 0) * (ry[j - 1] ?? 0)
  return Math.max(4, Math.min(count, count / Math.max(1e-9, 1 + 2 * sum)))
}
