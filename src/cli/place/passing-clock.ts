import type { Clock, Day } from '../../lib/days.ts'
import { clockFrom } from './demo-place.ts'

const DAY_MS = 86_400_000

export interface PassingClock extends Clock {
  pass(days: number): void
  /** so many times as fast from now on */
  hurry(speed: number): void
}

/** The clock of the demo's day, which jumps over the days that pass in the shop. */
export function passingClock(today: Day, zone: string): PassingClock {
  const first = clockFrom(today, zone)
  let passed = 0
  let hurried: { readonly atMs: number; readonly realMs: number; readonly speed: number } | null = null
  const now = () => {
    if (!hurried) return new Date(first.now().getTime() + passed * DAY_MS)
    return new Date(hurried.atMs + (Date.now() - hurried.realMs) * hurried.speed)
  }
  return {
    now,
    pass: (days) => {
      passed += days
    },
    hurry: (speed) => {
      hurried = { atMs: now().getTime(), realMs: Date.now(), speed }
    },
  }
}
