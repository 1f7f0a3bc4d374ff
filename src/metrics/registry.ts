import { activeMerchants } from './active-merchants.ts'
import { aov } from './aov.ts'
import { cancelRate } from './cancel-rate.ts'
import { conversion } from './conversion.ts'
import { firstSaleRate } from './first-sale-rate.ts'
import { gmv } from './gmv.ts'
import { lateDelivery } from './late-delivery.ts'
import { merchantsOnboarded } from './merchants-onboarded.ts'
import type { Metric } from './metric.ts'
import { orders } from './orders.ts'
import { refundRate } from './refund-rate.ts'
import { repurchase } from './repurchase.ts'
import { sessions } from './sessions.ts'
import { stockOut } from './stock-out.ts'
import { units } from './units.ts'

/** Every KPI, in the order a manager reads them. */
export const metrics: readonly Metric[] = [
  gmv,
  orders,
  sessions,
  conversion,
  aov,
  units,
  repurchase,
  cancelRate,
  refundRate,
  lateDelivery,
  stockOut,
  activeMerchants,
  merchantsOnboarded,
  firstSaleRate,
]

export function metricNamed(name: string): Metric | null {
  return metrics.find((metric) => metric.name === name) ?? null
}
