import { addDays, type Day, weekday } from '../../src/lib/days.ts'
import { type Random, seeded } from '../../src/lib/random.ts'
import type { KpiDay } from '../../src/models/anomaly/baseline.ts'
import type { Calendar } from '../../src/models/calendar/calendar.ts'

/** Something that happened to a rate, from its first day to its last. */
interface Planted {
  readonly kind: string
  readonly first: Day
  readonly last: Day
}

/** A shop's conversion as it could have been, what was done to it, and the calendar as it was told. */
export interface KpiSeries {
  readonly name: string
  /** sessions of a usual day */
  readonly traffic: number
  /** a missing day is not in the list */
  readonly days: readonly KpiDay[]
  /** some promos are told a day early or late */
  readonly calendar: Calendar
  readonly planted: readonly Planted[]
}

const FIRST: Day = '2025-01-06'
const DAYS = 400
export const WARM_UP_DAYS = 60
const APART_DAYS = 12
const PROMOS = 5
const MISDATED = 0.15
const MISSING = 0.02
const TROUBLES = [
  { kind: '1 day x 0.5', length: 1, factor: 0.5 },
  { kind: '3 days x 0.65', length: 3, factor: 0.65 },
  { kind: '10 days x 0.8', length: 10, factor: 0.8 },
  { kind: '1 day x 1.7', length: 1, factor: 1.7 },
] as const

interface Span {
  readonly at: number
  readonly length: number
}

/**
 * Series made on purpose by other rules than the detector assumes. The level wanders by Student-t steps (three degrees of
 * freedom) and a slow wave, not by a discounted mean; noise is clustered (orders come in groups of one shopper, group
 * sizes geometric) and remembered (autoregressive), not beta-binomial; promos are told on the wrong day now and then, days
 * are missing, traffic has its own weekly shape, noise and growth. 100 to 20,000 sessions a day, 1 to 6 % conversion, five
 * promos and five incidents in 400 days, of which the first 60 are there to learn from.
 */
export function kpiSeries(count: number, seed: number): KpiSeries[] {
  return Array.from({ length: count }, (_, i) => oneSeries(i, seeded(seed + 7919 * i)))
}

function oneSeries(index: number, random: Random): KpiSeries {
  const between = (low: number, high: number) => low + (high - low) * random.next()
  const traffic = Math.exp(between(Math.log(100), Math.log(20_000)))
  const rate = between(0.01, 0.06)
  const group = between(1, 1.3)
  const shape = Array.from({ length: 7 }, () => ({ traffic: between(0.75, 1.3), rate: between(0.85, 1.15) }))
  const wave = { size: between(0, 0.12), phase: between(0, 6.28), days: between(120, 400) }
  const promos = placed(
    Array.from({ length: PROMOS }, () => ({
      length: 1 + random.below(3),
      rate: between(1.25, 2),
      traffic: between(1.1, 2.5),
    })),
    { random, from: 10, taken: [] },
  )
  const extra = TROUBLES[random.below(TROUBLES.length)] ?? TROUBLES[0]
  const troubles = placed([...TROUBLES, extra], { random, from: WARM_UP_DAYS, taken: promos })
  const days: KpiDay[] = []
  let [level, memory] = [0, 0]
  for (let at = 0; at < DAYS; at++) {
    const day = addDays(FIRST, at)
    level = 0.995 * level + 0.004 * student(random)
    memory = 0.4 * memory + 0.025 * random.normal()
    const usual = shape[weekday(day) - 1] ?? { traffic: 1, rate: 1 }
    const promo = promos.find((span) => isIn(span, at))
    const trouble = troubles.find((span) => isIn(span, at))
    const slow = wave.size * Math.sin((2 * Math.PI * at) / wave.days + wave.phase)
    const busy = usual.traffic * (promo?.traffic ?? 1) * (1 + at / 2000) * Math.exp(0.08 * random.normal())
    const lift = usual.rate * (promo?.rate ?? 1) * (trouble?.factor ?? 1)
    const sessions = random.poisson(traffic * busy)
    const share = Math.min(0.6, rate * lift * Math.exp(level + memory + slow))
    const orders = clustered(random, sessions * share, group)
    if (random.next() >= MISSING) days.push({ day, of: Math.min(orders, sessions), over: sessions })
  }
  return {
    name: `series ${index + 1}`,
    traffic,
    days,
    calendar: told(promos, random),
    planted: troubles.map(({ kind, at, length }) => ({
      kind,
      first: addDays(FIRST, at),
      last: addDays(FIRST, at + length - 1),
    })),
  }
}

function isIn({ at, length }: Span, day: number): boolean {
  return day >= at && day < at + length
}

/** Somewhere, apart from each other and from what is there. */
function placed<T extends { readonly length: number }>(
  what: readonly T[],
  {
    random,
    from,
    taken,
  }: { readonly random: Random; readonly from: number; readonly taken: readonly Span[] },
): (T & Span)[] {
  const found: (T & Span)[] = []
  for (const one of what) {
    for (let tries = 0; tries < 1000; tries++) {
      const at = from + random.below(DAYS - from - one.length - 5)
      const isFree = [...taken, ...found].every(
        (other) => at + one.length + APART_DAYS <= other.at || other.at + other.length + APART_DAYS <= at,
      )
      if (!isFree) continue
      found.push({ ...one, at })
      break
    }
  }
  return found
}

function told(promos: readonly Span[], random: Random): Calendar {
  const calendar = new Map<Day, string>()
  for (const { at, length } of promos) {
    const slip = random.next() < MISDATED ? (random.next() < 0.5 ? -1 : 1) : 0
    for (let i = 0; i < length; i++) calendar.set(addDays(FIRST, at + i + slip), 'Sale')
  }
  return calendar
}

/** Orders in groups: a Poisson number of groups, each of a geometric size with the mean given. */
function clustered(random: Random, mean: number, group: number): number {
  let orders = 0
  for (let groups = random.poisson(mean / group); groups > 0; groups--) {
    orders++
    while (random.next() > 1 / group) orders++
  }
  return orders
}

/** Student's t with three degrees of freedom. */
function student(random: Random): number {
  const chi = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2
  return random.normal() / Math.sqrt(chi / 3)
}
