import type { Side } from './surprise.ts'

/** How surprising the most surprising window of an ordinary day is: a Gumbel distribution. */
interface DayMaximum {
  readonly place: number
  /** 1 where the tail is as it should be; more where this series has wilder days */
  readonly scale: number
}

export type Limits = Readonly<Record<Side, DayMaximum>>

/** the reduced variate -ln(-ln p) at the half and at 85 of a hundred */
const [AT_HALF, AT_85] = [0.3665, 1.8169]
const SHRINK_DAYS = 10

/**
 * Learned from the days of the past by their median and their 85th of a hundred, so that one past incident in seven days
 * moves it little. Windows overlap and many are looked at: that all shows in the maximum of a day. Source: Coles, "An
 * Introduction to Statistical Modeling of Extreme Values", 3.1.
 */
export function limitsOf(maxima: readonly number[]): DayMaximum {
  const sorted = maxima.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const seen = (at(0.85) - at(0.5)) / (AT_85 - AT_HALF)
  const scale = Math.max(1, (sorted.length * seen + SHRINK_DAYS) / (sorted.length + SHRINK_DAYS))
  return { place: Math.max(0, at(0.5) - AT_HALF * scale), scale }
}

/** The surprise that an ordinary day exceeds with this chance. `limitAt({ place: 5, scale: 1 }, 1 / 28)` is `8.33`. */
export function limitAt({ place, scale }: DayMaximum, chanceADay: number): number {
  return place + scale * Math.log(1 / chanceADay)
}
