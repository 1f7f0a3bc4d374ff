import type { Counts, Grid } from './grid.ts'

/** How a week goes: the count of each interval, without the level of the day. */
export interface Shape {
  /** expected by slot of the week, in counts of the recent weeks */
  readonly perSlot: Float64Array | Float32Array
  /** what the past itself would have been expected to be, each interval without its own count */
  readonly past: Float64Array
}

const HALF_LIFE_DAYS = 28
/** of the day's profile: its neighbours speak for a slot as two events would, no more, or a shop would open before it does */
const KERNEL = [1, 2, 3, 2, 1]
const NEIGHBOURS = 2
/** between slots that go their own way and slots that all follow the day's profile */
const STRENGTH = { min: 2, max: 2000 }

/**
 * Rates by slot of the week under a gamma prior (empirical Bayes): the prior of a slot is the profile of the day times the
 * weekday's share, its strength is learned from how far the slots of this series lie from it. Small series therefore take
 * the profile, large ones their own slots. Recent weeks weigh more (half as much after four weeks). Use it for counts.
 * Source: Gelman et al., "Bayesian Data Analysis", 2.6 (gamma-Poisson).
 */
export function shapeOf(
  counts: Counts,
  grid: Grid,
  to: number,
  clip: (at: number) => boolean = () => false,
): Shape {
  const { weekSlot, day, slotsADay, isNamed } = grid
  const slots = 7 * slotsADay
  const [sum, weight] = [new Float64Array(slots), new Float64Array(slots)]
  const own = new Float64Array(to)
  const last = day[to - 1] ?? 0
  for (let at = 0; at < to; at++) {
    const count = counts[at] ?? Number.NaN
    if (Number.isNaN(count) || isNamed[at] === 1 || clip(at)) continue
    const w = 0.5 ** ((last - (day[at] ?? 0)) / HALF_LIFE_DAYS)
    const slot = weekSlot[at] ?? 0
    own[at] = w
    sum[slot] = (sum[slot] ?? 0) + w * count
    weight[slot] = (weight[slot] ?? 0) + w
  }
  const prior = priorOf(sum, weight, slotsADay)
  const strength = strengthOf(sum, weight, prior)
  const rate = (slot: number, count: number, w: number) => {
    const base = prior[slot] ?? 0
    if (!(base > 0)) return 0
    return ((sum[slot] ?? 0) - w * count + strength) / ((weight[slot] ?? 0) - w + strength / base)
  }
  const past = new Float64Array(to)
  for (let at = 0; at < to; at++) {
    const w = own[at] ?? 0
    past[at] = rate(weekSlot[at] ?? 0, w === 0 ? 0 : (counts[at] ?? 0), w)
  }
  return { perSlot: Float64Array.from({ length: slots }, (_, slot) => rate(slot, 0, 0)), past }
}

/** The profile of a day times what the weekday has of an average day. */
function priorOf(sum: Float64Array, weight: Float64Array, slotsADay: number): Float64Array {
  const [daySum, dayWeight] = [new Float64Array(slotsADay), new Float64Array(slotsADay)]
  for (let slot = 0; slot < sum.length; slot++) {
    const at = slot % slotsADay
    daySum[at] = (daySum[at] ?? 0) + (sum[slot] ?? 0)
    dayWeight[at] = (dayWeight[at] ?? 0) + (weight[slot] ?? 0)
  }
  const middle = (KERNEL.length - 1) / 2
  const smooth = Float64Array.from({ length: slotsADay }, (_, at) => {
    let [above, below] = [0, 0]
    for (const [i, k] of KERNEL.entries()) {
      const near = (at + i - middle + slotsADay) % slotsADay
      above += k * (daySum[near] ?? 0)
      below += k * (dayWeight[near] ?? 0)
    }
    return below > 0 ? above / below : 0
  })
  const profile = smooth.map((near, at) =>
    near > 0 ? ((daySum[at] ?? 0) + NEIGHBOURS) / ((dayWeight[at] ?? 0) + NEIGHBOURS / near) : 0,
  )
  const prior = new Float64Array(sum.length)
  for (let first = 0; first < sum.length; first += slotsADay) {
    let [found, expected] = [0, 0]
    for (let at = 0; at < slotsADay; at++) {
      found += sum[first + at] ?? 0
      expected += (weight[first + at] ?? 0) * (profile[at] ?? 0)
    }
    // a weekday that was seen little is taken for an average one
    const share = (found + 5) / (expected + 5)
    for (let at = 0; at < slotsADay; at++) prior[first + at] = share * (profile[at] ?? 0)
  }
  return prior
}

/** 1 / the squared relative distance of slots from their prior beyond chance, by moments. */
function strengthOf(sum: Float64Array, weight: Float64Array, prior: Float64Array): number {
  let [beyond, room] = [0, 0]
  for (let slot = 0; slot < sum.length; slot++) {
    const expected = (weight[slot] ?? 0) * (prior[slot] ?? 0)
    beyond += ((sum[slot] ?? 0) - expected) ** 2 - expected
    room += expected ** 2
  }
  const distance = room > 0 ? Math.max(0, beyond / room) : 0
  return Math.min(STRENGTH.max, Math.max(STRENGTH.min, 1 / Math.max(distance, 1e-9)))
}
