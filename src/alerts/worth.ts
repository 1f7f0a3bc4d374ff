import type { Metric } from '../metrics/metric.ts'

/** What is usual at a place: the two parts of each KPI a day, by name. */
export type Usual = ReadonlyMap<string, { readonly of: number; readonly over: number }>

/**
 * Money one event of a KPI is worth at a place, in cents, from what sales bring there: an order its usual amount, a
 * visit its share of GMV, a product that is out of stock what a product brings a day. Null where no money can be put on it.
 */
export function worthOf(kpi: string, usual: Usual): number | null {
  if (kpi === 'refund_rate') return 1
  const gmv = usual.get('gmv')?.of ?? 0
  const events = eventsBehind(kpi, usual)
  return gmv > 0 && events > 0 ? gmv / events : null
}

/** Whether money can be put on an event of the KPI at all. */
export function hasWorth({ name, unit }: Pick<Metric, 'name' | 'unit'>): boolean {
  return unit === 'money' || unit === 'money-per' || name === 'refund_rate' || eventsOf(name) !== null
}

/** The KPI whose events share the GMV of a day with those of this one; null where none do. */
export function eventsOf(kpi: string): string | null {
  if (kpi === 'conversion' || kpi === 'orders' || kpi === 'cancel_rate') return 'orders'
  return kpi === 'sessions' || kpi === 'units' || kpi === 'stock_out' ? kpi : null
}

/** How many of them share the GMV of a day. */
function eventsBehind(kpi: string, usual: Usual): number {
  const events = eventsOf(kpi)
  const { of, over } = (events !== null && usual.get(events)) || { of: 0, over: 0 }
  return events === 'stock_out' ? over - of : of
}
