import { addDays, type Day, weekday } from '../lib/days.ts'

/** One day of a KPI as its two parts; `over` is 1 for counts and sums. Days not in the list are missing, not zero. */
export interface KpiDay {
  readonly day: Day
  readonly of: number
  readonly over: number
}

/** How a KPI scatters: a share of tries, a count of events, money a day, money an order. */
export type KpiUnit = 'rate' | 'count' | 'money' | 'money-per'

/** Days that are not ordinary, with what they are called: `2026-11-11` is `Double 11`. */
export type Calendar = ReadonlyMap<Day, string>

export interface Baseline {
  /** discounted of / over with the weekday taken out, as of the last ordinary day */
  readonly level: number
  /** Monday first, mean about 1 */
  readonly weekdays: readonly number[]
  /** ordinary days of the last 84 with the value expected before each was seen */
  readonly clean: readonly (KpiDay & { readonly expected: number })[]
  /** how many days' worth of evidence the level rests on */
  readonly effectiveDays: number
  readonly effectiveOver: number
}

const DISCOUNT = 0.95
const WINDOW_DAYS = 84
const PSEUDO_EVENTS = 40
const PSEUDO_DAYS = 2

/**
 * The recent level of a KPI and its weekday shape: level = discounted sum(of) / sum(over x weekday), discount .95 a
 * day (about 20 days of memory); the weekday multiplier over the last 84 ordinary days, shrunk to 1 by 40 events
 * (rates, counts) or two days (money). `isOrdinary` leaves days out (promo days, flagged days): the level is frozen
 * over them. Null when no ordinary day has a base. Days must be sorted. Method: algorithms of exponentially weighted
 * ratio charts (Laney p', discounted), the weekday by indirect standardisation.
 */
export function baseline(
  history: readonly KpiDay[],
  unit: KpiUnit,
  isOrdinary: (day: Day) => boolean = () => true,
): Baseline | null {
  const usable = history.filter((point) => point.over > 0 && isOrdinary(point.day))
  const last = usable.at(-1)
  if (!last) return null
  const recent = usable.filter((point) => point.day > addDays(last.day, -WINDOW_DAYS))
  const weekdays = weekdayShape(recent, unit)
  let of = 0
  let over = 0
  let base = 0
  let weight = 0
  const clean: (KpiDay & { expected: number })[] = []
  for (const point of recent) {
    const shape = shapeOf(weekdays, point.day)
    clean.push({ ...point, expected: (over > 0 ? of / over : point.of / (point.over * shape)) * shape })
    of = of * DISCOUNT + point.of
    over = over * DISCOUNT + point.over * shape
    base = base * DISCOUNT + point.over
    weight = weight * DISCOUNT + 1
  }
  if (over <= 0) return null
  return { level: of / over, weekdays, clean, effectiveDays: weight, effectiveOver: base }
}

/** What `of / over` should be on a day: the level times the weekday. */
export function expectedOn({ level, weekdays }: Pick<Baseline, 'level' | 'weekdays'>, day: Day): number {
  return level * shapeOf(weekdays, day)
}

function shapeOf(weekdays: readonly number[], day: Day): number {
  return weekdays[weekday(day) - 1] ?? 1
}

/** Two rounds, because the first mean rests on whichever weekdays happen to be there. */
function weekdayShape(days: readonly KpiDay[], unit: KpiUnit): number[] {
  let shape = new Array<number>(7).fill(1)
  for (let round = 0; round < 2; round++) {
    const of = days.reduce((sum, point) => sum + point.of, 0)
    const over = days.reduce((sum, point) => sum + point.over * shapeOf(shape, point.day), 0)
    const level = over > 0 ? of / over : 0
    const prior = unit === 'rate' || unit === 'count' ? PSEUDO_EVENTS : (PSEUDO_DAYS * of) / days.length
    shape = shape.map((_, index) => {
      const same = days.filter((point) => weekday(point.day) === index + 1)
      const seen = same.reduce((sum, point) => sum + point.of, 0)
      const usual = level * same.reduce((sum, point) => sum + point.over, 0)
      return usual + prior > 0 ? (seen + prior) / (usual + prior) : 1
    })
  }
  return shape
}
