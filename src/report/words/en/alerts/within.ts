import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** A fall that is noticed while the day goes on. */
export const withinWords = (f: Format) => ({
  headline: (kpi: string, below: string, segment: string, since: Date) =>
    `${kpi} ${below} below expected in ${segment} since about ${f.instant(since)}`,
  above: (what: 'cancelled' | 'refunds', above: string, segment: string, since: Date) =>
    `${what === 'cancelled' ? 'Cancellations' : 'Refunds'} ${above} above expected in ${segment} since about ${f.instant(since)}`,
  /** where customers get stuck, and the figures that show it */
  step: {
    sessions: (figures: string) => `Fewer customers come: ${figures}.`,
    carts: (figures: string) => `Customers come, and fewer fill a cart: ${figures}.`,
    orders: (figures: string) => `Customers come, and fewer of them order: ${figures}.`,
    purchases: (figures: string) => `Customers come, and fewer of them buy: ${figures}.`,
    cancelled: (figures: string) => `More orders are cancelled than usual at this hour: ${figures}.`,
    refunds: (figures: string) => `More is refunded than usual at this hour: ${figures}.`,
    ordersAfterCart: (figures: string) => `Customers fill their carts, and do not order: ${figures}.`,
  },
  of: {
    sessions: (count: string, expected: string) => `sessions ${count}, expected ${expected}`,
    carts: (count: string, expected: string) => `carts ${count}, expected ${expected}`,
    orders: (count: string, expected: string) => `orders ${count}, expected ${expected}`,
    purchases: (count: string, expected: string) => `sessions that bought ${count}, expected ${expected}`,
    cancelled: (count: string, expected: string) => `cancelled ${count}, expected ${expected}`,
    refunds: (count: string, expected: string) => `refunds ${count}, expected ${expected}`,
    conversion: (rate: string, expected: string) => `conversion ${rate}, expected ${expected}`,
  },
  figures: (parts: readonly string[]) => parts.join('; '),
  since: 'Since',
  between: (from: Date, to: Date) => `between ${f.instant(from)} and ${f.instant(to)} (${f.zone})`,
  lost: 'Lost so far',
  /** what is beyond the usual of what is taken back */
  more: 'More than usual so far',
  lostOrders: (count: number) => plural(count, 'order'),
  moreOf: {
    cancelled: (count: number) => plural(count, 'order'),
    refunds: (count: number) => plural(count, 'refund'),
  },
  lostMoney: (money: string, orders: string) => `${money} (${orders})`,
  anHour: 'Lost per hour',
  moreAnHour: 'More per hour',
  today: 'Today, if it goes on',
  besides: 'What else happened then:',
  mark: (what: string, at: Date) => `${f.instant(at)}: ${what}`,
  promoBegan: (name: string, at: Date) => `The promotion ${name} began on ${f.instant(at)}.`,
  promoEnded: (name: string, at: Date) => `The promotion ${name} ended on ${f.instant(at)}.`,
  prices: (count: number) => `${plural(count, 'price')} changed in the two hours around it.`,
  chart: 'Orders today by the hour',
  chartOf: { cancelled: 'Cancellations today by the hour', refunds: 'Refunds today by the hour' },
  foundOf: { cancelled: 'Cancelled', refunds: 'Refunds' },
  found: 'Orders',
  expected: 'Expected',
  until: (at: Date) =>
    `Complete until ${f.instant(at)}. Expected by the hour of the week and by how today had gone until then.`,
  moreLine: (step: string, more: string | null) =>
    more === null ? step : `${step} More than usual so far: ${more}.`,
  line: (step: string, lost: string | null) => (lost === null ? step : `${step} Lost so far: ${lost}.`),
})
