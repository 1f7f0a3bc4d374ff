import { addDays, addMonths, type Day, type DayRange, weekday } from '../../lib/days.ts'
import { monthOf, type Period } from './period.ts'

export function week(today: Day, by: number): Period {
  const from = addDays(today, 1 - weekday(today) + 7 * by)
  return { kind: 'days', from, to: addDays(from, 7) }
}

export function month(today: Day, by: number): Period {
  return { kind: 'days', ...monthOf(addMonths(monthOf(today).from, by)) }
}

export function quarterOf(year: number, quarter: number): DayRange {
  const from = `${year}-${String(3 * quarter - 2).padStart(2, '0')}-01`
  return { from, to: addMonths(from, 3) }
}

export function quarter(today: Day, by: number): Period {
  const now = quarterOf(Number(today.slice(0, 4)), Math.ceil(Number(today.slice(5, 7)) / 3))
  return { kind: 'days', from: addMonths(now.from, 3 * by), to: addMonths(now.to, 3 * by) }
}

export function year(today: Day, by: number): Period {
  const own = Number(today.slice(0, 4)) + by
  return { kind: 'days', from: `${own}-01-01`, to: `${own + 1}-01-01` }
}

/** From the first day of the quarter or year until today; the month under way is written as a month. */
export function soFar(today: Day, said: string): Period {
  const whole = /^[qQ季]/u.test(said)
    ? quarter(today, 0)
    : /^[yY年]/u.test(said)
      ? year(today, 0)
      : month(today, 0)
  return whole.kind === 'days' && !/^[mM月]/u.test(said) ? { ...whole, to: addDays(today, 1) } : whole
}
