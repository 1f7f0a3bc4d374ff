import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** A fall that is noticed while the day goes on. */
export const withinWords = (f: Format) => ({
  headline: (kpi: string, below: string, segment: string, since: Date) =>
    `${kpi} ${below} below expected in ${segment} since about ${f.instant(since)}`,
  /** where customers get stuck, and the figures that show it */
  step: {
    sessions: (figures: string) => `Fewer customers come: ${figures}.`,
    carts: (figures: string) => `Customers come, and fewer fill a cart: ${figures}.`,
    orders: (figures: string) => `Customers come, and fewer of them order: ${figures}.`,
    ordersAfterCart: (figures: string) => `Customers fill their carts, and do not order: ${figures}.`,
  },
  of: {
    sessions: (count: string, expected: string) => `sessions ${count}, expected ${expected}`,
    carts: (count: string, expected: string) => `carts ${count}, expected ${expected}`,
    orders: (count: string, expected: string) => `orders ${count}, expected ${expected}`,
  },
  figures: (parts: readonly string[]) => parts.join('; '),
  since: 'Since',
  between: (from: Date, to: Date) => `between ${f.instant(from)} and ${f.instant(to)} (${f.zone})`,
  lost: 'Lost so far',
  lostOrders: (count: number) => plural(count, 'order'),
  lostMoney: (money: string, orders: string) => `${money} (${orders})`,
  anHour: 'Lost per hour',
  today: 'Today, if it goes on',
  besides: 'What else happened then:',
  mark: (what: string, at: Date) => `${f.instant(at)}: ${what}`,
  promoBegan: (name: string, at: Date) => `The promotion ${name} began on ${f.instant(at)}.`,
  promoEnded: (name: string, at: Date) => `The promotion ${name} ended on ${f.instant(at)}.`,
  prices: (count: number) => `${plural(count, 'price')} changed in the two hours around it.`,
  chart: 'Orders today by the hour',
  found: 'Orders',
  expected: 'Expected',
  until: (at: Date) =>
    `Complete until ${f.instant(at)}. Expected by the hour of the week and by how today had gone until then.`,
  line: (step: string, lost: string | null) => (lost === null ? step : `${step} Lost so far: ${lost}.`),
})
