/** What has been seen lately, and how surprising a new value would be among it. */
export interface Recent {
  /** -log10 of about the chance of a value so far out, of the nearer side unless only `'up'` counts; 0 while little is known */
  surprise(value: number, sides?: 'both' | 'up'): number
  learn(value: number): void
}

const LEAST = 20
const MIN_TAIL = 5
/** of the interquartile range: a tail that was never seen to scatter is not taken for one that cannot */
const FLOOR = 0.05
const RELATIVE_FLOOR = 1e-4
const MOST = 50

/**
 * Empirical tail probability over the last `memory` values: by rank inside, by an exponential fitted to the excesses
 * over the outer `share` beyond (peaks over threshold, shape 0). Use it where the distribution is unknown and may be
 * skewed, heavy or discrete: one earlier spike makes the next less surprising. Surprise is in decades, at most 50; fewer
 * than 20 values give 0. Cost a value: a shift of the sorted window and a sum over the tail.
 * Source: Siffer et al. 2017 (SPOT), with the exponential for the generalised Pareto, which needs no fit of a shape.
 * Of 1 to 100, `surprise(50)` is `0.29`, `surprise(100)` is `1.9` and `surprise(120)` is `5.4`.
 */
export function recentTail({
  memory,
  share = 0.02,
}: {
  readonly memory: number
  readonly share?: number
}): Recent {
  const order = new Float64Array(memory)
  const sorted = new Float64Array(memory + 1)
  let [seen, count] = [0, 0]

  const below = (value: number): number => {
    let [low, high] = [0, count]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] ?? 0) < value) low = middle + 1
      else high = middle
    }
    return low
  }
  const upTo = (value: number): number => {
    let [low, high] = [0, count]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] ?? 0) <= value) low = middle + 1
      else high = middle
    }
    return low
  }
  const at = (rank: number) => sorted[rank] ?? 0

  /** `sign` 1 looks at the upper tail, -1 at the lower one. */
  const beyond = (value: number, sign: 1 | -1): number => {
    const tail = Math.max(MIN_TAIL, Math.floor(count * share))
    const edge = sign === 1 ? at(count - tail) : at(tail - 1)
    const excess = sign * (value - edge)
    if (excess <= 0) return -Math.log10(((sign === 1 ? count - below(value) : upTo(value)) + 1) / (count + 1))
    let sum = 0
    for (let i = 0; i < tail; i++) sum += sign * (at(sign === 1 ? count - 1 - i : i) - edge)
    const range = at(Math.floor(count * 0.75)) - at(Math.floor(count * 0.25))
    const scale = Math.max(sum / tail, FLOOR * range, RELATIVE_FLOOR * Math.abs(value), 1e-12)
    return -Math.log10((tail + 1) / (count + 1)) + excess / scale / Math.LN10
  }

  return {
    surprise(value, sides = 'both') {
      if (count < LEAST) return 0
      const up = beyond(value, 1)
      return Math.min(MOST, Math.max(0, sides === 'up' ? up : Math.max(up, beyond(value, -1))))
    },
    learn(value) {
      if (seen >= memory) {
        const gone = below(order[seen % memory] ?? 0)
        sorted.copyWithin(gone, gone + 1, count)
        count--
      }
      const place = below(value)
      sorted.copyWithin(place + 1, place, count)
      sorted[place] = value
      count++
      order[seen % memory] = value
      seen++
    },
  }
}
