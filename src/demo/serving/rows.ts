import { addDays } from '../../lib/days.ts'
import { CATEGORIES, CHANNELS, DEVICES, PLATFORMS, REGIONS } from '../market/catalogue.ts'
import { asPlaced, type Order } from '../market/orders.ts'
import type { World } from '../market/world.ts'
import type { Table } from './columns.ts'
import { stamps } from './stamps.ts'

export type Row = Record<string, string | number | boolean | null>

/** Tables the shop exports, each row rendered only when it is asked for, by its index in the world. */
type Render = (index: number) => Row

const money = (cents: number) => (cents / 100).toFixed(2)
const VARIANTS = [null, 'control', 'treatment'] as const

function orderId(platform: number, id: number): string {
  return `${platform === 0 ? 'N' : 'B'}-${100_001 + id}`
}

export function renderers(
  world: World,
): Readonly<Record<Table, Render>> & { readonly ordersAsPlaced: Render } {
  const { time, catalogue, prices, sessions: s, orders, lines, refunds, stock } = world
  const stamp = stamps()
  const dayAt = (day: number, hour: number) => (time.starts[0] ?? 0) + day * 86_400 + hour * 3600
  const known = (at: number) => (at < (time.starts[time.days] ?? 0) ? at : null)
  const productAt = (index: number) => {
    const product = catalogue.products[index]
    if (!product) throw new RangeError(`no product ${index}`)
    return product
  }
  const merchantOf = (index: number) => catalogue.merchants[productAt(index).merchant]?.id ?? null
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[index]
    if (found === undefined) throw new RangeError(`no row ${index}`)
    return found
  }
  const orderRow = (o: Order): Row => ({
    platform: at(PLATFORMS, o.platform),
    order_id: orderId(o.platform, o.id),
    session_id: `s${o.session}`,
    customer_id: `S${o.customer}`,
    ordered_at: stamp(o.platform, o.at),
    status: o.status,
    channel: at(CHANNELS, o.channel),
    region: at(REGIONS, o.region),
    currency: 'EUR',
    approved_at: stamp(o.platform, o.paidAt),
    shipped_at: stamp(o.platform, o.shippedAt),
    promised_at: stamp(o.platform, o.promisedAt),
    delivered_at: stamp(o.platform, o.deliveredAt),
    updated_at: stamp(o.platform, o.updatedAt),
  })

  return {
    merchants: (i) => {
      const m = at(catalogue.merchants, i)
      const signedUp = stamp(m.platform, dayAt(m.signedUpOn, 9))
      return {
        platform: at(PLATFORMS, m.platform),
        merchant_id: m.id,
        name: m.name,
        region: at(REGIONS, m.region),
        // a week or two for the papers, and some days until the shop is opened
        applied_at: stamp(m.platform, dayAt(m.signedUpOn - 5 - (i % 11), 11)),
        approved_at: stamp(m.platform, dayAt(m.signedUpOn - 1 - (i % 4), 15)),
        signed_up_at: signedUp,
        status: 'active',
        updated_at: signedUp,
      }
    },
    products: (i) => {
      const p = productAt(i)
      const listed = stamp(p.platform, dayAt(p.listedOn, 10))
      return {
        platform: at(PLATFORMS, p.platform),
        product_id: p.sku,
        merchant_id: merchantOf(i),
        title: p.title,
        category: at(CATEGORIES, p.category),
        cost: money(p.costCents),
        list_price: money(p.listCents),
        currency: 'EUR',
        lead_time_days: p.leadDays,
        moq: p.moq,
        pack_size: p.packSize,
        listed_at: listed,
        updated_at: listed,
      }
    },
    campaigns: (i) => {
      const c = at(time.campaigns, i)
      return {
        platform: at(PLATFORMS, c.platform),
        campaign_id: c.id,
        name: c.name,
        kind: c.kind,
        category: c.category === null ? null : at(CATEGORIES, c.category),
        discount: c.discount.toFixed(2),
        starts_at: stamp(c.platform, time.starts[c.from] ?? null),
        ends_at: stamp(c.platform, (time.starts[c.to] ?? 0) - 1),
        updated_at: stamp(c.platform, time.starts[c.from] ?? null),
      }
    },
    experiments: () => ({
      platform: at(PLATFORMS, time.experiment.platform),
      experiment_id: 'EXP-7',
      name: 'One-page checkout',
      metric: 'conversion',
      started_at: stamp(time.experiment.platform, time.starts[time.experiment.from] ?? null),
      planned_end_at: stamp(time.experiment.platform, dayAt(time.experiment.from + 28, 0)),
      arms: 'control:0.5,treatment:0.5',
      updated_at: stamp(time.experiment.platform, time.starts[time.experiment.from] ?? null),
    }),
    prices: (i) => {
      const row = at(prices.rows, i)
      const { platform, sku } = productAt(row.product)
      return {
        platform: at(PLATFORMS, platform),
        product_id: sku,
        valid_from: stamp(platform, time.starts[row.day] ?? null),
        price: money(row.cents),
        currency: 'EUR',
        reason: row.reason,
        campaign_id: row.campaign === null ? null : (time.campaigns[row.campaign]?.id ?? null),
      }
    },
    sessions: (i) => {
      const product = productAt(s.product[i] ?? 0)
      return {
        platform: at(PLATFORMS, product.platform),
        session_id: `s${i}`,
        shopper_id: `S${s.customer[i]}`,
        started_at: stamp(product.platform, s.at[i] ?? 0),
        channel: at(CHANNELS, s.channel[i] ?? 0),
        device: at(DEVICES, s.device[i] ?? 0),
        region: at(REGIONS, s.region[i] ?? 0),
        merchant_id: at(catalogue.merchants, product.merchant).id,
        product_id: product.sku,
        category: at(CATEGORIES, product.category),
        page_views: s.pageViews[i] ?? 0,
        product_views: s.productViews[i] ?? 0,
        searches: s.searches[i] ?? 0,
        cart_adds: s.cartAdds[i] ?? 0,
        duration_s: s.seconds[i] ?? 0,
        is_returning: s.returning[i] === 1,
        price_seen: money(s.priceCents[i] ?? 0),
        discount_seen: (s.discount[i] ?? 0) / 100,
        in_stock_share: (s.inStock[i] ?? 0) / 100,
        variant: VARIANTS[s.variant[i] ?? 0] ?? null,
      }
    },
    orders: (i) => orderRow(at(orders, i)),
    ordersAsPlaced: (i) => orderRow(asPlaced(at(orders, i))),
    order_lines: (i) => {
      const line = at(lines, i)
      const order = at(orders, line.order)
      return {
        platform: at(PLATFORMS, order.platform),
        order_id: orderId(order.platform, order.id),
        line_id: String(line.line),
        product_id: productAt(line.product).sku,
        merchant_id: merchantOf(line.product),
        title: productAt(line.product).title,
        quantity: line.quantity,
        unit_price: money(line.unitCents),
        discount: money(line.discountCents),
        freight: money(line.freightCents),
        currency: 'EUR',
        ordered_at: stamp(order.platform, order.at),
        customer_id: `S${order.customer}`,
        region: at(REGIONS, order.region),
        updated_at: stamp(order.platform, order.at),
      }
    },
    refunds: (i) => {
      const back = at(refunds, i)
      const { platform } = at(orders, back.order)
      return {
        platform: at(PLATFORMS, platform),
        refund_id: `R-${i + 1}`,
        order_id: orderId(platform, back.order),
        line_id: String(back.line),
        product_id: productAt(back.product).sku,
        merchant_id: merchantOf(back.product),
        quantity: back.quantity,
        amount: money(back.cents),
        currency: 'EUR',
        refunded_at: stamp(platform, back.at),
        reason: back.reason,
      }
    },
    deliveries: (i) => {
      const d = at(stock.deliveries, i)
      const { platform, sku } = productAt(d.product)
      const received = known(dayAt(d.receivedOn, 7))
      return {
        platform: at(PLATFORMS, platform),
        delivery_id: `D-${i + 1}`,
        product_id: sku,
        merchant_id: merchantOf(d.product),
        quantity: d.quantity,
        ordered_at: stamp(platform, dayAt(d.orderedOn, 18)),
        expected_at: stamp(platform, dayAt(d.expectedOn, 7)),
        received_at: stamp(platform, received),
        updated_at: stamp(platform, received ?? dayAt(d.orderedOn, 18)),
      }
    },
    stock_levels: (i) => {
      const day = Math.floor(i / catalogue.products.length)
      const p = i % catalogue.products.length
      const slot = p * time.room + day
      return {
        platform: at(PLATFORMS, productAt(p).platform),
        product_id: productAt(p).sku,
        on: addDays(time.first, day),
        on_hand: stock.onHand[slot] ?? 0,
        reserved: stock.reserved[slot] ?? 0,
        inbound: stock.inbound[slot] ?? 0,
      }
    },
  }
}
