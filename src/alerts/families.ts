import type { Metric } from '../metrics/metric.ts'

/**
 * KPIs that move together because one makes the other: a collapse of conversion takes orders and GMV with it, and is
 * one incident. The first of a family that moved names it.
 */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  sales: ['conversion', 'sessions', 'orders', 'aov', 'gmv', 'units', 'active_merchants'],
  returns: ['cancel_rate', 'refund_rate'],
  delivery: ['late_delivery'],
  stock: ['stock_out'],
  merchants: ['merchants_onboarded', 'first_sale_rate'],
  shoppers: ['repurchase'],
}

export function familyOf(metric: Pick<Metric, 'name'>): string {
  return Object.keys(FAMILIES).find((family) => FAMILIES[family]?.includes(metric.name)) ?? metric.name
}

/** Lower comes first. */
export function rankIn(metric: Pick<Metric, 'name'>): number {
  const rank = FAMILIES[familyOf(metric)]?.indexOf(metric.name) ?? 0
  return Math.max(rank, 0)
}
