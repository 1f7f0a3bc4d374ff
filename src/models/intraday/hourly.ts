import type { Counted } from './counted.ts'

interface Hourly {
  /** columns of `mart_intervals` */
  readonly of: string
  readonly over: string | null
  /** the last of it to be known */
  readonly counted: Counted
}

/** The KPIs that are counted by the quarter of an hour. */
const HOURLY: Readonly<Record<string, Hourly>> = {
  sessions: { of: 'sessions', over: null, counted: 'sessions' },
  orders: { of: 'orders', over: null, counted: 'orders' },
  gmv: { of: 'gmv_cents', over: null, counted: 'orders' },
  conversion: { of: 'purchases', over: 'sessions', counted: 'purchases' },
  aov: { of: 'gmv_cents', over: 'orders', counted: 'orders' },
}

export const HOURLY_KPIS = Object.keys(HOURLY)

/** Null where the KPI is not counted by the hour. */
export function hourlyOf(kpi: string): Hourly | null {
  return HOURLY[kpi] ?? null
}

/** Whether the quarters of an hour are kept of a KPI for a place of these dimensions, in their order. */
export function isHourly(kpi: string, dimensions: readonly string[]): boolean {
  const isKept = dimensions.length < 2 || /^platform (category|channel)$/.test(dimensions.join(' '))
  return HOURLY[kpi] !== undefined && isKept
}
