/** How far apart the values of a file are, and what season that has. */
export interface Step {
  readonly name: string
  /** steps of the season */
  readonly period: number
  /** steps of a longer season beside the other: a year, or below a day a week */
  readonly year: number | null
  readonly isDay: boolean
  /** number of the step an instant lies in */
  index(seconds: number): number
}

const HOUR = 3600
const DAY = 86_400

const DAILY: Step = {
  name: 'day',
  period: 7,
  year: 365.25,
  isDay: true,
  index: (seconds) => Math.floor(seconds / DAY),
}
/** weeks begin on whichever day the file's do */
const weekly = (first: number): Step => ({
  name: 'week',
  period: 1,
  year: 365.25 / 7,
  isDay: false,
  index: (seconds) => Math.round((seconds - first) / (7 * DAY)),
})
const byMonths = (name: string, months: number, period: number): Step => ({
  name,
  period,
  year: null,
  isDay: false,
  index: (seconds) => {
    const at = new Date(seconds * 1000)
    return Math.floor((at.getUTCFullYear() * 12 + at.getUTCMonth()) / months)
  },
})
const finer = (size: number): Step => ({
  name: size === HOUR ? 'hour' : `${Math.round(size / 60)}-minute step`,
  period: Math.round(DAY / size),
  // the longer season of what is counted by the hour is the week
  year: Math.round((7 * DAY) / size),
  isDay: false,
  index: (seconds) => Math.round(seconds / size),
})

/** share of the gaps between rows that must be equal for them to be steps of a clock and not events */
const REGULAR = 0.5
/** finer than this a day has too many steps: they are summed to hours */
const FINEST = 900

/** From the most frequent gap between the times of one series; events at odd times become days. */
export function stepOf(times: readonly Float64Array[]): Step {
  const gaps = new Map<number, number>()
  let count = 0
  for (const own of times) {
    const sorted = [...new Set(own)].sort((a, b) => a - b)
    for (let i = 1; i < sorted.length; i++) {
      const gap = (sorted[i] ?? 0) - (sorted[i - 1] ?? 0)
      gaps.set(gap, (gaps.get(gap) ?? 0) + 1)
      count++
    }
  }
  const [most, times_] = [...gaps].sort((a, b) => b[1] - a[1])[0] ?? [DAY, 1]
  let first = Number.POSITIVE_INFINITY
  for (const own of times) for (const time of own) first = Math.min(first, time)
  if (most < 0.9 * DAY) {
    if (times_ < REGULAR * count || most < 1) return DAILY
    return finer(Math.max(most, most < FINEST ? HOUR : FINEST))
  }
  const days = most / DAY
  if (days < 4) return DAILY
  if (days < 10) return weekly(first)
  if (days < 45) return byMonths('month', 1, 12)
  if (days < 200) return byMonths('quarter', 3, 4)
  return byMonths('year', 12, 1)
}
