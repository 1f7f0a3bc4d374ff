import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { QUALITY } from '../../../src/lake/build/quality/rules.ts'
import { idOf, type Verdict } from '../../../src/lake/contract/rule.ts'
import { RAW_TABLE_NAMES, type RawTableName } from '../../../src/lake/contract/schema.ts'
import { openShop, rows, type Shop } from '../shop.ts'

type Given = Record<string, string | null>

const ROWS = 200
const product = (i: number) => ({ product_id: `P${i}`, merchant_id: `M${i % 4}` })

/** A sound row of each table: the `i`th of day `day`. */
const SOUND: Readonly<Record<RawTableName, (i: number, day: string) => Given>> = {
  rates: (i, day) => ({ base: 'EUR', quote: `Q${i}`, rated_on: day, rate: '1.5' }),
  merchants: (i, day) => ({ merchant_id: `${day} M${i}`, name: 'a name' }),
  products: (i, day) => ({
    product_id: `${day} P${i}`,
    merchant_id: `M${i % 4}`,
    category: 'Toys',
    list_price: '10',
    cost: '4',
  }),
  product_links: (i) => ({ product_id: `P${i}`, item: `item ${i}` }),
  customers: (i, day) => ({ customer_id: `${day} C${i}`, region: 'north' }),
  prices: (i, day) => ({
    product_id: `P${i}`,
    valid_from: `${day} 00:00:00`,
    price: '9.50',
  }),
  competitor_prices: (i, day) => ({
    url: `https://rival.test/${i}`,
    seen_at: `${day} 08:00:00`,
    of_product_id: 'P1',
    price: '9',
  }),
  sessions: (i, day) => ({
    session_id: `${day} ${i}`,
    started_at: `${day} 12:00:00`,
    shopper_id: `S${i}`,
    duration_s: '60',
    ...product(i),
  }),
  events: (i, day) => ({
    event_id: `${day} ${i}`,
    happened_at: `${day} 12:00:00`,
    type: 'view',
    shopper_id: `V${i}`,
    ...product(i),
  }),
  orders: (i, day) => ({
    order_id: `${day} ${i}`,
    ordered_at: `${day} 12:00:00`,
    customer_id: `S${i}`,
    shipped_at: `${day} 13:00:00`,
    delivered_at: `${day} 14:00:00`,
  }),
  order_lines: (i, day) => ({
    order_id: `${day} ${i}`,
    line_id: '1',
    quantity: '2',
    unit_price: '9.50',
    ...product(i),
  }),
  payments: (i, day) => ({
    order_id: `${day} ${i}`,
    payment_id: '1',
    amount: '19',
    paid_at: `${day} 12:00:00`,
  }),
  refunds: (i, day) => ({
    refund_id: `${day} ${i}`,
    order_id: `${day} ${i}`,
    amount: '1',
    refunded_at: `${day} 20:00:00`,
  }),
  reviews: (i, day) => ({
    review_id: `${day} ${i}`,
    order_id: `${day} ${i}`,
    score: '5',
    created_at: `${day} 20:00:00`,
  }),
  stock_levels: (i, day) => ({
    product_id: `P${i}`,
    on: day,
    on_hand: '9',
    reserved: '1',
  }),
  deliveries: (i, day) => ({
    delivery_id: `${day} ${i}`,
    product_id: `P${i}`,
    quantity: '5',
    ordered_at: `${day} 08:00:00`,
    received_at: `${day} 18:00:00`,
  }),
  campaigns: (i, day) => ({ campaign_id: `${day} ${i}`, discount: '0.1', starts_at: `${day} 00:00:00` }),
  experiments: (i, day) => ({ experiment_id: `${day} ${i}`, started_at: `${day} 00:00:00` }),
}

/** Of each rule that looks at rows by themselves, what breaks it: nearly all rows are so. */
const FAULTS: Readonly<Record<string, Given>> = {
  'orders/delivered-after-ordered': { delivered_at: '2026-11-01 10:00:00' },
  'orders/shipped-after-ordered': { shipped_at: '2026-11-01 10:00:00' },
  'orders/customer': { customer_id: null },
  'sessions/duration': { duration_s: '240000' },
  'sessions/shopper': { shopper_id: null },
  'sessions/known-products': { product_id: 'lost' },
  'events/known-products': { product_id: 'lost' },
  'order_lines/sale': { kind: 'fee' },
  'order_lines/quantity': { quantity: '20000', unit_price: '0.01' },
  'order_lines/known-products': { product_id: 'lost' },
  'order_lines/known-merchants': { merchant_id: 'lost' },
  'payments/amount': { amount: '0' },
  'refunds/of-order': { order_id: 'lost' },
  'reviews/of-order': { order_id: 'lost' },
  'stock_levels/reserved': { reserved: '10' },
  'stock_levels/known-products': { product_id: 'lost' },
  'products/known-merchants': { merchant_id: 'lost' },
  'products/category': { category: null },
  'products/cost-below-price': { cost: '40' },
  'product_links/known-products': { product_id: 'lost' },
  'prices/price': { price: '0' },
  'prices/known-products': { product_id: 'lost' },
  'prices/price-scale': { price: '950' },
  'deliveries/received-after-ordered': { received_at: '2026-11-01 10:00:00' },
  'deliveries/known-products': { product_id: 'lost' },
  'campaigns/discount': { discount: '0.95' },
}
/** and of the rule that looks at what was refused */
const REFUSED: Readonly<Record<string, Given>> = Object.fromEntries(
  QUALITY.filter(({ rules }) => rules.some(({ name }) => name === 'refused')).map(({ table }) => [
    `${table}/refused`,
    { platform: ' ' },
  ]),
)

const DAYS = ['2026-11-20', '2026-11-21']
const EVERY_RULE = QUALITY.flatMap(({ table, rules }) => rules.map(({ name }) => `${table}/${name}`))
const broken = (verdicts: readonly Verdict[]) => verdicts.filter(({ holds }) => !holds).map(idOf)

describe('each rule of each table', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
    await land(
      'merchants',
      Array.from({ length: 4 }, (_, i) => ({ merchant_id: `M${i}` })),
    )
    await land(
      'products',
      Array.from({ length: ROWS }, (_, i) => ({ ...SOUND.products(i, ''), ...product(i) })),
    )
    for (const table of RAW_TABLE_NAMES) for (const day of DAYS) await land(table, ofDay(table, day))
    const { verdicts, failed } = await shop.lake.build()
    expect([broken(verdicts), failed]).toEqual([[], []])
  }, 120_000)
  afterAll(() => shop.remove())

  const land = (table: RawTableName, given: readonly Given[]) => shop.lake.ingest(rows(table, given))
  const ofDay = (table: RawTableName, day: string) =>
    Array.from({ length: ROWS }, (_, i) => SOUND[table](i, day))

  it('that looks at rows or at what was refused has its fault here', () => {
    const kinds = ['share', 'known', 'of-order', 'price-scale', 'refused']
    const all = QUALITY.flatMap(({ table, rules }) =>
      rules
        .filter(({ look, name }) => kinds.includes(look.kind) && name !== 'mostly-refused')
        .map(({ name }) => `${table}/${name}`),
    )
    // a price of a line that is a hundred times its own is held in quality.test.ts, with its payment
    expect(Object.keys({ ...FAULTS, ...REFUSED }).sort()).toEqual(
      all.filter((id) => id !== 'order_lines/price-scale').sort(),
    )
  })

  it.each(Object.entries({ ...FAULTS, ...REFUSED }))('%s is found by its fault', async (id, fault) => {
    const table = RAW_TABLE_NAMES.find((one) => id.startsWith(`${one}/`))
    if (!table) throw new Error(`no table of ${id}`)
    // half of the rows may be refused; a price's scale is what most of them say, and visits mostly name nobody
    const isSpoiled = (i: number) => (id.endsWith('/refused') ? i % 4 === 0 : i % 40 !== 0)
    const cell = (value: string | null, i: number) => (value === 'lost' ? `lost ${i}` : value)
    const spoiled = DAYS.flatMap((day) => ofDay(table, day)).map((row, i) =>
      isSpoiled(i)
        ? {
            ...row,
            ...Object.fromEntries(Object.entries(fault).map(([column, value]) => [column, cell(value, i)])),
          }
        : row,
    )
    await land(table, spoiled)
    const { verdicts } = await shop.lake.build(undefined, new Set(EVERY_RULE))
    const found = verdicts.find((verdict) => idOf(verdict) === id)
    expect(found?.holds).toBe(false)
    expect(found?.says).toMatch(/\w+ .*: .*\.$/)
  })
})
