import type { Pmf } from '../../stats/distributions/count-pmf.ts'
import type { CountMoments } from '../../stats/distributions/counts.ts'

/** An order cycle of a given gap between order-up-to and reorder point. */
interface Cycle {
  /** expected reviews from one order to the next */
  readonly reviews: number
  /** how far the position lies below order-up-to after a review, on average over reviews */
  readonly below: number
  /** how far it lies below the reorder point when an order is placed */
  readonly undershoot: CountMoments
}

/**
 * The position from one order to the next: it falls from order-up-to by the demand of each review until the gap is used
 * up. m(j), the expected number of reviews at which it lies j below where it began, is the renewal mass of that demand;
 * the undershoot is P(v) = sum of m(j) P(demand = gap + v - j) over j below the gap, exact for any gap. (Cox, Renewal
 * Theory, 1962, chapter 5; of a gap far larger than a review's demand it is the stationary excess, P(demand > v) /
 * E(demand).) A gap of one has the whole demand of a review that sold anything as undershoot, less that one.
 */
export function positionWalk(demand: Pmf): {
  mass(j: number): number
  at(gap: number): Cycle
  undershoot(gap: number): Pmf
} {
  const last = demand.length - 1
  const stays = demand[0] ?? 1
  // E(demand - k)+ and E((demand - k)+)^2 of every k up to the largest demand
  const over = new Float64Array(last + 2)
  const overSquared = new Float64Array(last + 2)
  let above = 0
  for (let k = last; k >= 0; k--) {
    overSquared[k] = (overSquared[k + 1] ?? 0) + 2 * (over[k + 1] ?? 0) + above
    over[k] = (over[k + 1] ?? 0) + above
    above += demand[k] ?? 0
  }
  const masses = [1 / (1 - stays)]
  const mass = (j: number) => {
    for (let k = masses.length; k <= j; k++) {
      let sum = 0
      for (let l = 1; l <= Math.min(k, last); l++) sum += (demand[l] ?? 0) * (masses[k - l] ?? 0)
      masses.push(sum / (1 - stays))
    }
    return masses[j] ?? 0
  }
  const sums = [{ reviews: 0, below: 0 }]
  const upTo = (gap: number) => {
    for (let k = sums.length; k <= gap; k++) {
      const before = sums[k - 1] ?? { reviews: 0, below: 0 }
      const m = mass(k - 1)
      sums.push({ reviews: before.reviews + m, below: before.below + m * (k - 1) })
    }
    return sums[gap] ?? { reviews: 0, below: 0 }
  }
  return {
    mass,
    at(gap) {
      const { reviews, below } = upTo(gap)
      let mean = 0
      let squares = 0
      for (let j = Math.max(0, gap - last); j < gap; j++) {
        mean += mass(j) * (over[gap - j] ?? 0)
        squares += mass(j) * (overSquared[gap - j] ?? 0)
      }
      return { reviews, below: below / reviews, undershoot: { mean, variance: squares - mean ** 2 } }
    },
    undershoot(gap) {
      const found = new Float64Array(last)
      for (let j = Math.max(0, gap - last); j < gap; j++)
        for (let v = 0; gap + v - j <= last; v++)
          found[v] = (found[v] ?? 0) + mass(j) * (demand[gap + v - j] ?? 0)
      return found
    },
  }
}
