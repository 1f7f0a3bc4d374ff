/** A run of small gaps on one side that together are no chance; `since` is the index it began at. */
export interface Run {
  readonly direction: 'up' | 'down'
  readonly since: number
  /** the sum at the end, in standard deviations */
  readonly sum: number
}

interface Setting {
  /** gaps smaller than this teach nothing: half the shift to be found */
  readonly slack: number
  /** a sum above this is an alarm */
  readonly limit: number
  /** one wild day counts no more than this */
  readonly most: number
}

/** how far above the limit a sum may climb, so that it falls below soon after the run is over */
const ROOM = 2

/**
 * Two-sided cumulative sum chart (tabular CUSUM) of standardised gaps in time order, as it stands at the last of them:
 * `up = max(0, up + z - slack)`, `down = max(0, down - z - slack)`. Use it for a drift too small for any single day. Null
 * while neither sum is above the limit. With slack .5 and limit 6.5 it speaks once in about 2,100 quiet days.
 * Source: Page 1954; Montgomery, "Introduction to Statistical Quality Control", chapter 9.
 * `cusum([1.5, 1.5, 1.5], { slack: 0.5, limit: 2.5, most: 4 })` is `{ direction: 'up', since: 0, sum: 3 }`.
 */
export function cusum(gaps: ArrayLike<number>, { slack, limit, most }: Setting): Run | null {
  let [up, down, upSince, downSince] = [0, 0, 0, 0]
  for (let i = 0; i < gaps.length; i++) {
    const z = Math.min(most, Math.max(-most, gaps[i] ?? 0))
    if (up === 0) upSince = i
    if (down === 0) downSince = i
    up = Math.min(limit + ROOM, Math.max(0, up + z - slack))
    down = Math.min(limit + ROOM, Math.max(0, down - z - slack))
  }
  if (Math.max(up, down) <= limit) return null
  return up > down
    ? { direction: 'up', since: upSince, sum: up }
    : { direction: 'down', since: downSince, sum: down }
}
