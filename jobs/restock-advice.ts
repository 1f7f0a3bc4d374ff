import { dailyDemand, leadTime } from '../src/advice/demand.ts'
import { adviseRestock, type RestockAdvice } from '../src/advice/restock.ts'
import { type Advised, type Assortment, keyOf } from './assortment.ts'

export function restockAdvice(read: Assortment, products = read.products): Advised<RestockAdvice>[] {
  return products.map((product) => {
    const key = keyOf(product)
    const facts = {
      productId: product.product_id,
      asOf: product.stock_on ?? read.asOf,
      demand: dailyDemand(read.sales.get(key) ?? { units: [] }, read.drift),
      leadTime: leadTime(read.leads.get(key) ?? [], product.lead_time_days, read.habit),
      onHand: product.on_hand,
      reserved: product.reserved ?? 0,
      inbound: product.inbound ?? 0,
      moq: product.moq ?? 1,
      packSize: Math.max(1, product.pack_size ?? 1),
      priceCents: product.price_cents,
      costCents: product.cost_cents,
      abc: product.abc,
    }
    return { product, advice: adviseRestock(facts), facts }
  })
}
