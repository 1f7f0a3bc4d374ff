import { type CountMoments, poissonQuantile } from '../stats/counts.ts'

/** How many ordinary days in stock sold so many units: days without stock tell no demand and are not among them. */
export interface SalesDays {
  readonly units: number
  readonly days: number
}

export interface DailyDemand extends CountMoments {
  readonly days: number
  /** standard error of the mean */
  readonly se: number
}

/**
 * Demand a day from the days a product could be had. A single bulk order is no demand: a day counts at most what
 * twice the mean would hardly ever exceed. Null without a day in stock.
 */
export function dailyDemand(sales: readonly SalesDays[]): DailyDemand | null {
  const days = sales.reduce((sum, row) => sum + row.days, 0)
  if (days === 0) return null
  const rough = sales.reduce((sum, row) => sum + row.units * row.days, 0) / days
  const most = Math.max(3, poissonQuantile(0.9995, 2 * rough))
  let sum = 0
  let squares = 0
  for (const row of sales) {
    const units = Math.min(row.units, most)
    sum += units * row.days
    squares += units * units * row.days
  }
  const mean = sum / days
  const variance = days > 1 ? Math.max(0, (squares - days * mean * mean) / (days - 1)) : mean
  // no sale in n days is still a chance of one: the se of a count never falls below one event's
  return { mean, variance, days, se: Math.sqrt(Math.max(variance, mean, 1 / days) / days) }
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
    const mean = observedDays.reduce((sum, days) => sum + days, 0) / observedDays.length
    const squares = observedDays.reduce((sum, days) => sum + (days - mean) ** 2, 0)
    return { mean, variance: squares / (observedDays.length - 1), from: 'its deliveries' }
  }
  if (statedDays === null) return null
  return {
    mean: statedDays * habit.ratio,
    variance: (statedDays * habit.ratioSd) ** 2,
    from: 'its stated lead time',
  }
}
