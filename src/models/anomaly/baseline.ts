import type { Day } from '../../lib/days.ts'
import { sum, sumOf } from '../../lib/sum.ts'

/** One day of a KPI as its two parts; `over` is 1 for counts and sums. Days not in the list are missing, not zero. */
export interface KpiDay {
  readonly day: Day
  readonly of: number
  readonly over: number
}

/** How a KPI scatters: a share of tries, a count of events, money a day, money an order. */
export type KpiUnit = 'rate' | 'count' | 'money' | 'money-per'

/** A day with what was known before it was seen: `expected` is `level` times the weekday's `shape`. */
interface SeenDay extends KpiDay {
  /** days since 1970-01-01 */
  readonly number: number
  readonly level: number
  readonly shape: number
  readonly expected: number
  /** false for a day outside its limits: the level is frozen over it */
  readonly isLearnt: boolean
}

export interface Baseline {
  /** discounted of / over with the weekday taken out, as of the last ordinary day */
  readonly level: number
  /** Monday first, mean about 1 */
  readonly weekdays: readonly number[]
  /** ordinary days of the last 84, learnt or not */
  readonly seen: readonly SeenDay[]
  /** those of them the level rests on */
  readonly clean: readonly SeenDay[]
  /** how many days' worth of evidence the level rests on */
  readonly effectiveDays: number
  readonly effectiveOver: number
}

/** of a day before; the first stands unless another forecasts the next day better by more than GAIN */
const DISCOUNTS = [0.95, 0.97, 0.9, 0.85]
const GAIN = 0.98
/** a series that never moves is forecast equally well by all: what is left is rounding */
const ROUNDING = 1e-6
const SETTLING_DAYS = 14
const WINDOW_DAYS = 84
const PSEUDO_EVENTS = 40
const PSEUDO_DAYS = 2
const ROUNDS = 2
const ZERO = 48

/**
 * The recent level of a KPI and its weekday shape: level = discounted sum(of) / sum(over x weekday), the discount of a
 * day .95 (about 20 days of memory) or the one of .85 to .97 that has forecast the next day better; the weekday multiplier over the last 84 ordinary days, shrunk to 1 by 40 events
 * (rates, counts) or two days (money). `history` holds ordinary days only, sorted; days in `outside` are seen and not
 * learnt: the level is frozen over them. Null when no day has a base. Method: exponentially weighted ratio charts (Laney
 * p', discounted), the weekday by indirect standardisation.
 */
export function baseline(
  history: readonly KpiDay[],
  unit: KpiUnit,
  outside: ReadonlySet<Day> = new Set(),
): Baseline | null {
  const usable = history.filter((point) => point.over > 0)
  const last = usable.at(-1)
  if (!last) return null
  const first = dayNumber(last.day) - WINDOW_DAYS
  const recent = usable
    .slice(-WINDOW_DAYS)
    .map(({ day, of, over }) => ({ day, of, over, number: dayNumber(day), isLearnt: !outside.has(day) }))
    .filter(({ number }) => number > first)
  const weekdays = weekdayShape(
    recent.filter(({ isLearnt }) => isLearnt),
    unit,
  )
  const best = DISCOUNTS.map((discount) => followed(recent, weekdays, discount)).reduce((a, b) =>
    b.loss < a.loss * GAIN - ROUNDING ? b : a,
  )
  if (!(best.level >= 0)) return null
  const { levels, level, effectiveDays, effectiveOver } = best
  const all = recent.map(({ day, of, over, number, isLearnt }, i): SeenDay => {
    const shape = weekdays[weekdayIndex(number)] ?? 1
    const before = levels[i] ?? level
    return { day, of, over, number, isLearnt, level: before, shape, expected: before * shape }
  })
  return {
    level,
    weekdays,
    seen: all,
    clean: outside.size === 0 ? all : all.filter(({ isLearnt }) => isLearnt),
    effectiveDays,
    effectiveOver,
  }
}

interface RecentDay extends KpiDay {
  readonly number: number
  readonly isLearnt: boolean
}

/** The level before each day by one discount, after the last, and how far its forecasts of the next day were off. */
function followed(recent: readonly RecentDay[], weekdays: readonly number[], discount: number) {
  const levels = new Float64Array(recent.length)
  let [of, over, base, weight, loss] = [0, 0, 0, 0, 0]
  for (let i = 0; i < recent.length; i++) {
    const point = recent[i]
    if (!point) break
    const shape = weekdays[weekdayIndex(point.number)] ?? 1
    const level = over > 0 ? of / over : point.of / (point.over * shape)
    levels[i] = level
    if (!point.isLearnt) continue
    // square roots of counts scatter alike, whatever their size; the absolute gap is not ruled by one wild day
    if (i >= SETTLING_DAYS)
      loss += Math.abs(Math.sqrt(Math.max(0, point.of)) - Math.sqrt(Math.max(0, level * shape * point.over)))
    of = of * discount + point.of
    over = over * discount + point.over * shape
    base = base * discount + point.over
    weight = weight * discount + 1
  }
  return { levels, level: of / over, effectiveDays: weight, effectiveOver: base, loss }
}

/** What `of / over` should be on a day: the level times the weekday. */
export function expectedOn({ level, weekdays }: Pick<Baseline, 'level' | 'weekdays'>, day: Day): number {
  return level * (weekdays[weekdayIndex(dayNumber(day))] ?? 1)
}

/**
 * Days since 1970-01-01 of a day written `YYYY-MM-DD`: from its digits, because thousands of series a run make a date
 * object for each day too slow. `dayNumber('2026-11-25')` is `20782`. Source: Hinnant, "chrono-compatible low-level date
 * algorithms", days_from_civil.
 */
export function dayNumber(day: Day): number {
  const month = digits(day, 5, 7)
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const ofEra = year - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(day, 8, 10) - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

function digits(day: Day, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + day.charCodeAt(i) - ZERO
  return value
}

/** Monday is 0: the first of January 1970 was a Thursday. */
export function weekdayIndex(number: number): number {
  return (((number + 3) % 7) + 7) % 7
}

/** Two rounds, because the first mean rests on whichever weekdays happen to be there. */
function weekdayShape(days: readonly RecentDay[], unit: KpiUnit): number[] {
  const [ofBy, overBy] = [new Float64Array(7), new Float64Array(7)]
  for (const { number, of, over } of days) {
    const index = weekdayIndex(number)
    ofBy[index] = (ofBy[index] ?? 0) + of
    overBy[index] = (overBy[index] ?? 0) + over
  }
  const total = sum(ofBy)
  const prior =
    unit === 'rate' || unit === 'count' ? PSEUDO_EVENTS : (PSEUDO_DAYS * total) / Math.max(1, days.length)
  let shape = new Array<number>(7).fill(1)
  for (let round = 0; round < ROUNDS; round++) {
    const over = sumOf(overBy, (part, index) => part * (shape[index] ?? 1))
    const level = over > 0 ? total / over : 0
    shape = shape.map((_, index) => {
      const usual = level * (overBy[index] ?? 0)
      return usual + prior > 0 ? ((ofBy[index] ?? 0) + prior) / (usual + prior) : 1
    })
  }
  return shape
}
