import { sum, sumOf } from '../../lib/sum.ts'
import { median, robustSd } from '../../stats/describe.ts'
import { type CountMoments, poissonQuantile } from '../../stats/distributions/counts.ts'
import { atLeast, censoredPoissonMean } from '../../stats/regression/censored-poisson.ts'
import { teunterSyntetosBabai } from '../../stats/series/intermittent.ts'
import { type DemandClass, demandClass } from './demand-class.ts'
import type { ShopScatter } from './shop-scatter.ts'

/** Ordinary days on which there was something to sell, the oldest first. */
export interface SalesDays {
  readonly units: readonly number[]
  /** the last unit went that day: demand was at least what was sold. None was short when left out. */
  readonly isShort?: readonly boolean[]
}

export interface DailyDemand extends CountMoments {
  readonly days: number
  readonly seOfMean: number
  /** standard error of the mean, and of the level it may have moved to since */
  readonly se: number
  /** null when nothing was sold */
  readonly kind: DemandClass | null
  readonly shortDays: number
}

/**
 * How far a level moves on from the mean of its past, as a share of it: what shops of real demand had in common. A shop's
 * own figure jumps from none to all of it from one quarter to the next; what it keeps of its service tells better, see
 * `keptService`.
 */
const WANDERS = 0.2
/** of a dying item: a silence of a month leaves a fifth of its chance to sell (1 - 0.05 to the power of 30) */
const DYING = { size: 0.1, chance: 0.05 }

/**
 * Demand a day from the days a product could be had. Days that ran short count as at least what they sold (EM). A single
 * bulk order is no demand: a day counts at most what its other days make believable. A dying item is worth what
 * Teunter, Syntetos and Babai leave of it. Its scatter is drawn to that of the
 * shop, the more the fewer of its days sold: an accident of a few sales would be stocked up for in one product and missed
 * in the next. Null without a day in stock.
 */
export function dailyDemand(
  { units, isShort }: SalesDays,
  shop: ShopScatter | null = null,
): DailyDemand | null {
  const days = units.length
  if (days === 0) return null
  const most = believable(units)
  const rows = units.map((sold, day) => ({
    units: Math.min(sold, most),
    days: 1,
    isCensored: isShort?.[day] ?? false,
  }))
  const restored = censoredPoissonMean(rows) ?? 0
  let squares = 0
  for (const row of rows)
    squares += ((row.isCensored ? atLeast(row.units, restored) : row.units) - restored) ** 2
  const kind = demandClass(units)
  const mean = kind === 'dying' ? Math.min(restored, teunterSyntetosBabai(units, DYING) ?? 0) : restored
  const scatter = days > 1 ? squares / (days - 1) : restored
  const variance = restored > 0 ? mean * drawn(scatter / restored, shop?.(mean, kind), units) : 0
  // no sale in n days is still a chance of one: the se of a count never falls below one event's
  const sampling = Math.max(variance, mean, 1 / days) / days
  const shortDays = rows.filter((row) => row.isCensored).length
  const se = Math.sqrt(sampling + (WANDERS * mean) ** 2)
  return { mean, variance, days, seOfMean: Math.sqrt(sampling), se, kind, shortDays }
}

/** days with a sale after which a product's own scatter counts as much as the shop's */
const OWN_SALES = 20

/** Variance over mean, between a product's own and its shop's: geometric, by how many of its days sold. */
function drawn(own: number, shops: number | undefined, units: readonly number[]): number {
  if (shops === undefined) return own
  const sold = units.filter((count) => count > 0).length
  return shops * (Math.max(1, own) / shops) ** (sold / (sold + OWN_SALES))
}

/** Four robust standard deviations above the usual size of a day's sales, on a log scale; never below what chance brings. */
function believable(units: readonly number[]): number {
  const sizes = units.filter((sold) => sold > 0).map(Math.log)
  const usual = median(sizes)
  if (usual === null) return 0
  const mean = sum(units) / units.length
  const bySize = Math.exp(usual + 4 * Math.max(0.4, robustSd(sizes, usual) ?? 0))
  return Math.max(3, poissonQuantile(0.9995, 2 * Math.min(mean, Math.exp(usual))), bySize)
}

export interface LeadTime {
  readonly mean: number
  readonly variance: number
  readonly from: 'its deliveries' | 'its stated lead time'
}

/** how real deliveries compare with the stated lead times, over the whole shop */
export interface LeadTimeHabit {
  readonly ratio: number
  readonly ratioSd: number
}

const ENOUGH_DELIVERIES = 5

/** Its own deliveries when there are five; else the stated lead time as suppliers of this shop keep it. */
export function leadTime(
  observedDays: readonly number[],
  statedDays: number | null,
  habit: LeadTimeHabit,
): LeadTime | null {
  if (observedDays.length >= ENOUGH_DELIVERIES) {
    const mean = sum(observedDays) / observedDays.length
    const squares = sumOf(observedDays, (days) => (days - mean) ** 2)
    return { mean, variance: squares / (observedDays.length - 1), from: 'its deliveries' }
  }
  if (statedDays === null) return null
  return {
    mean: statedDays * habit.ratio,
    variance: (statedDays * habit.ratioSd) ** 2,
    from: 'its stated lead time',
  }
}
